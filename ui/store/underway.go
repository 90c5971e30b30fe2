package store

import (
	"slices"

	"netnet-tui/engine"
)

// underway is a step of ours that has been posted, as its event will have it; "" where
// there is none.
type underway string

// take looks for its event, which may be among those that a frame has skipped.
func (u *underway) take(f engine.Frame) (came engine.Event, ok bool) {
	if f.Skipped > 0 {
		*u = ""
	}
	i := slices.IndexFunc(f.Events, func(e engine.Event) bool { return *u != "" && e.Step == string(*u) })
	if i < 0 {
		return engine.Event{}, false
	}
	*u = ""
	return f.Events[i], true
}
