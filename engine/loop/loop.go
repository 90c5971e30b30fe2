package loop

import (
	"fmt"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Options bound what a loop takes on. Zero values are no bound, unless said otherwise.
type Options struct {
	MaxConnections int           // beyond, nothing is accepted until one ends
	IdleTimeout    time.Duration // a connection on which nothing moves, or an unfinished request, is ended after this
	Policy         Policy        // when descriptors run out
	Buffer         int           // of one receive, in bytes; 0 is 64 KiB
	MaxMemory      int           // that all connections together may hold, in bytes; 0 is [DefaultMemory]
	Tell           func(string)  // is told in a sentence when memory was short; it must not block
}

// Loop serves listeners. It is made once and runs whenever something is served.
type Loop struct {
	options   Options
	readiness readiness.Readiness
	receiver  readiness.Receiver // the same, where the kernel receives
	leaving   bool               // it is being changed
	spin      time.Duration      // how long to look before sleeping
	calls     sockets.Calls
	bare      *counted
	gated     *gated
	Gate      Gate
	wake      waker

	listeners []*listener
	conns     known // by descriptor
	open      int
	last      uint64 // the ID given out last
	settled   uint64 // the ID given out last before this iteration's wait
	slab      []conn // where new connections are taken from
	spare     []*conn
	buried    []*conn // closed in this iteration: somebody may still look at them
	doomed    []*conn
	queue     waitlist
	turn      turn
	slice     time.Duration // of a turn; 0 is without an end
	memory    memory

	buffer    []byte // that every connection is read into
	gather    []byte // what one connection is being answered
	gathering *conn
	raw       sockets.RawAddr
	reply     []byte

	began   time.Time
	now     time.Time
	ms      uint32 // now, in milliseconds since it began
	timers  timers
	swept   uint32
	starved bool // out of descriptors: nothing is accepted
	spareFD int  // of the shedding policy; -1 is none
	diag    sockets.Diag

	inside   bool     // an iteration is being made
	between  []func() // to be done when it has ended
	draining bool
	phase    string
	ready    []readiness.Event
	fired    int
	moved    bool
	loop     status.Loop
	totals   status.Totals
	tally    tally
	sights   sights

	followed     uint64 // the connection whose calls are kept; 0 is none
	followedFD   int
	followedName string
	lost         bool // it is gone: its calls need not be looked for
	follow       ring
	recent       ring // of the slow gears

	// Gone is called when the loop has closed a connection that was adopted.
	Gone func(fd int)
}

// The phases of an iteration.
const (
	BeforeSleep = "before-sleep"
	Wait        = "wait"
	AfterSleep  = "after-sleep"
	Fire        = "fire"
)

// New makes a loop that serves nothing yet. kernel makes the calls of the slow gears;
// hold handles one request of others, for at most d (below 0 without an end), and tells
// whether to go on.
func New(o Options, kernel sockets.Kernel, hold func(d time.Duration) bool) (*Loop, error) {
	if o.Buffer <= 0 {
		o.Buffer = 64 << 10
	}
	m := newMemory(o.MaxMemory)
	l := &Loop{options: o, buffer: make([]byte, min(o.Buffer, m.piece)), began: time.Now(), spareFD: -1, followedFD: -1, memory: m, diag: sockets.NoDiag()}
	if err := l.wake.open(); err != nil {
		return nil, fmt.Errorf("the loop can't be woken: %w", err)
	}
	l.Gate.hold = hold
	l.now = l.began
	l.tally.init()
	l.bare = &counted{tally: &l.tally}
	l.gated = newGated(l, kernel)
	l.calls = l.bare
	return l, nil
}

// Close gives up what the loop itself has open. Nothing may be served any more.
func (l *Loop) Close() {
	l.Rest()
	l.wake.close()
}

// Serving tells whether there is anything to do.
func (l *Loop) Serving() bool { return len(l.listeners) > 0 }

// Iterate makes one iteration: the four phases, in order.
func (l *Loop) Iterate() {
	l.inside = true
	l.beforeSleep()
	ready := l.wait()
	l.afterSleep()
	l.fire(ready)
	l.inside = false
	l.loop.Iterations++
	l.Gate.iterated()
	l.change()
}

// beforeSleep does what is due: connections that have been closed are forgotten,
// timers fire, listeners are taken up again.
func (l *Loop) beforeSleep() {
	l.phase = BeforeSleep
	l.recycle()
	l.tick()
	l.sweep()
	l.sights.forget(l.now)
	l.bury()
	l.revive()
}

// wait asks which descriptors are ready.
func (l *Loop) wait() []readiness.Event {
	l.phase = Wait
	l.ready, l.fired, l.moved = nil, 0, false
	l.settled = l.last
	timeout := l.timeout()
	slept := time.Now()
	l.loop.Working += slept.Sub(l.now)
	events, errno := l.spun(timeout)
	l.now = time.Now()
	l.ms = uint32(l.now.Sub(l.began) / time.Millisecond)
	l.loop.Waiting += l.now.Sub(slept)
	if errno != 0 { // EINTR, which is an answer: it is counted, and the next iteration asks again
		return nil
	}
	return events
}

// spun looks without sleeping for a while, where that is wanted, and sleeps then.
func (l *Loop) spun(timeout time.Duration) ([]readiness.Event, unix.Errno) {
	if l.spin > 0 && timeout != 0 && l.calls == l.bare {
		for until := time.Now().Add(l.spin); ; {
			events, errno := l.readiness.Wait(0)
			if len(events) > 0 || errno != 0 {
				return events, errno
			}
			if !time.Now().Before(until) {
				break
			}
		}
	}
	return l.readiness.Wait(timeout)
}

// timeout is how long the wait may sleep.
func (l *Loop) timeout() time.Duration {
	switch {
	case l.queue.len() > 0, l.Gate.stepping():
		return 0
	case l.wake.pending():
		return 0
	}
	next := sockets.Forever
	if at, ok := l.timers.next(); ok {
		next = max(0, at.Sub(l.now))
	}
	if l.sweeping() && (next < 0 || next > sweepEvery) {
		next = sweepEvery
	}
	if l.starved && (next < 0 || next > starvedFor) {
		next = starvedFor
	}
	return next
}

// afterSleep takes note of what the wait brought.
func (l *Loop) afterSleep() {
	l.phase = AfterSleep
	l.wake.awake()
}

// fire deals with every entry of the ready list.
func (l *Loop) fire(ready []readiness.Event) {
	l.phase = Fire
	l.ready = ready
	l.share(len(ready))
	for i := range ready {
		l.fired = i
		l.event(&ready[i])
		l.relieve()
		if len(l.doomed) > 0 {
			l.bury()
		}
	}
	l.fired = len(ready)
	l.resumeQueued()
	l.bury()
	if len(ready) > 1 || len(ready) == 1 && ready[0].FD != l.wake.fd {
		l.loop.Wakeups++
		if !l.moved {
			l.loop.Wasted++
		}
	}
	l.phase = BeforeSleep
}

// event deals with one entry.
func (l *Loop) event(e *readiness.Event) {
	switch owner := l.conns.at(e.FD); {
	case owner.conn != nil:
		// Of a connection that is younger than the wait, this can't be news: its descriptor
		// was another's when the list was made.
		if owner.conn.id <= l.settled || e.Done != readiness.Nothing {
			l.served(owner.conn, e)
		}
	case owner.listener != nil:
		l.knocked(owner.listener, e)
	case e.FD == l.wake.fd:
		l.wake.drain()
	}
}

var _ protocol.Conn = (*conn)(nil)
