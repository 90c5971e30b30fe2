package lookup

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// explains reports whether a socket is certainly what a call found in its way, so that no other has to be looked for. A
// connection is in the way of the same connection, or of a socket that binds or listens at an overlapping address,
// unless both may share the port (inet_bind_conflict, net/ipv4/inet_connection_sock.c).
func (s *search) explains(one sockets.InetSocket) bool {
	if s.self(one) {
		return false
	}
	known := s.bench.named(one)
	switch s.Call {
	case sockets.SysBind:
		return s.overlaps(one, s.Asked) && s.blocks(one, known)
	case sockets.SysListen:
		return s.overlaps(one, s.Local) && s.blocks(one, known)
	default:
		return unmapped(one.Local) == unmapped(s.Local) && unmapped(one.Peer) == unmapped(s.Asked)
	}
}

// self reports whether a holder is the socket of the question.
func (s *search) self(one sockets.InetSocket) bool {
	for _, known := range s.bench {
		if known.FD == s.FD && !known.Closed {
			return known.Inode != 0 && known.Inode == one.Inode
		}
	}
	return false
}

// overlaps reports whether a holder has the wanted address, or either address is the wildcard. It is false if the two
// are of different families and the overlap is not certain.
func (s *search) overlaps(one sockets.InetSocket, wanted sockets.Addr) bool {
	if one.Device != 0 && s.Device != 0 && one.Device != s.Device {
		return false
	}
	holds, wants := one.Local.IP.Addr().Unmap().WithZone(""), wanted.IP.Addr().Unmap().WithZone("")
	switch {
	case holds.Is4() == wants.Is4():
		return holds == wants || holds.IsUnspecified() || wants.IsUnspecified()
	case wants.Is4():
		return holds.IsUnspecified() && !one.V6Only
	}
	return false
}

// blocks reports whether a holder certainly does not share the port with the socket of the question.
func (s *search) blocks(one sockets.InetSocket, known Known) bool {
	reuses := s.Reuses && one.State != unix.BPF_TCP_LISTEN
	switch {
	case !reuses && !s.Shares:
		return true
	case known.On == nil: // its options can't be read
		return false
	}
	return !(reuses && known.reuses) && !(s.Shares && known.shares)
}
