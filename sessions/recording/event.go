package recording

import (
	"encoding/json"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/strace"
)

// Decode decodes the line of an event. In recordings older than the data of steps and calls, events have only the text,
// which is parsed here, once, so that nothing else has to.
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
