// Package inbox passes functions to the one goroutine that owns some data, so that the data needs no lock.
package inbox

import (
	"sync"
	"sync/atomic"
	"time"
)

// Inbox carries functions to its owner's goroutine. Post, Call, Deliver and Close may be called from any
// goroutine; the other methods belong to the owner.
type Inbox struct {
	requests chan func()
	wake     func()
	once     sync.Once
	ending   atomic.Bool
	closing  chan struct{} // closed when no more functions are accepted
	finished chan struct{} // closed when no more functions run
}

// room is how many functions can wait without blocking their senders.
const room = 64

// New makes an inbox. wake is called before and after each function is put in, for an owner that may be asleep outside
// Handle.
func New(wake func()) *Inbox {
	return &Inbox{requests: make(chan func(), room), wake: wake, closing: make(chan struct{}), finished: make(chan struct{})}
}

// Post queues f to be run by the owner. It reports false if the inbox is closed.
func (b *Inbox) Post(f func()) bool {
	if b.Closing() {
		return false
	}
	b.wake() // makes room if the inbox is full
	select {
	case b.requests <- f:
		b.wake()
		return true
	case <-b.closing:
		return false
	}
}

// Call makes the owner run f, and waits until it has. It reports false if the inbox is closed before f is run.
func (b *Inbox) Call(f func()) bool {
	done := make(chan struct{})
	if !b.Post(func() { f(); close(done) }) {
		return false
	}
	select {
	case <-done:
		return true
	case <-b.finished:
		return false
	}
}

// Deliver queues f to be run by the owner, even while the inbox is closing.
func (b *Inbox) Deliver(f func()) {
	b.wake()
	select {
	case b.requests <- f:
		b.wake()
	case <-b.finished:
	}
}

// Close asks the owner to end, and waits until it has.
func (b *Inbox) Close() {
	b.once.Do(func() {
		b.ending.Store(true)
		close(b.closing)
		b.wake()
	})
	<-b.finished
}

// Closing reports whether the owner is to end.
func (b *Inbox) Closing() bool { return b.ending.Load() }

// Empty reports whether no function is waiting. It is cheap, so a busy owner may call it often.
func (b *Inbox) Empty() bool { return len(b.requests) == 0 }

// Finished returns a channel that is closed when the owner has ended.
func (b *Inbox) Finished() <-chan struct{} { return b.finished }

// Handle runs one function, waiting at most d for it (d < 0: forever), and reports whether to continue, which is false
// once the inbox is closing.
func (b *Inbox) Handle(d time.Duration) bool {
	var late <-chan time.Time
	if d >= 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case f := <-b.requests:
		f()
		return true
	case <-late:
		return true
	case <-b.closing:
		return false
	}
}

// HandleAll runs the functions that are waiting now.
func (b *Inbox) HandleAll() {
	for range cap(b.requests) {
		select {
		case f := <-b.requests:
			f()
		default:
			return
		}
	}
}

// Drain runs functions that are delivered while the inbox is closing, until nothing is left to wait for, or limit has
// passed.
func (b *Inbox) Drain(limit time.Duration, left func() bool) {
	for late := time.After(limit); left(); {
		select {
		case f := <-b.requests:
			f()
		case <-late:
			return
		}
	}
}

// Finish records that the owner has ended: no more functions are run.
func (b *Inbox) Finish() { close(b.finished) }
