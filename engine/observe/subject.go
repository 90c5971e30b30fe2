package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Subject is an observed socket, with what is remembered between observations. Its Condition is the last one observed.
type Subject struct {
	status.Socket
	Ends       Ends               // as last observed
	Target     sockets.Addr       // of the last connection attempt
	Connection sockets.Connection // the TCP connection it has or had, which outlives its descriptor
	History    *OptionHistory     // of the socket: duplicate descriptors share it
	over       bool               // its descriptor is closed, and TCP no longer has the connection
	readings   readings
	Inode      uint32        // identifies it in the kernel's tables; 0 before it is read
	PeerInode  uint32        // of the socket at the other end; 0 if there is none
	info       sockopts.Info // TCP_INFO, as last observed
	telling    *sweep        // the options that explain its behavior
}

// Ends are the addresses of a socket, zero if it has none.
type Ends struct{ Local, Peer sockets.Addr }

// NewSubject returns a socket that has not been observed yet.
func NewSubject(s status.Socket) Subject { return Subject{Socket: s, History: newOptionHistory()} }

// OnlyBound reports whether an open TCP socket has a port and was never anything but bound. If it was, getsockname may
// return a port that the kernel has taken back.
func (s *Subject) OnlyBound() bool {
	return s.Open && s.Protocol != unix.IPPROTO_MPTCP && s.Made().TCP() && s.State == status.StateClosed && !s.History.used && s.Ends.Local.IP.IsValid() && s.Ends.Local.IP.Port() != 0
}

// PeerAddr returns the peer's address, also for a connection whose descriptor is closed.
func (s *Subject) PeerAddr() sockets.Addr {
	if !s.Open {
		return s.Connection.Peer
	}
	return s.Ends.Peer
}

// Inode returns the number that identifies, or identified, a socket in the kernel's tables; 0 for a closed socket whose
// inode was not read before.
func (o *Observer) Inode(s *Subject) uint32 {
	if s.Open && s.Inode == 0 {
		s.Inode = o.looker.Inode(s.FD)
	}
	return s.Inode
}

// Device returns the index of the interface that an open socket is bound to; 0 means none.
func (o *Observer) Device(s *Subject) uint32 {
	if !s.Open || !s.Made().Inet() {
		return 0
	}
	index, _ := o.looker.Number(s.FD, o.device)
	return uint32(index)
}
