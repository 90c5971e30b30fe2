package again

import (
	"context"
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Step returns the step of an event for repetition. In an old recording it is only text, which is parsed.
func Step(e engine.Event) (engine.Step, error) {
	s := e.Step
	if s.Verb == "" {
		var err error
		if s, _, err = step.ParsePart(e.Text); err != nil {
			return s, fmt.Errorf("%s: %w", step.Clip(e.Text), err)
		}
	}
	s.Tag = 0
	return s, nil
}

// Make makes the steps of events in an engine, one after the other, and calls tell with each answer and the one before.
// It returns when all are made, when tell returns false, when the engine has ended, or when ctx has, with the error of
// ctx: whoever ends ctx must also close the engine, to end the step under way.
func Make(ctx context.Context, d script.Doer, events []engine.Event, tell func(was, is engine.Event) bool) error {
	ports := Ports{}
	for _, was := range events {
		s, err := Step(was)
		if err != nil {
			return err
		}
		is, err := d.Do(ports.Translate(s))
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("the engine has ended in step %d, %s: %w", was.Seq, step.Clip(was.Text), err)
		}
		ports.Learn(was, is)
		if !tell(was, is) {
			return nil
		}
	}
	return nil
}
