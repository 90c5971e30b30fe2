package store

import (
	"slices"

	"netnet-tui/engine"
)

// unseenEvents is how many events are kept for the bench; the trace shows no more.
const unseenEvents = 4000

// Unseen keeps what has happened while another page was shown, for the bench to take when it is back: the
// frames of other pages have the events, but none of the bench's sockets.
type Unseen struct {
	last    engine.Frame // the bench's last frame, without its events
	events  []engine.Event
	skipped uint64
}

// Note keeps the events of a frame.
func (u *Unseen) Note(f engine.Frame) {
	u.events, u.skipped = append(u.events, f.Events...), u.skipped+f.Skipped
	if extra := len(u.events) - unseenEvents; extra > 0 {
		u.events, u.skipped = slices.Clone(u.events[extra:]), u.skipped+uint64(extra)
	}
}

// With returns a frame for the bench, including the events from before it.
func (u *Unseen) With(f engine.Frame) engine.Frame {
	whole := f
	whole.Events, whole.Skipped = slices.Concat(u.events, f.Events), f.Skipped+u.skipped
	f.Events, f.Skipped = nil, 0
	*u = Unseen{last: f}
	return whole
}

// CatchUp returns the bench's last frame with the events it has missed, or false if it has missed none. It
// is for when no frame of its own will come.
func (u *Unseen) CatchUp() (engine.Frame, bool) {
	if len(u.events) == 0 {
		return engine.Frame{}, false
	}
	return u.With(u.last), true
}
