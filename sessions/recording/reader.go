package recording

import (
	"encoding/json"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/strace"
)

// Reader reads the events of one recording, line after line.
type Reader struct {
	names []string // that steps have given to descriptors so far
}

// Event reads one line. A header has no step, and is not an error.
func (r *Reader) Event(line []byte) (engine.Event, error) {
	var e engine.Event
	if err := json.Unmarshal(line, &e); err != nil {
		return e, err
	}
	if e.Step.Verb == "" {
		if parsed, ok, err := step.ParseLine(e.Text, r.names); ok && err == nil { // otherwise it stays text
			e.Step = parsed
			e.Step.Line = e.Line
		}
	}
	for _, name := range e.Step.Names {
		if !slices.Contains(r.names, name) {
			r.names = append(r.names, name)
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
