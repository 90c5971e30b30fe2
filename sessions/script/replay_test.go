package script

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// taped is a recording whose lines contain multi-byte characters.
const taped = `{"netnet":1,"file":"größe 日本.netnet","network":"host"}
{"seq":1,"t":0.1,"line":1,"step":"s = socket tcp","verb":"socket","calls":[{"name":"socket","args":["AF_INET"],"ret":7}],"notes":["é"]}
{"seq":2,"t":0.2,"line":2,"step":"close s => 0","verb":"close","calls":[],"held":true,"got":"0"}
{"seq":3,"t":0.3,"line":3,"step":"show s","verb":"show","calls":[],"got":"日本語"}
`

// A recording is printed as it is, without an engine.
func TestARecordingAsItIs(t *testing.T) {
	t.Parallel()
	file := written(t, "as it is.jsonl", taped)
	for _, tt := range []struct {
		only, status int
		want         string
	}{
		{0, Held, "   2 close s => 0\n   3 show s\n     why   s: 日本語.\n"},
		{2, Held, "   2 close s => 0\n"},
		{4, Unparsed, "as it is.jsonl: there is no step 4\n"},
	} {
		var out strings.Builder
		status := RunFiles(t.Context(), []string{file}, Options{Recorded: true, Only: tt.only, Printer: NewExplainer(&out, tt.only), Warnings: &out})
		if status != tt.status || !strings.HasSuffix(out.String(), tt.want) || strings.Contains(out.String(), "socket(AF_INET) = 7") != (tt.only == 0) {
			t.Errorf("step %d: status %d, %q, want %q", tt.only, status, out.String(), tt.want)
		}
	}
}

// A recording cut at any byte gives the steps of its complete lines, and says that it was cut.
func TestARecordingCutAtAnyByte(t *testing.T) {
	t.Parallel()
	whole := []string{"s = socket tcp", "close s => 0", "show s"}
	file := written(t, "cut.jsonl", "")
	for cut := 1; cut <= len(taped); cut++ {
		text := taped[:cut]
		lines := strings.Count(text, "\n")
		complete := strings.HasSuffix(text, "}") && cut < len(taped) && taped[cut] == '\n' // only the line end is missing
		if complete {
			lines++
		}
		overwrite(t, file, text)
		source, err := Read(file)
		if err != nil {
			t.Fatalf("cut at byte %d: %v", cut, err)
		}
		var steps []string
		for _, line := range source.Lines {
			steps = append(steps, line.Text)
		}
		if want := whole[:max(0, lines-1)]; !slices.Equal(steps, want) {
			t.Errorf("cut at byte %d: %q, want %q", cut, steps, want)
		}
		if told := source.Cut != ""; told == strings.HasSuffix(text, "\n") {
			t.Errorf("cut at byte %d, it says %q", cut, source.Cut)
		}
		place := file + ":" + strconv.Itoa(strings.Count(text, "\n")+1) + ": warning: "
		if source.Cut != "" && !strings.HasPrefix(source.Cut, place) {
			t.Errorf("cut at byte %d, it says %q, and not where", cut, source.Cut)
		}
	}
}

// Mistakes within a recording are errors, even before a cut.
func TestARecordingThatIsWrongWithinIsAnError(t *testing.T) {
	t.Parallel()
	lines := strings.SplitAfter(taped, "\n")
	for name, text := range map[string]string{
		"half a line within": lines[0] + lines[1][:40] + "\n" + lines[2] + lines[3][:20],
		"not JSON":           lines[0] + "nonsense\n" + lines[2],
		"not UTF-8":          strings.Replace(taped, "é", "\xff", 1) + `{"seq":4,"st`,
		"a NUL":              lines[0] + "\x00\n" + lines[1],
	} {
		if source, err := Read(written(t, "wrong.jsonl", text)); err == nil {
			t.Errorf("%s: it is read as %v", name, source.Lines)
		}
	}
}
