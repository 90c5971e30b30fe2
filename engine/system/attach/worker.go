package attach

import (
	"sync/atomic"
	"syscall"
	"time"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// worker makes holds on a thread of its own, which may be held up where it closes a copy: SO_LINGER
// of the other program's socket can make the last close wait for seconds. Whoever waits for the holds
// then goes on without that thread, which ends when its close has returned.
type worker struct {
	work chan []*sockets.Hold
	done chan struct{}
	next atomic.Int64 // which hold of the work is being made; abandoned if nobody waits
}

// abandoned is the next of a worker that nobody waits for.
const abandoned = -1

// closeTime is how long a close may take before nobody waits for it.
const closeTime = 5 * time.Millisecond

// newWorker starts the thread.
func newWorker() *worker {
	w := &worker{work: make(chan []*sockets.Hold), done: make(chan struct{})}
	go w.run()
	return w
}

// A thread that has run for long loses its processor, one that has just slept seldom does: this one
// sleeps a moment before each few of its holds.
const (
	fewHolds = 8
	moment   = 20 * time.Microsecond
)

// run makes holds until there is no more work, or nobody waits.
func (w *worker) run() {
	defer thread.Own()()
	defer thread.Steady()()
	for holds := range w.work {
		for i, h := range holds {
			if i%fewHolds == 0 {
				nap := unix.NsecToTimespec(moment.Nanoseconds())
				_ = unix.Nanosleep(&nap, nil)
			}
			h.Make()
			if !w.next.CompareAndSwap(int64(i), int64(i+1)) {
				return
			}
		}
		w.done <- struct{}{}
	}
}

// end ends the thread.
func (w *worker) end() { close(w.work) }

// make makes holds one after the other, and returns how many of them were made: all, or those up to
// the one in whose close the thread is held up. It is not to be used again then.
//
// No process is started meanwhile: it would have the copy until it executes its program.
func (w *worker) make(holds []*sockets.Hold) (made int, free bool) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	w.next.Store(0)
	w.work <- holds
	tick := time.NewTicker(closeTime)
	defer tick.Stop()
	for last := int64(abandoned); ; {
		select {
		case <-w.done:
			return len(holds), true
		case <-tick.C:
		}
		now := w.next.Load()
		closing := now < int64(len(holds)) && holds[now].Closing()
		if closing && now == last && w.next.CompareAndSwap(now, abandoned) {
			return int(now) + 1, false
		}
		last = abandoned
		if closing {
			last = now
		}
	}
}
