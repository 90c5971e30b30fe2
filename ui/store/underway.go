package store

import (
	"slices"

	"netnet-tui/engine"
)

// Tags numbers the steps that are posted: the tag identifies the event of each.
type Tags struct{ last uint64 }

// Tag returns the step with the next tag.
func (t *Tags) Tag(step engine.Step) engine.Step {
	t.last++
	step.Tag = t.last
	return step
}

// underway is the tag of a posted step whose event is awaited; 0 for none.
type underway uint64

// post tags a step whose event will be awaited.
func (u *underway) post(step engine.Step, tags *Tags) engine.Step {
	step = tags.Tag(step)
	*u = underway(step.Tag)
	return step
}

// take looks for the event of the step. It gives up if a frame has skipped events, because that may be
// among them.
func (u *underway) take(f engine.Frame) (came engine.Event, ok bool) {
	if f.Skipped > 0 {
		*u = 0
	}
	i := slices.IndexFunc(f.Events, func(e engine.Event) bool { return *u != 0 && e.Step.Tag == uint64(*u) })
	if i < 0 {
		return engine.Event{}, false
	}
	*u = 0
	return f.Events[i], true
}
