package engine

import (
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// adopted puts a connection of the loop on the bench when a step first names it, and returns its entry.
func (e *Engine) adopted(name string) (*bench.Entry, bool) {
	fd, ok := e.serving.Adopt(name)
	if !ok {
		return nil, false
	}
	listener, ok := e.bench.Find(name[:strings.LastIndexByte(name, '_')])
	if !ok {
		return nil, false
	}
	s := status.Socket{Name: name, FD: fd, Kind: listener.Kind, Domain: listener.Domain, Type: listener.Type, Protocol: listener.Protocol,
		Origin: "accept(" + listener.Name + ")", Parent: listener.ID, Born: e.now()}
	added, _ := e.bench.Add(s)
	e.observe(added)
	return added, true
}

// lookup finds a socket of the bench or of the loop by name.
func (e *Engine) lookup(name string) (*bench.Entry, bool) {
	if s, ok := e.bench.Find(name); ok {
		return s, true
	}
	return e.adopted(name)
}

// closedByLoop records that the loop has closed a connection that is also on the bench.
func (e *Engine) closedByLoop(fd int) {
	if s, ok := e.bench.ByFD(fd); ok {
		e.bench.Closed(s)
	}
}

// givenUp records that a step closes a socket.
func (e *Engine) givenUp(s *bench.Entry) {
	e.serving.Lost(s.FD)
	e.bench.Closed(s)
}

// served reports whether the loop has taken over a socket.
func (e *Engine) served(s *bench.Entry) bool {
	_, ok := e.serving.Protocol(uint64(s.ID))
	return ok
}

// stopServing takes every served socket back from the loop.
func (e *Engine) stopServing() {
	var ids []uint64
	for _, s := range e.bench.Open() {
		ids = append(ids, uint64(s.ID))
	}
	e.serving.Close(ids)
}

// datagrams reports whether a socket takes datagrams.
func datagrams(s *bench.Entry) bool { return s.Type == unix.SOCK_DGRAM }

// freshSocket makes a socket whose options are read once: see [observe.NewSocket].
func (e *Engine) freshSocket(domain, typ, protocol int) (fd int, discard func(), err error) {
	fd, err = e.kernel.Socket(domain, typ, protocol)
	return fd, func() { _ = e.kernel.Close(fd) }, err
}

// server returns the state of the loop; nil if nothing is served.
func (e *Engine) server(q status.Query) *status.Server {
	l := e.serving.Running()
	if l == nil {
		return nil
	}
	v := l.View(q, time.Now())
	return &v
}

// stands reports whether the loop serves an address, given in the form that a swarm takes, and is paused by the gear.
func (e *Engine) stands(address string) bool {
	l := e.serving.Running()
	if l == nil {
		return false
	}
	if gear, _ := l.Gate.Gear(); gear != status.GearPause {
		return false
	}
	text, marked := step.Address(address).Server()
	to, err := sockets.ParseAddr(string(text))
	return err == nil && slices.ContainsFunc(e.bench.Open(), func(s *bench.Entry) bool {
		at := s.Ends.Local
		everywhere := at.IP.IsValid() && at.IP.Addr().IsUnspecified() && at.IP.Port() == to.IP.Port()
		return e.served(s) && datagrams(s) == marked && (at == to || everywhere)
	})
}

// Drain answers what has arrived, closes every connection of the loop gracefully, and waits at most limit for that. It
// returns how many connections are left; 0 if the engine is closed meanwhile.
func (e *Engine) Drain(limit time.Duration) (left int) {
	deadline := time.Now().Add(limit)
	served := func(f func(*loop.Loop)) bool {
		return e.inbox.Call(func() {
			left = 0
			if l := e.serving.Running(); l != nil {
				f(l)
			}
		})
	}
	if !served(func(l *loop.Loop) { l.Run(); l.Between(l.Drain) }) {
		return 0
	}
	for {
		if !served(func(l *loop.Loop) { left = l.Left() }) {
			return 0
		}
		if left == 0 || time.Now().After(deadline) {
			return left
		}
		time.Sleep(pauseMax)
	}
}
