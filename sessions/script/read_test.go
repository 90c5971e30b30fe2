package script

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// written writes a file for a test.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadLines(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file, text string
		want       []Line
		lab        bool
	}{
		"plain":                   {"f.netnet", "a\n\nb\n", []Line{{1, "a"}, {2, ""}, {3, "b"}}, false},
		"no newline at the end":   {"f.netnet", "a", []Line{{1, "a"}}, false},
		"no ending":               {"f", "a\n", []Line{{1, "a"}}, false},
		"CRLF":                    {"f.netnet", "a\r\nb\r\n", []Line{{1, "a"}, {2, "b"}}, false},
		"empty":                   {"f.netnet", "", nil, false},
		"white space":             {"f.netnet", " \t\n", []Line{{1, " \t"}}, false},
		"BOM":                     {"f.netnet", "\xef\xbb\xbfa\nb\n", []Line{{1, "a"}, {2, "b"}}, false},
		"needs lab":               {"f.netnet", "# needs: lab\na\n", []Line{{1, "# needs: lab"}, {2, "a"}}, true},
		"needs lab, BOM and CRLF": {"f.netnet", "\xef\xbb\xbf# needs: lab\r\n", []Line{{1, "# needs: lab"}}, true},
		"needs lab, tight":        {"f.netnet", "#needs:lab\n", []Line{{1, "#needs:lab"}}, true},
		"lab in the tenth line":   {"f.netnet", strings.Repeat("\n", 9) + "# needs: lab", append(make([]Line, 0), numbered(9, "", "# needs: lab")...), true},
		"lab in the eleventh":     {"f.netnet", strings.Repeat("\n", 10) + "# needs: lab", numbered(10, "", "# needs: lab"), false},
		"lab in a text":           {"f.netnet", `send s "# needs: lab"` + "\n", []Line{{1, `send s "# needs: lab"`}}, false},

		"Markdown":                {"f.md", "# T\n\n```netnet\na\n\nb\n```\nprose\n", []Line{{4, "a"}, {5, ""}, {6, "b"}}, false},
		"Markdown, any case":      {"F.MD", "```netnet\na\n```\n", []Line{{2, "a"}}, false},
		".markdown":               {"f.markdown", "```netnet\na\n```\n", []Line{{2, "a"}}, false},
		"two blocks":              {"f.md", "```netnet\na\n```\nx\n```netnet\nb\n```\n", []Line{{2, "a"}, {6, "b"}}, false},
		"tildes":                  {"f.md", "~~~netnet\na\n```\nb\n~~~\nc\n", []Line{{2, "a"}, {3, "```"}, {4, "b"}}, false},
		"long fence":              {"f.md", "````netnet\na\n```\nb\n````\nc\n", []Line{{2, "a"}, {3, "```"}, {4, "b"}}, false},
		"closing fence is longer": {"f.md", "```netnet\na\n`````\nb\n", []Line{{2, "a"}}, false},
		"indented fence":          {"f.md", "   ```netnet\na\n  ```\nb\n", []Line{{2, "a"}}, false},
		"indented code":           {"f.md", "    ```netnet\na\n    ```\nb\n", nil, false},
		"other languages":         {"f.md", "```c\nint x;\n```\n```\ny\n```\n```netnetx\nz\n```\n```netnet\na\n```\n", []Line{{11, "a"}}, false},
		"netnet inside another":   {"f.md", "````md\n```netnet\na\n```\n````\n```netnet\nb\n```\n", []Line{{7, "b"}}, false},
		"space before netnet":     {"f.md", "``` netnet\na\n```\n", []Line{{2, "a"}}, false},
		"more behind netnet":      {"f.md", "```netnet title\na\n```\n", []Line{{2, "a"}}, false},
		"no end":                  {"f.md", "```netnet\na\n", []Line{{2, "a"}}, false},
		"Markdown CRLF":           {"f.md", "```netnet\r\na\r\n```\r\nb\r\n", []Line{{2, "a"}}, false},
		"Markdown without blocks": {"f.md", "# T\nprose\n", nil, false},
		"Markdown needs lab":      {"f.md", "# T\n" + strings.Repeat("\n", 20) + "```netnet\n# needs: lab\na\n```\n", []Line{{23, "# needs: lab"}, {24, "a"}}, true},
		"Markdown says lab":       {"f.md", "# needs: lab\n```netnet\na\n```\n", []Line{{3, "a"}}, true},

		"recording":              {"f.jsonl", `{"netnet":1,"network":"host"}` + "\n" + `{"seq":1,"step":"a"}` + "\n\n" + `{"seq":2,"step":"b"}` + "\n", []Line{{1, "a"}, {2, "b"}}, false},
		"recording of a lab":     {"f.jsonl", `{"netnet":1,"network":"lab"}` + "\n", nil, true},
		"recording by any name":  {"f.txt", `{"netnet":1}` + "\n" + `{"seq":1,"step":"a"}`, []Line{{1, "a"}}, false},
		"recording with unknown": {"f.jsonl", `{"netnet":1,"more":[1]}` + "\n" + `{"seq":1,"step":"a","more":{}}`, []Line{{1, "a"}}, false},
	} {
		source, err := Read(written(t, tt.file, tt.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(source.Lines, tt.want) {
			t.Errorf("%s: lines %v, want %v", name, source.Lines, tt.want)
		}
		if source.Lab != tt.lab {
			t.Errorf("%s: asks for a lab: %v, want %v", name, source.Lab, tt.lab)
		}
	}
}

// numbered returns n lines with the same text, and a last one.
func numbered(n int, text, last string) []Line {
	var list []Line
	for i := range n {
		list = append(list, Line{i + 1, text})
	}
	return append(list, Line{n + 1, last})
}

func TestReadWhatIsNoScript(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	for name, tt := range map[string]struct{ path, words string }{
		"missing":                {filepath.Join(directory, "missing.netnet"), "missing.netnet|can't be read|no such file"},
		"directory":              {directory, "is a directory"},
		"binary":                 {written(t, "f.netnet", "\x7fELF\x00\x01"), "not a text file"},
		"not UTF-8":              {written(t, "f.netnet", "close s\xff\n"), "not a text file"},
		"recording, not JSON":    {written(t, "f.jsonl", `{"netnet":1}`+"\nnonsense\n"), "f.jsonl:2:1: |not a line of a recording"},
		"recording, cut within":  {written(t, "f.jsonl", `{"netnet":1}`+"\n"+`{"seq":1,"step":"clo`+"\n"+`{"seq":2,"step":"a"}`+"\n"), "f.jsonl:2:1: "},
		"recording of tomorrow":  {written(t, "f.jsonl", `{"netnet":99}`+"\n"), "f.jsonl:1:1: |format 99"},
		"a step that is no text": {written(t, "f.jsonl", `{"netnet":1}`+"\n"+`{"seq":1,"step":7}`), "f.jsonl:2:1: "},
	} {
		_, err := Read(tt.path)
		if err == nil {
			t.Errorf("%s: it is read", name)
			continue
		}
		for word := range strings.SplitSeq(tt.words, "|") {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: the message lacks %q: %v", name, word, err)
			}
		}
	}
}

