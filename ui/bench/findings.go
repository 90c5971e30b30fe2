package bench

import (
	"netnet-tui/sessions/why"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// found returns the findings about an event: each claim with its certainty, what to do, its evidence, and
// the lines that can be tried.
func found(findings []why.Finding, w int) []canvas.Line {
	var lines []canvas.Line
	for _, f := range findings {
		lines = append(lines, passage("why", theme.Text, claim(f), w)...)
		if f.Do != "" {
			lines = append(lines, passage("do", theme.Text, f.Do, w)...)
		}
		for _, fact := range f.Evidence {
			lines = append(lines, passage("seen", theme.Dim, factText(fact), w)...)
		}
		for _, line := range f.Try {
			lines = append(lines, passage("try", theme.Name, line, w)...)
		}
	}
	return lines
}

// claim returns what a finding says, and its certainty if that is less than shown.
func claim(f why.Finding) string {
	switch f.Certainty {
	case why.Likely:
		return f.Claim + " (likely)"
	case why.OneOf:
		return f.Claim + " (one of these)"
	default:
		return f.Claim
	}
}

// factText returns a fact, with where it was seen.
func factText(f why.Fact) string { return f.What + " " + f.Value + "  (" + f.From + ")" }

// explained returns the explanation of an event, in at most room lines including its rule.
func explained(it *item, w, room int) []canvas.Line {
	if room < 2 {
		return nil
	}
	lines := []canvas.Line{rule("why", canvas.Shorten(it.event.Text, max(w-12, 4)), w)}
	return clip(append(lines, canvas.Paragraph(theme.Text, why.Text(it.why), w)...), room)
}

// explains returns the event to explain beside everything else, or nil if there is none. There is none
// while a lesson asks what will come, or until a new engine has done something.
func (b *Bench) explains() *item {
	if b.beside != nil && b.beside.Asks() || b.Trace.follow && !b.Trace.begun() {
		return nil
	}
	return b.Trace.latest()
}
