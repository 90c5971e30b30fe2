package loop

import (
	"os"
	"time"

	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// beatEvery is the longest sleep of which Go's scheduler is not told.
const beatEvery = 5 * time.Millisecond

// beat ends the sleeps of a busy loop every few milliseconds, by a timerfd(2) in the interest list.
//
// A sleep that Go's scheduler is told of gives the processor up and has to get it back. With one
// busy connection that costs a seventh of the speed. A sleep that it is not told of has to end
// soon, because the garbage collector may wait for this thread. A timeout of each wait would
// end it too, but then the kernel would set and cancel a timer for every message.
type beat struct {
	fd int
	on bool
}

func (b *beat) open() error {
	fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_CLOEXEC|unix.TFD_NONBLOCK)
	b.fd = fd
	return os.NewSyscallError("timerfd_create", err)
}

func (b *beat) close() {
	if b.fd >= 0 {
		_ = unix.Close(b.fd)
		b.fd, b.on = -1, false
	}
}

// turn starts or stops the timer. Stopping it also takes back a beat that has not been seen.
func (b *beat) turn(on bool) {
	if b.on == on {
		return
	}
	var every unix.ItimerSpec
	if on {
		every.Interval = unix.NsecToTimespec(beatEvery.Nanoseconds())
		every.Value = every.Interval
	}
	b.on = unix.TimerfdSettime(b.fd, 0, &every, nil) == nil && on
}

// drain makes the timer no longer ready.
func (b *beat) drain() {
	var count [8]byte
	_, _ = unix.Read(b.fd, count[:])
}

// keepBeat starts the beat when the loop turns out to be busy: something came after a short
// sleep. It stops it when for a whole beat nothing else came, or when calls wait at the gate or are
// traced, where it would only be in the way.
func (l *Loop) keepBeat(ready []readiness.Event, slept time.Duration) {
	alone := len(ready) == 1 && ready[0].FD == l.beat.fd
	switch {
	case l.beat.on && (alone || l.calls.gated):
		l.setBeat(false)
	case !l.beat.on && len(ready) > 0 && !alone && slept < beatEvery && l.watcher.sleeps && !l.calls.gated:
		l.setBeat(true)
	}
}

func (l *Loop) setBeat(on bool) {
	l.beat.turn(on)
	l.calls.bare.Brief = l.beat.on
}
