package bench

import (
	"testing"

	"netnet-tui/sessions/why"
)

// TestAnswerChoosesALineToTry moves through the lines that can be tried, and keeps to them.
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
	if len(lines) < 6 {
		t.Errorf("%d lines say all", len(lines))
	}
}
