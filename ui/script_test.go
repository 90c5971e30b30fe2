package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/walk"
)

// scripted returns the sample with a script beside it, at a line that the kernel has refused.
func scripted(t *testing.T, w, h int) *Screen {
	t.Helper()
	s, d := begin(t, w, h, sample())
	var lines []script.Line
	for i, text := range []string{"# a second listener", "t = socket tcp nonblock", "bind t 127.0.0.1:0", "listen t 5", "bind t 127.0.0.1:7000   # it has a name already", "", "bnid t", "close t"} {
		lines = append(lines, script.Line{Number: i + 1, Text: text})
	}
	s.bench.Open(walk.NewScript("demo.netnet", lines))
	s.key("a", 'a')
	for _, e := range []engine.Event{{Verb: "socket", Text: lines[1].Text, Got: "10"}, {Verb: "bind", Text: lines[2].Text, Got: "0"}, {Verb: "listen", Text: lines[3].Text, Got: "0"},
		{Verb: "bind", Text: "bind t 127.0.0.1:7000", Got: "EINVAL", Calls: []engine.Call{call1("bind", -1, "EINVAL", "t", "{AF_INET, 127.0.0.1:7000}", "16")}}} {
		s.take(d, e)
	}
	return s
}

// The script beside the bench: lines that were made, the line that failed, the next one, and an invalid
// one.
func TestGoldenScript(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		goldentest.Same(t, fmt.Sprintf("script-%dx%d", size.w, size.h), scripted(t, size.w, size.h).below())
	}
}

// Changing a line that has not been made yet changes nothing else.
func TestALineAheadIsChanged(t *testing.T) {
	s := scripted(t, 120, 40)
	s.key("", tea.KeyDown)
	s.key("", tea.KeyDown)
	s.key("e", 'e')
	s.key("x", 'x')
	s.key("", tea.KeyEnter)
	if line := s.bench.Script.Course().Line(7); line.Text != "close tx" || line.State != walk.Ahead || s.bench.Script.Course().Next() != 6 {
		t.Errorf("the line is %+v, the next one %d", line, s.bench.Script.Course().Next())
	}
}
