package diff

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"netnet-tui/sessions/recording"
)

// hostile is what must not reach a terminal: escape sequences, a line end, a change of direction.
const hostile = "a\x1b[2J\x9b1m\x07\r\nb\u202ec"

func report() Report {
	long := strings.Repeat("held the second write back until it came ", 9)
	return Report{
		Left: Side{"left.jsonl", "lab", 5}, Right: Side{hostile, "host", 6}, Same: 3,
		Steps: []Step{
			{Left: &Place{2, 12, "listen s 1"}, Right: &Place{2, 12, "listen s 2"}, Differences: []Difference{{PartEvidence, "s.backlog", "1", "2", false}}},
			{Right: &Place{3, 0, "setsockopt s " + hostile + strings.Repeat(" x", 100)}},
			{Left: &Place{4, 5, "recv c 10"}},
			{Left: &Place{5, 6, "roundtrip c"}, Right: &Place{5, 6, "roundtrip c"}, Differences: []Difference{
				{PartAnswer, "", "44.0ms", "0.1ms", false}, {PartWhy, "", long, "", false},
				{PartEvidence, strings.Repeat("n", 60) + ".state", strings.Repeat("x", 300), hostile, false}, {PartNote, "", strings.Repeat("é", 500), "é", false},
			}},
		},
	}
}

// A report fits into the width of the terminal, whatever stands in it, and nothing of it is lost.
func TestPrint(t *testing.T) {
	for _, width := range []int{1, 40, 80, 120, 200, 400} {
		var out bytes.Buffer
		if err := report().Print(&out, width); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > max(width, 40) {
				t.Errorf("a line has %d characters, where there is room for %d: %q", n, width, line)
			}
		}
		if strings.ContainsAny(out.String(), "\x1b\x07\r\u202e") {
			t.Errorf("it writes %q", out.String())
		}
		if n := strings.Count(out.String(), "é"); n != 501 {
			t.Errorf("%d letters of 501 are left at width %d", n, width)
		}
	}
	var out bytes.Buffer
	if err := report().Print(&out, 80); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"-   12 listen s 1\n+   12 listen s 2\n", "\n-    5 recv c 10\n", "left.jsonl (lab)", "│ 0.1ms\n", "3 steps alike, 2 different, 1 only on the left, 1 only on the right\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, &out)
		}
	}
}

// Of sessions that do not differ nothing is written for people, and an object for programs.
func TestPrintNothing(t *testing.T) {
	var out bytes.Buffer
	r := compare(t, Session{Name: "a", Events: recording.List{}}, Session{Name: "b", Events: recording.List{}}, false)
	if err := r.Print(&out, 80); err != nil || out.Len() > 0 {
		t.Errorf("%q, %v", &out, err)
	}
	if err := r.PrintJSON(&out); err != nil {
		t.Fatal(err)
	}
	var got struct{ Diff Report }
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got.Diff.Left.Name != "a" || !strings.Contains(out.String(), `"steps":[]`) {
		t.Errorf("%s, %v", &out, err)
	}
}

// FuzzWrapped: a text is broken into lines that fit, without a letter lost.
func FuzzWrapped(f *testing.F) {
	f.Add("held the second write back", 9)
	f.Add(strings.Repeat("x", 50), 0)
	f.Add("a "+strings.Repeat(" ", 50)+"b", 12)
	f.Fuzz(func(t *testing.T, text string, width int) {
		lines := wrapped(text, width)
		for _, line := range lines {
			if utf8.RuneCountInString(line) > max(width, 8) {
				t.Errorf("%q is longer than %d", line, width)
			}
		}
		letters := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := letters(strings.Join(lines, "")); got != letters(strings.Join(wrapped(text, 1<<30), "")) {
			t.Errorf("%q became %q", text, lines)
		}
	})
}
