package loop

import (
	"os"
	"time"

	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// beatEvery is the longest sleep that Go's scheduler is not told of.
const beatEvery = 5 * time.Millisecond

// beat interrupts the sleeps of a busy loop every few milliseconds, with a timerfd(2) in the interest list.
//
// A sleep that Go's scheduler knows of gives up the processor and has to get it back. With one busy connection that
// costs a seventh of the speed. A sleep that it does not know of has to end soon, because the garbage collector may
// wait for this thread. A timeout on each wait would end it too, but then the kernel would set and cancel a timer for
// every message.
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

// turn starts or stops the timer. Stopping it also discards a beat that has not been read.
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

// drain reads the timer, so that it is no longer ready.
func (b *beat) drain() {
	var count [8]byte
	_, _ = unix.Read(b.fd, count[:])
}

// keepBeat starts the beat when the loop turns out to be busy: something came after a short sleep. It stops the beat
// when nothing else came for a whole beat, or when calls wait at the gate or are traced, where it would only disturb.
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
