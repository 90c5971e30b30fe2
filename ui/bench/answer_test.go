package bench

import (
	"strings"
	"testing"

	"netnet-tui/sessions/why"
	"netnet-tui/ui/canvas"
)

// TestAnswerChoosesALineToTry moves the selection, which must stay on the lines that can be tried.
func TestAnswerChoosesALineToTry(t *testing.T) {
	p := &answer{found: func() []why.Finding {
		return []why.Finding{
			{Claim: "a holds bytes.", Certainty: why.Shown, Try: []string{"recv a 5"}},
			{Claim: "The window is shut.", Certainty: why.Likely, Do: "Read.", Try: []string{"recv a 5", "close a"}},
		}
	}}
	lines, tries := p.lines(60)
	if len(tries) != 2 {
		t.Fatalf("%d lines can be tried, want each once: %v", len(tries), tries)
	}
	for by, want := range []int{0, 1} {
		p.at = 0
		p.Move(by, false)
		if p.at != want {
			t.Errorf("%d down chooses %d", by, p.at)
		}
	}
	if p.Move(9, false); p.at != 1 {
		t.Errorf("beyond the last one stands %d", p.at)
	}
	if got := p.tries()[p.at]; got != "close a" {
		t.Errorf("the second line to try is %q", got)
	}
	if got := p.following("recv a 5"); len(got) != 1 {
		t.Errorf("behind the first line of the first finding stand %v", got)
	}
	if len(lines) < 6 {
		t.Errorf("%d lines say all", len(lines))
	}
}

// TestAnswerTriesWhatItShows has two findings with a common line, and others.
func TestAnswerTriesWhatItShows(t *testing.T) {
	p := &answer{found: func() []why.Finding {
		return []why.Finding{{Claim: "One.", Try: []string{"recv a 5", "close a"}}, {Claim: "Two.", Try: []string{"recv a 5", "close b"}}}
	}}
	for p.at = range 3 {
		lines, at := p.lines(60)
		if shown, want := lines[at[p.at]][1].Text, p.tries()[p.at]; shown != want {
			t.Errorf("line %d reads %q, and does %q", p.at, shown, want)
		}
	}
}

// TestAnswerBeginsWithTheClaim draws an answer that is higher than its window: it shows the beginning, and
// a line that is out of view cannot be run.
func TestAnswerBeginsWithTheClaim(t *testing.T) {
	p := &answer{title: "why", found: func() []why.Finding {
		return []why.Finding{{Claim: strings.Repeat("claim ", 90), Try: []string{"close a"}}}
	}}
	draw := func() {
		p.Draw(nil, canvas.New(60, 8), canvas.Rect{W: 60, H: 8})
	}
	if draw(); p.top != 0 || !p.hidden {
		t.Errorf("it begins at line %d, and what is to be tried is hidden: %v", p.top, p.hidden)
	}
	if p.Choose(nil); !p.seeks {
		t.Error("the chosen line is not brought into sight")
	}
	if draw(); p.hidden {
		t.Error("the chosen line is still hidden")
	}
	p.Move(-9, true)
	if draw(); p.top != 0 {
		t.Errorf("paging up leads to line %d", p.top)
	}
}
