package engine

import (
	"runtime"
	"strings"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// processors is how many of Go's processors a serving engine has: the loop keeps one to
// itself, also while it sleeps shortly; requests and answers need another.
const processors = 2

// serves tells whether the event loop has something to do.
func (e *Engine) serves() bool { return e.loop != nil && e.loop.Serving() }

// looped makes the event loop, the first time something is served.
func (e *Engine) looped() (*loop.Loop, error) {
	if e.loop == nil {
		o := e.options.Serving
		if o.Tell == nil {
			o.Tell = func(sentence string) { e.said = sentence }
		}
		made, err := loop.New(o, e.kernel, e.handle)
		if err != nil {
			return nil, err
		}
		made.Gone = e.closedByLoop
		e.loop = made
		e.waking.Store(made)
	}
	if !e.loop.Serving() {
		e.processors = runtime.GOMAXPROCS(0)
		runtime.GOMAXPROCS(max(processors, e.processors))
	}
	return e.loop, nil
}

// keepApart gives the engine's thread a table of descriptors of its own. The kernel then
// need not count who is using one, which makes a busy server 2 to 4 % faster. What the
// other threads must reach too, the loop's eventfd, is opened before.
func (e *Engine) keepApart() {
	if _, err := e.looped(); err == nil {
		_ = unix.Unshare(unix.CLONE_FILES) // without it, it is only slower
	}
}

// rested takes note that nothing is served any more.
func (e *Engine) rested() {
	e.loop.Rest()
	if !e.loop.Serving() {
		runtime.GOMAXPROCS(e.processors)
	}
}

// handle deals with one request while the loop stands, for at most d where that is not
// below 0. It is false once the engine is closing.
func (e *Engine) handle(d time.Duration) bool {
	var late <-chan time.Time
	if d >= 0 {
		timer := time.NewTimer(d)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case f := <-e.inbox:
		f()
		return true
	case <-late:
		return true
	case <-e.closing:
		return false
	}
}

// requests deals with the requests there are, and does not wait for any.
func (e *Engine) requests() {
	for range cap(e.inbox) {
		select {
		case f := <-e.inbox:
			f()
		default:
			return
		}
	}
}

// nudge wakes the loop, which may be asleep: there is a request.
func (e *Engine) nudge() {
	if l := e.waking.Load(); l != nil {
		l.Wake()
	}
}

// adopted gives the entry of a connection of the loop, which the bench gets to know when
// somebody asks for it by name.
func (e *Engine) adopted(name string) (*entry, bool) {
	if e.loop == nil {
		return nil, false
	}
	fd, ok := e.loop.Adopt(name)
	if !ok {
		return nil, false
	}
	listener, ok := e.bench.find(name[:strings.LastIndexByte(name, '_')])
	if !ok {
		return nil, false
	}
	s := status.Socket{Name: name, FD: fd, Kind: listener.Kind, Domain: listener.Domain, Type: listener.Type, Protocol: listener.Protocol,
		Origin: "accept(" + listener.Name + ")", Born: e.now()}
	added, _ := e.bench.add(s)
	e.observe(added)
	return added, true
}

// lookup finds a socket by name, of the bench or of the loop.
func (e *Engine) lookup(name string) (*entry, bool) {
	if s, ok := e.bench.find(name); ok {
		return s, true
	}
	return e.adopted(name)
}

// closedByLoop takes note that the loop has closed a connection that the bench has too.
func (e *Engine) closedByLoop(fd int) {
	if s, ok := e.bench.byFD(fd); ok {
		e.bench.closed(s)
	}
}

// givenUp takes note that a step closes a socket.
func (e *Engine) givenUp(s *entry) {
	if e.loop != nil {
		e.loop.Lost(s.FD)
	}
	e.bench.closed(s)
}

// served tells whether a socket has been taken over by the loop.
func (e *Engine) served(s *entry) bool {
	if e.loop == nil {
		return false
	}
	_, ok := e.loop.Served(uint64(s.ID))
	return ok
}

// stopServing gives every served socket back.
func (e *Engine) stopServing() {
	if e.loop == nil {
		return
	}
	for _, s := range e.bench.open() {
		if e.served(s) {
			_, _ = e.loop.Unserve(uint64(s.ID))
		}
	}
	e.waking.Store(nil)
	e.loop.Close()
}

// datagrams tells whether a socket takes datagrams.
func datagrams(s *entry) bool { return s.Type == unix.SOCK_DGRAM }
