package observe

import (
	"slices"

	"netnet-tui/sockets"
)

// Places are the ports and Unix names of some addresses.
type Places struct {
	names map[sockets.Addr]bool
	ports map[uint16]bool
}

// PlacesOf returns the places of an address; none if it is zero.
func PlacesOf(a sockets.Addr) Places {
	p := Places{map[sockets.Addr]bool{}, map[uint16]bool{}}
	p.add(a)
	return p
}

// AddOf adds the places that a socket has, had in a connection, or wants.
func (p Places) AddOf(s *Subject) {
	for _, a := range s.addresses() {
		p.add(a)
	}
}

// Has reports whether a socket has, had in a connection, or wants one of the places.
func (p Places) Has(s *Subject) bool {
	return slices.ContainsFunc(s.addresses(), func(a sockets.Addr) bool {
		return p.names[a] || a.IP.IsValid() && p.ports[a.IP.Port()]
	})
}

func (p Places) add(a sockets.Addr) {
	switch {
	case a.IP.IsValid():
		p.ports[a.IP.Port()] = a.IP.Port() != 0
	case !a.IsZero() && !a.Unnamed():
		p.names[a] = true
	}
}

func (s *Subject) addresses() []sockets.Addr {
	return []sockets.Addr{s.Ends.Local, s.Ends.Peer, s.Target, s.Connection.Local, s.Connection.Peer}
}
