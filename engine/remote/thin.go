package remote

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// mostData is the length up to which the text of a step is recorded in full, in bytes.
const mostData = 64 << 10

// LeftOut is the beginning of the note about a text that is not recorded.
const LeftOut = "not recorded: "

// withoutData returns an event as it is recorded: a text of its step longer than mostData is replaced by as many dots,
// and a note gives its length and hash. It reports whether there was one.
func withoutData(e engine.Event) (thin engine.Event, thinned bool) {
	var notes []string
	e.Step, notes = thinStep(e.Step)
	if len(notes) > 0 {
		e.Text = e.Step.String()
	}
	if e.Joined != nil {
		joined, more := thinStep(*e.Joined)
		e.Joined, notes = &joined, append(notes, more...)
	}
	e.Notes = append(slices.Clip(e.Notes), notes...)
	return e, len(notes) > 0
}

// thinStep returns a step without its long texts, and a note about each.
func thinStep(s engine.Step) (thin engine.Step, notes []string) {
	replace := func(t step.Text) step.Text {
		if len(t.Body) <= mostData {
			return t
		}
		notes = append(notes, fmt.Sprintf(LeftOut+"a text of %d B, SHA-256 %x, in whose place the step has dots", len(t.Body), sha256.Sum256(t.Body)))
		return step.Text{Times: max(t.Times, 1) * int64(len(t.Body)), Body: []byte(".")}
	}
	if s.Text != nil {
		text := replace(*s.Text)
		s.Text = &text
	}
	if len(s.Texts) > 0 {
		s.Texts = slices.Clone(s.Texts)
		for i, text := range s.Texts {
			s.Texts[i] = replace(text)
		}
	}
	if s.Spawned != nil {
		spawned, more := thinStep(*s.Spawned)
		s.Spawned, notes = &spawned, append(notes, more...)
	}
	return s, notes
}
