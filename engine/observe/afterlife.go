package observe

import (
	"encoding/binary"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// connection is the TCP connection that a socket has now. What tells it from others with the
// same addresses is read while its descriptor is open.
func (o *Observer) connection(s *Subject) sockets.Connection {
	c := sockets.Connection{Local: s.Ends.Local, Peer: s.Ends.Peer, Device: uint32(o.number(s.FD, o.device))}
	known := s.Connection
	switch {
	case known.Cookie != 0 && known.Local == c.Local && known.Peer == c.Peer:
		c.Cookie = known.Cookie
	case s.Protocol == unix.IPPROTO_MPTCP:
		c.Cookie = o.looker.TCPCookie(c)
	default:
		c.Cookie = o.number(s.FD, o.cookie)
	}
	return c
}

// number reads an option that is a number of 4 or 8 bytes; 0 where there is none.
func (o *Observer) number(fd int, option sockets.QuietOption) uint64 {
	value := make([]byte, 8)
	switch n, err := o.looker.Getsockopt(fd, option, value); {
	case err != nil:
		return 0
	case n == 4:
		return uint64(binary.NativeEndian.Uint32(value))
	default:
		return binary.NativeEndian.Uint64(value)
	}
}

// afterlife is the state of a connection that its socket no longer has: TCP may
// still be saying goodbye (RFC 9293, section 3.6). One that has gone does not come back.
func (o *Observer) afterlife(s *Subject) status.State {
	if s.over || s.Connection.Peer.IsZero() {
		return status.StateClosed // or it never had one
	}
	number, known := o.looker.TCPState(s.Connection)
	s.over = !known && !s.Open
	return stateOf(number)
}
