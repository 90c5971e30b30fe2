package script

import (
	"strings"
	"testing"
)

// All mistakes of a file are reported together, each with its place, except those that follow from others.
func TestMistakesOfAFile(t *testing.T) {
	t.Parallel()
	steps, err := Parse("f.netnet", []Line{
		{1, "s = socket tcp"},
		{2, "bnd s :80"},
		{5, "x = socket tcpp"},
		{6, "close x"},
		{7, "close nope"},
	})
	if steps != nil || err == nil {
		t.Fatalf("steps %v, %v", steps, err)
	}
	sentences := strings.Split(err.Error(), "\n")
	if len(sentences) != 3 {
		t.Fatalf("%d mistakes are listed:\n%v", len(sentences), err)
	}
	for i, place := range []string{"f.netnet:2:1: ", "f.netnet:5:12: ", "f.netnet:7:7: "} {
		if !strings.HasPrefix(sentences[i], place) {
			t.Errorf("mistake %d is %q, want it at %s", i, sentences[i], place)
		}
	}
}

// A part of a script may use names that it does not make; everything else is parsed as usual.
func TestAPartTakesNamesOnTrust(t *testing.T) {
	t.Parallel()
	lines := []Line{{1, "setsockopt s SO_KEEPALIVE on"}, {2, "connect c @x'.peer"}, {3, "join w => EINTR"}, {4, "poll a:in b:out"}}
	if steps, err := ParsePart(lines); err != nil || len(steps) != len(lines) || steps[3].Line != 4 {
		t.Errorf("a part is read as %v, %v", steps, err)
	}
	if _, err := Parse("f", lines); err == nil {
		t.Error("a whole script takes names on trust")
	}
	for text, words := range map[string]string{
		"close 7":                       "line 1, column 7: there is no socket",
		"bnd s":                         "did you mean bind?",
		"setsockopt s SO_KEEPALIVE yes": "on or off",
	} {
		if _, err := ParsePart([]Line{{1, text}}); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v does not say %q", text, err, words)
		}
	}
}

// In a file, a name is known from the line that makes it.
func TestNamesOfAFile(t *testing.T) {
	t.Parallel()
	for _, lines := range [][]string{
		{"s = socket tcp", "close s", "close s => EBADF", "s = socket tcp", "close s"},
		{"s = socket tcp", "s = socket tcp", "close s'", "close s"},
		{"s = socket tcp", "s = socket tcp", "s = socket tcp", "close s''", "close s'", "close s"},
		{"a, b = socketpair unix", "close a", "close b"},
		{"s = server 127.0.0.1:0", "spawn w a = accept s", "c = client @s", "join w => ok", "close a"},
		{"s = server 127.0.0.1:0", "a = spawn w accept s", "interrupt w", "join w => EINTR"},
		{"s = socket tcp => EMFILE", "close s"},
		{"within = socket tcp", "close within"},
		{"send = socket tcp", `send send "x"`},
	} {
		var list []Line
		for i, text := range lines {
			list = append(list, Line{i + 1, text})
		}
		if steps, err := Parse("f", list); err != nil || len(steps) != len(lines) {
			t.Errorf("%s: %d steps, %v", strings.Join(lines, "; "), len(steps), err)
		}
	}
}

func TestLineNumbers(t *testing.T) {
	t.Parallel()
	steps, err := Parse("f", []Line{{3, ""}, {7, "s = socket tcp"}, {8, "# comment"}, {20, "close s"}})
	if err != nil || len(steps) != 2 || steps[0].Line != 7 || steps[1].Line != 20 {
		t.Errorf("steps %+v, %v", steps, err)
	}
}
