package why

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Ends are the two addresses of a connection, empty if there was none.
type Ends struct {
	Local, Peer string
	Met         bool // the handshake was completed
}

// next returns the ends updated from a new observation of the socket. An address is kept after the kernel has
// forgotten it.
func (e Ends) next(o status.Observed) Ends {
	for _, c := range []*status.Condition{o.Before, o.After} {
		if c == nil || c.Peer == "" {
			continue
		}
		now := Ends{Local: unmapped(c.Local), Peer: unmapped(c.Peer), Met: connection(c.State)}
		if now.Local == e.Local && now.Peer == e.Peer {
			now.Met = now.Met || e.Met
		}
		e = now
	}
	return e
}

// unmapped returns an address with IPv4-mapped IPv6 turned into IPv4, as the other end has it.
func unmapped(address string) string {
	ip, err := netip.ParseAddrPort(address)
	if err != nil {
		return address
	}
	return netip.AddrPortFrom(ip.Addr().Unmap(), ip.Port()).String()
}

// unread returns the number of bytes waiting to be received. After a FIN, FIONREAD of Multipath TCP answers 1 when
// nothing waits (mptcp_inq_hint in net/mptcp/protocol.c).
func unread(kind status.Kind, c *status.Condition) int {
	if c == nil || kind.Multipath() && number(c.Pending) == 1 && has(c, engine.PollRdhup) {
		return 0
	}
	return number(c.Pending)
}

// multipath reports whether the connection of a socket uses Multipath TCP, as far as is known. It is plain TCP if
// the other end is (RFC 8684, section 3.7).
func (p *Past) multipath(id status.SocketID) bool {
	peer, known := p.peer(id)
	return p.Of(id).Kind.Multipath() && (!known || peer.Kind.Multipath())
}

func (s scene) multipath() bool { return s.kind.Multipath() && (s.id == 0 || s.next.multipath(s.id)) }

// unreadIn returns the number of bytes that waited before an event, or someBytes if a close dropped bytes that
// FIONREAD does not count, because it stops at the urgent mark.
func unreadIn(e engine.Event, o status.Observed) int {
	if n := unread(o.Kind, o.Before); n > 0 || e.Errno() != "" || !e.Evidence.Private || e.Evidence.Moved["TCPAbortOnClose"] == 0 {
		return n
	}
	return someBytes
}

// someBytes stands for an unknown number of bytes.
const someBytes = -1

// held reports whether something else keeps the socket open: a duplicate, or a call sleeping on it.
func (s scene) held() bool { return len(s.detail.Twins)+len(s.detail.Asleep) > 0 }

// with returns a copy of p with one more event; p is unchanged.
func (p *Past) with(e engine.Event) *Past {
	next := &Past{}
	if p != nil {
		next.stories, next.order, next.finTimeout = maps.Clone(p.stories), slices.Clone(p.order), p.finTimeout
	}
	if e.Evidence != nil {
		for _, o := range e.Evidence.Sockets {
			if story := next.stories[o.ID]; story != nil {
				copied := *story
				next.stories[o.ID] = &copied
			}
		}
	}
	next.record(e)
	return next
}

// peer returns the socket on the bench at the other end of a connection, open or closed.
func (p *Past) peer(id status.SocketID) (Story, bool) {
	if p == nil {
		return Story{}, false
	}
	if pair, ok := p.pair(id); ok {
		return pair, true
	}
	ends := p.Of(id).Ends
	if ends.Peer == "" {
		return p.gonePeer(id)
	}
	socket := p.socket(id)
	if ends.Local == ends.Peer { // connected to itself
		return p.Of(socket), true
	}
	for _, other := range slices.Backward(p.order) {
		s := p.stories[other]
		if s != nil && cmp.Or(s.Of, other) != socket && s.Ends.Local == ends.Peer && s.Ends.Peer == ends.Local && s.Kind.Inet() {
			return p.Of(p.socket(other)), true
		}
	}
	return Story{}, false
}

// gonePeer returns the other end of a connection that had already ended when it was accepted, so that the kernel
// had forgotten its address. It returns false unless exactly one socket fits.
func (p *Past) gonePeer(id status.SocketID) (Story, bool) {
	s := p.Of(p.socket(id))
	if s.Parent == 0 || !s.Kind.Inet() || s.Last.After == nil {
		return Story{}, false
	}
	var found []Story
	for _, story := range p.stories {
		if story.Ends.Peer != unmapped(s.Last.After.Local) || story.Of != 0 || p.accepted(story.Ends) {
			continue
		}
		found = append(found, *story)
	}
	if len(found) != 1 {
		return Story{}, false
	}
	return found[0], true
}

// accepted reports whether a socket has the other end of a connection.
func (p *Past) accepted(ends Ends) bool {
	for _, story := range p.stories {
		if story.Ends.Local == ends.Peer && story.Ends.Peer == ends.Local {
			return true
		}
	}
	return false
}

// ended returns the step that closed the last descriptor of a socket, if all are closed.
func (p *Past) ended(id status.SocketID) (Deed, bool) {
	socket := p.socket(id)
	for other, story := range p.stories {
		if cmp.Or(story.Of, other) == socket && !story.Last.Closed {
			return Deed{}, false
		}
	}
	return p.done(id, func(d Deed) bool { return d.Call.Name == engine.SysClose && d.Call.Errno != "EBADF" })
}

// dissolves reports whether a deed was a connect with AF_UNSPEC.
func (d Deed) dissolves() bool {
	return d.Call.Name == engine.SysConnect && d.Call.Errno == "" && d.Call.Values.Addr.IsZero()
}

// sends reports whether a deed sent any bytes.
func (d Deed) sends() bool {
	switch d.Call.Name {
	case engine.SysSendto, engine.SysWrite, engine.SysSendfile, engine.SysSplice:
		return d.Call.Errno == "" && d.Call.Ret > 0
	}
	return false
}
