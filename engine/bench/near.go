package bench

import (
	"slices"

	"netnet-tui/engine/observe"
	"netnet-tui/sockets"
)

// Near reports, of a socket, whether it has to do with some others, or with an address: it is one of
// them or has the same socket, is or was at the other end, has or wants the same port or Unix name,
// or one of the two is an epoll with the other on its interest list.
func Near(some []*Entry, address ...sockets.Addr) func(*Entry) bool {
	n := near{map[*observe.OptionHistory]bool{}, map[sockets.Addr]bool{}, map[uint16]bool{}, map[uint32]bool{}}
	for _, e := range some {
		n.add(e)
		for _, watched := range e.Interests {
			n.add(watched)
		}
	}
	for _, a := range address {
		n.addAddress(a)
	}
	return n.has
}

// near is what makes a socket near.
type near struct {
	sockets map[*observe.OptionHistory]bool
	names   map[sockets.Addr]bool
	ports   map[uint16]bool
	inodes  map[uint32]bool
}

func (n near) add(e *Entry) {
	n.sockets[e.History] = true
	for _, a := range e.addresses() {
		n.addAddress(a)
	}
	for _, inode := range []uint32{e.Inode, e.PeerInode} {
		n.inodes[inode] = inode != 0
	}
}

func (n near) addAddress(a sockets.Addr) {
	switch {
	case a.IP.IsValid():
		n.ports[a.IP.Port()] = a.IP.Port() != 0
	case !a.IsZero() && !a.Unnamed():
		n.names[a] = true
	}
}

func (n near) has(e *Entry) bool {
	if n.sockets[e.History] || n.inodes[e.Inode] || n.inodes[e.PeerInode] {
		return true
	}
	for _, watched := range e.Interests {
		if n.sockets[watched.History] {
			return true
		}
	}
	return slices.ContainsFunc(e.addresses(), func(a sockets.Addr) bool { return n.names[a] || a.IP.IsValid() && n.ports[a.IP.Port()] })
}

// addresses are those that a socket has, had as a connection, or wants.
func (s *Entry) addresses() []sockets.Addr {
	return []sockets.Addr{s.Ends.Local, s.Ends.Peer, s.Target, s.Connection.Local, s.Connection.Peer}
}
