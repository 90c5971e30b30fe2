package diff

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// hostile is text that must not reach a terminal: escape sequences, line breaks, a change of direction.
const hostile = "a\x1b[2J\x9b1m\x07\r\nb\u202ec"

func report() Report {
	long := strings.Repeat("held the second write back until it came ", 9)
	return Report{
		Left: Side{"left.jsonl", "lab", 5, script.OfLines}, Right: Side{hostile, "host", 6, script.OfLines}, Same: 3,
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

// Rows show where long answers differ, at any width, and short answers whole.
func TestLongAnswers(t *testing.T) {
	long := strings.Repeat("0123456789", 500)
	for _, width := range []int{40, 80, 120} {
		r := Report{Steps: []Step{{Left: &Place{1, 1, "send c \"" + long + "\""}, Right: &Place{1, 1, "send c \"" + long + "\""}, Differences: []Difference{
			{PartAnswer, "", long + "a" + long, long + "b" + long, false}, {PartCall, "", "x" + long, "", false}, {PartEvidence, "s.local", "short", "brief", false}, {PartWhy, "", "Because " + long, "", false},
		}}}}
		l := r.Layout(width)
		count := map[Part]int{}
		left, right := "", ""
		for _, row := range l.Rows {
			if count[row.Part]++; row.Part == PartAnswer {
				left, right = left+row.Left, right+row.Right
			}
		}
		if count[PartAnswer] > mostRows+1 || count[PartCall] > mostRows+1 || count[""] > mostRows+2 || count[PartEvidence] != 1 {
			t.Errorf("at width %d there are so many rows: %v", width, count)
		}
		if count[PartWhy] < len(long)/l.Each {
			t.Errorf("at width %d a sentence is cut: %v", width, count)
		}
		if !strings.HasPrefix(left, "…89a0") && !strings.HasPrefix(left, "…890123456789a0") || !strings.Contains(right, "9b0") || !strings.Contains(left, "(10001") {
			t.Errorf("at width %d it shows %q and %q", width, left, right)
		}
	}
}

// Short texts are whole, and a long one is shown from its end if it differs there.
func TestExcerpts(t *testing.T) {
	for _, tt := range []struct {
		left, right string
		room        int
		l, r        string
	}{
		{"abc", "abd", 3, "abc", "abd"},
		{strings.Repeat("a", 60) + "b", "c", 40, strings.Repeat("a", 23) + "… (61 characters)", "c"},
		{strings.Repeat("a", 60) + "b", strings.Repeat("a", 60) + "c", 40, "…" + strings.Repeat("a", 12) + "b (61 characters)", "…" + strings.Repeat("a", 12) + "c (61 characters)"},
		{strings.Repeat("a", 60), strings.Repeat("a", 61), 40, "…" + strings.Repeat("a", 12) + " (60 characters)", "…" + strings.Repeat("a", 13) + " (61 characters)"},
	} {
		if l, r := excerpts(tt.left, tt.right, tt.room); l != tt.l || r != tt.r {
			t.Errorf("of %q and %q it shows %q and %q", tt.left, tt.right, l, r)
		}
	}
}

// The summary keeps what differs only in time apart, and says so if nothing differs.
func TestSummary(t *testing.T) {
	at := &Place{1, 1, "recv a 10"}
	took := Step{Left: at, Right: at, Differences: []Difference{{PartTook, "", "52.2ms", "12.5ms", false}}, Timing: true}
	other := Step{Left: at, Right: at, Differences: []Difference{{PartAnswer, "", "1", "2", false}}}
	for _, tt := range []struct {
		steps []Step
		want  string
	}{
		{nil, "no difference in 12 steps"},
		{[]Step{took}, "12 steps alike, 1 different only in time"},
		{[]Step{other, took}, "12 steps alike, 1 different, 1 different only in time"},
	} {
		r := Report{Same: 12, Steps: tt.steps}
		var out bytes.Buffer
		if err := r.Print(&out, 80); err != nil || !strings.HasSuffix(out.String(), tt.want+"\n") {
			t.Errorf("%v: %q, want %q", err, out.String(), tt.want)
		}
	}
}

// A report fits the width of the terminal, whatever it contains, and its sentences are complete.
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

// For sessions that do not differ, a sentence is written for people, and an object for programs.
func TestPrintNoDifference(t *testing.T) {
	var out bytes.Buffer
	r := compare(t, Session{Name: "a", Events: recording.List{}}, Session{Name: "b", Events: recording.List{}}, false)
	if err := r.Print(&out, 80); err != nil || out.String() != "no difference in 0 steps\n" {
		t.Errorf("%q, %v", &out, err)
	}
	out.Reset()
	if err := r.PrintJSON(&out); err != nil {
		t.Fatal(err)
	}
	var got struct{ Diff Report }
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got.Diff.Left.Name != "a" || !strings.Contains(out.String(), `"steps":[]`) {
		t.Errorf("%s, %v", &out, err)
	}
}

// FuzzWrapped checks that a text is broken into lines that fit, without losing a letter.
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