// What a recorder writes can be read back as the same steps.
func TestRecordingIsReadBack(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	printer := NewRecorder(&out, 0)
	if err := printer.Begin(Source{Name: "x.netnet"}, true); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i, line := range []string{`x = socket tcp`, `send x "<&>\n\xff =>" => EPIPE | "a" | >=1`, `sendto x @x 3*"é\\" => error`} {
		if strings.Contains(line, `| "a"`) {
			line = `recv x 5 => ~"<&>\n" | eof`
		}
		step, ok, err := step.ParseLine(line, []string{"x"})
		if err != nil || !ok {
			t.Fatal(line, err)
		}
		lines = append(lines, step.String())
		if err := printer.Event(step, engine.Event{Seq: uint64(i) + 1, Line: i + 1, Text: step.String(), Calls: []engine.Call{}}); err != nil {
			t.Fatal(err)
		}
	}
	source, err := Read(written(t, "x.jsonl", out.String()))
	if err != nil || !source.Lab || len(source.Lines) != len(lines) {
		t.Fatalf("%+v, %v", source, err)
	}
	for i, line := range source.Lines {
		if line.Text != lines[i] {
			t.Errorf("step %d is %q, was %q", i, line.Text, lines[i])
		}
	}
	if _, err := Parse("x.jsonl", source.Lines); err != nil {
		t.Error(err)
	}
}

// The scripts that come with the tests parse, and say in two comment lines what they prove.
func TestScriptsParse(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.netnet")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := Read(file)
		if err != nil {
			t.Error(err)
			continue
		}
		steps, err := Parse(file, source.Lines)
		if err != nil || len(steps) == 0 {
			t.Errorf("%d steps, %v", len(steps), err)
		}
		if filepath.Base(file) == "demo.netnet" {
			continue // the example in the description of the language
		}
		said := 0
		for _, line := range source.Lines[:min(3, len(source.Lines))] {
			if strings.HasPrefix(line.Text, "# ") && !asksForLab([]Line{line}) {
				said++
			}
		}
		if said < 2 {
			t.Errorf("%s does not say in two lines of comment what it proves", file)
		}
	}
}

func TestErrorsAreOurs(t *testing.T) {
	t.Parallel()
	_, _, err := step.ParseLine("nonsense", nil)
	var mistake *step.Error
	if !errors.As(err, &mistake) || mistake.Line != 0 || mistake.File != "" {
		t.Errorf("an error at a prompt is %#v", err)
	}
}

// overwrite replaces the contents of a file.
func overwrite(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A file that is called a recording and is not one is not taken for a script.
func TestNotARecording(t *testing.T) {
	t.Parallel()
	if _, err := Read(written(t, "garbage.jsonl", "garbage in it\n")); err == nil || !strings.Contains(err.Error(), "garbage.jsonl is not a recording") {
		t.Errorf("the error is %v", err)
	}
}
