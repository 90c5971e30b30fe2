package store

import (
	"slices"

	"netnet-tui/engine"
)

// Tags number the steps that are posted: by its tag the event of each is known.
type Tags struct{ last uint64 }

// Tag numbers a step.
func (t *Tags) Tag(step engine.Step) engine.Step {
	t.last++
	step.Tag = t.last
	return step
}

// underway is the tag of a step of ours that has been posted; 0 where there is none.
type underway uint64

// post tags a step whose event is to be waited for.
func (u *underway) post(step engine.Step, tags *Tags) engine.Step {
	step = tags.Tag(step)
	*u = underway(step.Tag)
	return step
}

// take looks for its event, which may be among those that a frame has skipped.
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
