package engine

import (
	"strings"

	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// adopted gives the entry of a connection of the loop, which the bench gets to know when
// somebody asks for it by name.
func (e *Engine) adopted(name string) (*entry, bool) {
	fd, ok := e.serving.Adopt(name)
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
	e.serving.Lost(s.FD)
	e.bench.closed(s)
}

// served tells whether a socket has been taken over by the loop.
func (e *Engine) served(s *entry) bool {
	_, ok := e.serving.Protocol(uint64(s.ID))
	return ok
}

// stopServing gives every served socket back.
func (e *Engine) stopServing() {
	var ids []uint64
	for _, s := range e.bench.open() {
		ids = append(ids, uint64(s.ID))
	}
	e.serving.Close(ids)
}

// datagrams tells whether a socket takes datagrams.
func datagrams(s *entry) bool { return s.Type == unix.SOCK_DGRAM }
