package loop

import (
	"fmt"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// Options limit what a loop takes on. Zero means no limit, unless noted otherwise.
type Options struct {
	MaxConnections int           // at this many, nothing is accepted until one closes
	IdleTimeout    time.Duration // after which a connection with no traffic or an unfinished request is closed
	Policy         Policy        // when descriptors run out
	Buffer         int           // of one receive, in bytes; 0 means 64 KiB
	MaxMemory      int           // for all connections together, in bytes; 0 means [DefaultMemory]
	Tell           func(string)  // is called with a sentence when something was lost or has to wait; it must not block
}

// Loop serves listeners. It is made once, and runs whenever something is served.
type Loop struct {
	Gate Gate
	Gone func(fd int) // called when the loop has closed an adopted connection

	options   Options
	calls     *caller
	wake      waker
	beat      beat
	watcher   watcher
	clock     clock
	timers    timers
	iteration iteration

	listeners []*listener
	owners    owners // by descriptor
	pool      pool
	turns     turns
	sends     sends
	toClose   []*conn // once no call on them is in progress
	draining  bool
	shortage  shortage
	memory    memory
	gather    gather
	scratch   scratch
	diag      sockets.Diag // for the accept queues of Unix sockets

	totals   status.Totals
	spent    status.Loop
	swept    uint32 // when idle connections were last looked for, in milliseconds
	probes   probes
	followed followed
	recent   ring      // calls in the slow gears
	told     time.Time // when tell last reported something
}

// scratch is memory that all connections use in turn.
type scratch struct {
	input []byte // the receive buffer
	reply []byte // to a datagram
	from  sockets.RawAddr
}

// New makes a loop that serves nothing yet. kernel makes the calls in the slow gears; hold runs one pending request,
// waiting at most d for it (d < 0: forever), and reports whether to continue.
func New(o Options, kernel sockets.Kernel, hold func(d time.Duration) bool) (*Loop, error) {
	if o.Buffer <= 0 {
		o.Buffer = 64 << 10
	}
	m := newMemory(o.MaxMemory)
	l := &Loop{
		options: o, clock: newClock(), memory: m, diag: sockets.NoDiag(),
		scratch: scratch{input: make([]byte, min(o.Buffer, m.piece))}, sends: sends{bytes: make([]byte, 0, sendsRoom)},
		shortage: shortage{spare: -1}, followed: followed{fd: -1},
	}
	if err := l.wake.open(); err != nil {
		return nil, fmt.Errorf("the loop can't be woken: %w", err)
	}
	if err := l.beat.open(); err != nil {
		l.wake.close()
		return nil, fmt.Errorf("the loop has no timer: %w", err)
	}
	l.Gate.hold = hold
	l.calls = newCaller(l, kernel)
	return l, nil
}

// Close closes the loop's own descriptors. Nothing may be served any more.
func (l *Loop) Close() {
	l.Rest()
	l.wake.close()
	l.beat.close()
}

// Serving reports whether anything is served.
func (l *Loop) Serving() bool { return len(l.listeners) > 0 }
