package bench

import "netnet-tui/engine/observe"

// Near returns a function that reports whether a socket is related to some others or to some places: it is one of them
// or another descriptor of the same socket, is or was at the other end, has or wants the same port or Unix name, or one
// of the two is an epoll with the other on its interest list.
func Near(some []*Entry, places observe.Places) func(*Entry) bool {
	n := near{map[*observe.OptionHistory]bool{}, map[uint32]bool{}, places}
	for _, e := range some {
		n.add(e)
		for _, watched := range e.Interests {
			n.add(watched.Entry)
		}
	}
	return n.has
}

// near holds what makes a socket related.
type near struct {
	sockets map[*observe.OptionHistory]bool
	inodes  map[uint32]bool
	places  observe.Places
}

func (n near) add(e *Entry) {
	n.sockets[e.History] = true
	n.places.AddOf(&e.Subject)
	for _, inode := range []uint32{e.Inode, e.PeerInode} {
		n.inodes[inode] = inode != 0
	}
}

func (n near) has(e *Entry) bool {
	if n.sockets[e.History] || n.inodes[e.Inode] || n.inodes[e.PeerInode] || n.places.Has(&e.Subject) {
		return true
	}
	for _, watched := range e.Interests {
		if n.sockets[watched.History] {
			return true
		}
	}
	return false
}
