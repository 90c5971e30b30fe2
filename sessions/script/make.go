package script

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Make makes the step of one line. names are the sockets that the line may refer to. A step that can't be made is an
// error; one that returns an errno is not.
func Make(d Doer, line string, names ...string) (engine.Event, error) {
	step, _, err := step.ParseLine(line, names)
	if err != nil {
		return engine.Event{}, err
	}
	event, err := d.Do(step)
	if err == nil {
		err = event.Unmade()
	}
	return event, err
}
