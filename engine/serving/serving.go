// Package serving owns the event loop of a session: it makes the loop when something is first served, gives Go the
// processors that a running loop needs, and closes it.
package serving

import (
	"runtime"
	"sync/atomic"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Serving is the event loop of a session, if there is one. Except for Wake, its methods belong to the engine's
// goroutine.
type Serving struct {
	make       func() (*loop.Loop, error)
	loop       *loop.Loop                // nil until something is served
	waking     atomic.Pointer[loop.Loop] // the loop to wake when a request comes; it may be asleep
	processors int                       // GOMAXPROCS while nothing is served
}

// New prepares a loop that makes its calls through k, and calls hold to handle pending requests (see [loop.New]).
// closed is called with the descriptor of each connection that the loop has closed.
func New(o loop.Options, k sockets.Kernel, hold func(time.Duration) bool, closed func(fd int)) *Serving {
	return &Serving{make: func() (*loop.Loop, error) {
		l, err := loop.New(o, k, hold)
		if err == nil {
			l.Gone = closed
		}
		return l, err
	}}
}

// processors is the least GOMAXPROCS of a serving engine: the loop occupies one processor, even during short sleeps,
// and requests and answers need another.
const processors = 2

// Active reports whether the event loop has something to do.
func (s *Serving) Active() bool { return s.loop != nil && s.loop.Serving() }

// Iterate runs one iteration of the loop of an active Serving.
func (s *Serving) Iterate() { s.loop.Iterate() }

// Loop returns the event loop, ready to serve something. The first call makes it.
func (s *Serving) Loop() (*loop.Loop, error) {
	if s.loop == nil {
		made, err := s.make()
		if err != nil {
			return nil, err
		}
		s.loop = made
		s.waking.Store(made)
	}
	if !s.loop.Serving() {
		s.processors = runtime.GOMAXPROCS(0)
		runtime.GOMAXPROCS(max(processors, s.processors))
	}
	return s.loop, nil
}

// Running returns the event loop if it serves something, else nil.
func (s *Serving) Running() *loop.Loop {
	if !s.Active() {
		return nil
	}
	return s.loop
}

// OwnFDTable gives the calling thread its own descriptor table. The kernel then need not count the users of each
// descriptor, which makes a busy server 2 to 4 % faster. The loop's eventfd, which other threads need too, is opened
// before.
func (s *Serving) OwnFDTable() {
	if _, err := s.Loop(); err == nil {
		_ = unix.Unshare(unix.CLONE_FILES) // a failure only costs speed
	}
}

// Rest must be called when something may have stopped being served: if nothing is served any more, GOMAXPROCS is
// restored.
func (s *Serving) Rest() {
	s.loop.Rest()
	if !s.loop.Serving() {
		runtime.GOMAXPROCS(s.processors)
	}
}

// Wake wakes the loop, which may be asleep, to handle a request. It may be called from any goroutine.
func (s *Serving) Wake() {
	if l := s.waking.Load(); l != nil {
		l.Wake()
	}
}

// Protocol returns the protocol that a socket is served with; false if it is not served.
func (s *Serving) Protocol(id uint64) (protocol string, served bool) {
	if s.loop == nil {
		return "", false
	}
	return s.loop.Served(id)
}

// Adopt returns the descriptor of a connection of the loop by its name; false if there is none. From then on the
// connection is shared with the caller.
func (s *Serving) Adopt(name string) (fd int, ok bool) {
	if s.loop == nil {
		return 0, false
	}
	return s.loop.Adopt(name)
}

// Lost tells the loop that a descriptor is about to be closed by another owner.
func (s *Serving) Lost(fd int) {
	if s.loop != nil {
		s.loop.Lost(fd)
	}
}

// Close stops serving the sockets with those IDs, and closes the loop.
func (s *Serving) Close(ids []uint64) {
	if s.loop == nil {
		return
	}
	for _, id := range ids {
		if _, served := s.loop.Served(id); served {
			_, _ = s.loop.Unserve(id)
		}
	}
	s.waking.Store(nil)
	s.loop.Close()
}
