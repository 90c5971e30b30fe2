package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// busy asks nobody: every descriptor is said to be ready, and the call that follows
// finds out. It is how programs did without select(2), and still the fastest way for a
// few connections that are never quiet. It burns a whole processor.
type busy struct {
	list   []Event
	place  known[int] // of a descriptor in the list, plus 1
	events []Event
}

func newBusy(sockets.Calls) (Readiness, error) { return &busy{}, nil }

func (b *busy) Name() string      { return "busy" }
func (b *busy) Use(sockets.Calls) {}
func (b *busy) Close()            {}

// Watch enters a descriptor in the round.
func (b *busy) Watch(fd int, in, out bool) unix.Errno {
	place := b.place.at(fd)
	if *place == 0 {
		b.list = append(b.list, Event{})
		*place = len(b.list)
	}
	bits := Bits(0)
	if in {
		bits |= In
	}
	if out {
		bits |= Out
	}
	b.list[*place-1] = Event{FD: fd, Bits: bits}
	return 0
}

// Forget moves the last one into the gap.
func (b *busy) Forget(fd int, _ bool) {
	place := *b.place.at(fd)
	if place == 0 {
		return
	}
	last := b.list[len(b.list)-1]
	b.list[place-1] = last
	*b.place.at(last.FD) = place
	*b.place.at(fd) = 0
	b.list = b.list[:len(b.list)-1]
}

// Wait makes no call and does not wait.
func (b *busy) Wait(time.Duration) ([]Event, unix.Errno) {
	b.events = b.events[:0]
	for _, e := range b.list {
		if e.Bits != 0 {
			b.events = append(b.events, e)
		}
	}
	return b.events, 0
}
