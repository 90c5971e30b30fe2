package attach

import (
	"syscall"
	"time"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// A thread that has run for long loses its processor, one that has just slept seldom does: the thread that makes the
// holds sleeps a moment before each group of fewHolds.
const (
	fewHolds = 8
	moment   = 20 * time.Microsecond
)

// make makes holds one after the other, on a thread that does nothing else. Closing a copy may be the last close of its
// socket and wait (SO_LINGER), so it is done within [thread.Look].
//
// No process is started meanwhile: it would have the copy until it executes its program.
func (p *Process) make(holds []*sockets.Hold) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	made := make(chan struct{})
	go func() {
		defer close(made)
		defer thread.Own()()
		defer thread.Steady()()
		thread.Look(func() {
			for i, h := range holds {
				if i%fewHolds == 0 {
					nap := unix.NsecToTimespec(moment.Nanoseconds())
					_ = unix.Nanosleep(&nap, nil)
				}
				h.Make()
			}
		})
	}()
	<-made
}
