package ui

import (
	"slices"

	"netnet-tui/engine"
)

// unseenEvents is how many events are kept for the bench; the trace shows no more.
const unseenEvents = 4000

// unseen is what has happened while another page was shown, for the bench to take
// when it is back: the other pages' frames have events, but none of its sockets.
type unseen struct {
	last    engine.Frame // what the bench has taken last, without its events
	events  []engine.Event
	skipped uint64
}

// show gives a frame to the page that asked for it. Whichever that is, every event
// comes to the bench once.
func (s *Screen) show(f engine.Frame, asker Page) {
	if asker != Page(s.bench) {
		s.unseen.note(f)
		asker.Take(f)
		return
	}
	s.bench.Take(s.unseen.with(f))
}

// catchUp gives the bench what it has not seen, where no frame of its own will come.
func (s *Screen) catchUp() {
	if len(s.unseen.events) > 0 {
		s.bench.Take(s.unseen.with(s.unseen.last))
	}
}

// note keeps what a frame tells of events.
func (u *unseen) note(f engine.Frame) {
	u.events, u.skipped = append(u.events, f.Events...), u.skipped+f.Skipped
	if extra := len(u.events) - unseenEvents; extra > 0 {
		u.events, u.skipped = slices.Clone(u.events[extra:]), u.skipped+uint64(extra)
	}
}

// with is a frame for the bench, and what came before it.
func (u *unseen) with(f engine.Frame) engine.Frame {
	whole := f
	whole.Events, whole.Skipped = slices.Concat(u.events, f.Events), f.Skipped+u.skipped
	f.Events, f.Skipped = nil, 0
	*u = unseen{last: f}
	return whole
}
