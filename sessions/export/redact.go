package export

import (
	"bytes"

	"netnet-tui/engine/step"
)

// redacted is the session without its data: each text is as many bytes x as it had.
func (s *Session) redacted() *Session {
	hidden := *s
	hidden.Steps = nil
	for _, one := range s.Steps {
		hidden.Steps = append(hidden.Steps, hide(one))
	}
	return &hidden
}

// hide is a step without its data. What is expected to come is then known by its length only.
func hide(s step.Step) step.Step {
	if s.Text != nil {
		text := hideText(*s.Text)
		s.Text = &text
	}
	texts := make([]step.Text, len(s.Texts))
	for i, text := range s.Texts {
		texts[i] = hideText(text)
	}
	s.Texts = texts
	if len(texts) == 0 {
		s.Texts = nil
	}
	s.Want, s.Until = hideOutcomes(s.Want), hideOutcomes(s.Until)
	if s.Spawned != nil {
		inner := hide(*s.Spawned)
		s.Spawned = &inner
	}
	return s
}

func hideText(t step.Text) step.Text {
	return step.Text{Times: t.Times, Body: bytes.Repeat([]byte("x"), len(t.Body))}
}

func hideOutcomes(list []step.Outcome) []step.Outcome {
	var hidden []step.Outcome
	for _, o := range list {
		if o.Quoted {
			o.Text = bytes.Repeat([]byte("x"), len(o.Text))
		}
		hidden = append(hidden, o)
	}
	return hidden
}
