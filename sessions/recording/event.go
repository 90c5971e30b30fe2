package recording

import (
	"encoding/json"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/strace"
)

// Decode reads the line of an event. One that was recorded before events carried their step
// as data, and calls their values, has the text only: what it says is read here, once, so
// that nothing else takes it apart.
func Decode(line []byte) (engine.Event, error) {
	var e engine.Event
	if err := json.Unmarshal(line, &e); err != nil {
		return e, err
	}
	if e.Step.Verb == "" {
		if parsed, ok, err := step.ParsePart(e.Text); ok && err == nil { // otherwise it stays text
			e.Step = parsed
			e.Step.Line = e.Line
		}
	}
	for i := range e.Calls {
		strace.Complete(&e.Calls[i])
	}
	if e.Evidence != nil {
		for i := range e.Evidence.Sockets {
			if o := &e.Evidence.Sockets[i]; o.Kind.Domain == 0 {
				o.Kind = kind(o.Before, o.After)
			}
		}
	}
	return e, nil
}
