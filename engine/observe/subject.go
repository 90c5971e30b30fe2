package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// Subject is a socket that is observed, with what is remembered between observations. Its
// Condition is the last one observed.
type Subject struct {
	status.Socket
	Ends       Ends               // as last observed
	Connection sockets.Connection // the TCP connection it has or had, which outlives its descriptor
	History    *OptionHistory     // of the socket: the duplicates of a descriptor share it
	over       bool               // its descriptor is closed, and TCP does not have the connection any more
	readings   readings
	Inode      uint32 // by which the kernel's tables know it; 0 before it is asked for
	PeerInode  uint32 // of the one at its other end; 0 if there is none
	telling    *sweep // of the options that explain its answers
}

// Ends are the addresses of a socket, zero where it has none.
type Ends struct{ Local, Peer sockets.Addr }

// NewSubject returns a socket that has not been observed yet.
func NewSubject(s status.Socket) Subject { return Subject{Socket: s, History: newOptionHistory()} }

// PeerAddr is the peer's address, also of a connection whose descriptor is closed.
func (s *Subject) PeerAddr() sockets.Addr {
	if !s.Open {
		return s.Connection.Peer
	}
	return s.Ends.Peer
}

// Inode is the number by which the kernel's tables know a socket; 0 if it is closed.
func (o *Observer) Inode(s *Subject) uint32 {
	switch {
	case !s.Open:
		return 0
	case s.Inode == 0:
		s.Inode = o.looker.Inode(s.FD)
	}
	return s.Inode
}
