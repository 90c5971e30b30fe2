package store

import (
	"slices"

	"netnet-tui/engine"
)

// unseenEvents is how many events are kept for the bench; the trace shows no more.
const unseenEvents = 4000

// Unseen is what has happened while another page was shown, for the bench to take
// when it is back: the other pages' frames have events, but none of its sockets.
type Unseen struct {
	last    engine.Frame // what the bench has taken last, without its events
	events  []engine.Event
	skipped uint64
}

// Note keeps what a frame tells of events.
func (u *Unseen) Note(f engine.Frame) {
	u.events, u.skipped = append(u.events, f.Events...), u.skipped+f.Skipped
	if extra := len(u.events) - unseenEvents; extra > 0 {
		u.events, u.skipped = slices.Clone(u.events[extra:]), u.skipped+uint64(extra)
	}
}

// With is a frame for the bench, and what came before it.
func (u *Unseen) With(f engine.Frame) engine.Frame {
	whole := f
	whole.Events, whole.Skipped = slices.Concat(u.events, f.Events), f.Skipped+u.skipped
	f.Events, f.Skipped = nil, 0
	*u = Unseen{last: f}
	return whole
}

// CatchUp is a frame for the bench with what it has not seen, where none of its own
// will come; false where it has seen everything.
func (u *Unseen) CatchUp() (engine.Frame, bool) {
	if len(u.events) == 0 {
		return engine.Frame{}, false
	}
	return u.With(u.last), true
}
