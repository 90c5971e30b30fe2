package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// connection returns the TCP connection that a socket has now. What distinguishes it from others with the same
// addresses is read while its descriptor is open.
func (o *Observer) connection(s *Subject) sockets.Connection {
	c := sockets.Connection{Local: s.Ends.Local, Peer: s.Ends.Peer, Device: o.Device(s)}
	known := s.Connection
	switch {
	case known.Cookie != 0 && known.Local == c.Local && known.Peer == c.Peer:
		c.Cookie, c.Token = known.Cookie, known.Token
	case s.Protocol == unix.IPPROTO_MPTCP:
		c.Cookie, c.Token = o.looker.TCPCookie(c), o.looker.MPTCPToken(s.FD, o.multipath)
	default:
		c.Cookie, _ = o.looker.Number(s.FD, o.cookie)
	}
	return c
}

// afterlife returns the state of a connection that its socket no longer has: TCP may still be closing it (RFC 9293,
// section 3.6). A connection that has gone does not come back. If the state can't be read, an open socket is CLOSED,
// since TCP_INFO said so, and nothing is known about a closed one.
func (o *Observer) afterlife(s *Subject) status.State {
	if s.over || s.Connection.Peer.IsZero() {
		return status.StateClosed // or it never had one
	}
	if number, known := o.looker.MPTCPState(s.Connection.Token); known {
		return stateOf(number)
	}
	number, err := o.looker.TCPState(s.Connection)
	switch {
	case err == nil:
		s.over = number == unix.BPF_TCP_CLOSE && !s.Open
		return stateOf(number)
	case s.Open:
		return status.StateClosed
	}
	return ""
}
