package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Subject is a socket that is observed, with what is remembered between observations. Its
// Condition is the last one observed.
type Subject struct {
	status.Socket
	Ends       Ends               // as last observed
	Target     sockets.Addr       // of the last attempt to connect
	Connection sockets.Connection // the TCP connection it has or had, which outlives its descriptor
	History    *OptionHistory     // of the socket: the duplicates of a descriptor share it
	over       bool               // its descriptor is closed, and TCP does not have the connection any more
	readings   readings
	Inode      uint32        // by which the kernel's tables know it; 0 before it is asked for
	PeerInode  uint32        // of the one at its other end; 0 if there is none
	info       sockopts.Info // TCP_INFO, as last observed
	telling    *sweep        // of the options that explain its answers
}

// Ends are the addresses of a socket, zero where it has none.
type Ends struct{ Local, Peer sockets.Addr }

// NewSubject returns a socket that has not been observed yet.
func NewSubject(s status.Socket) Subject { return Subject{Socket: s, History: newOptionHistory()} }

// OnlyBound reports whether an open socket of TCP has a port and was never anything but bound. Of one
// that was, getsockname may tell a port that the kernel has taken back.
func (s *Subject) OnlyBound() bool {
	return s.Open && s.Protocol != unix.IPPROTO_MPTCP && s.Made().TCP() && s.State == status.StateClosed && !s.History.used && s.Ends.Local.IP.IsValid() && s.Ends.Local.IP.Port() != 0
}

// PeerAddr is the peer's address, also of a connection whose descriptor is closed.
func (s *Subject) PeerAddr() sockets.Addr {
	if !s.Open {
		return s.Connection.Peer
	}
	return s.Ends.Peer
}

// Inode is the number by which the kernel's tables know a socket, or knew it; 0 for a closed one
// that was not asked for it before.
func (o *Observer) Inode(s *Subject) uint32 {
	if s.Open && s.Inode == 0 {
		s.Inode = o.looker.Inode(s.FD)
	}
	return s.Inode
}

// Device is the index of the interface that an open socket is bound to; 0 is none.
func (o *Observer) Device(s *Subject) uint32 {
	if !s.Open || !s.Made().Inet() {
		return 0
	}
	index, _ := o.looker.Number(s.FD, o.device)
	return uint32(index)
}
