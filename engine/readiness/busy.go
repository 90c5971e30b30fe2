package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// busy makes no call: it reports every descriptor as ready, and the next call on it finds out whether it is. Programs
// did that before select(2), and it is still the fastest way for a few connections that are never quiet. It keeps a
// whole processor busy.
type busy struct {
	round  round[Event]
	events []Event
}

func newBusy(sockets.Calls) (Readiness, error) { return &busy{}, nil }

func (b *busy) Name() string { return Busy }
func (b *busy) Close()       {}

// Watch adds a descriptor to the list, or changes its entry.
func (b *busy) Watch(fd int, in, out bool) unix.Errno {
	bits := Bits(0)
	if in {
		bits |= In
	}
	if out {
		bits |= Out
	}
	b.round.put(fd, Event{FD: fd, Bits: bits})
	return 0
}

// Forget removes a descriptor from the list.
func (b *busy) Forget(fd int, _ bool) { b.round.drop(fd) }

// Wait returns immediately, without a call.
func (b *busy) Wait(time.Duration) ([]Event, unix.Errno) {
	b.events = b.events[:0]
	for _, e := range b.round.list {
		if e.Bits != 0 {
			b.events = append(b.events, e)
		}
	}
	return b.events, 0
}
