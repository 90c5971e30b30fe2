package lookup

import (
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// mostAsked bounds how many connections are queried one by one.
const mostAsked = 32

// nearby queries the connections of the bench that have a port, and their other ends that have it and are not on the
// bench because nobody has accepted them, or their process has closed them. Each is found by its addresses, without
// walking a table as large as the machine's. Sockets that are only bound can't be found like this: those of the bench
// are reported as the bench knows them.
func (f *Finder) nearby(s *search, port uint16) {
	asked := 0
	ask := func(c sockets.Connection) {
		if asked++; asked > mostAsked {
			return
		}
		one, ok, err := f.diag.Connected(c)
		s.failed("the connections with that port", err)
		if ok && one.State != unix.BPF_TCP_LISTEN {
			s.hold(one)
		}
	}
	for _, known := range s.bench {
		c := known.Connection
		switch {
		case known.Bound && known.Local.IP.Port() == port:
			s.hold(known.bound())
		case c.Local.IP.Port() == port && c.Peer.IP.IsValid():
			ask(c)
		case c.Peer.IP.Port() == port && c.Local.IP.IsValid() && !s.bench.faces(c):
			ask(sockets.Connection{Local: c.Peer, Peer: c.Local})
		}
	}
	// Ask for the address pair that connect found in use.
	if s.Call != sockets.SysBind && s.Local.IP.IsValid() && s.Asked.IP.IsValid() {
		ask(sockets.Connection{Local: s.Local, Peer: s.Asked, Device: s.Device})
	}
	if asked > mostAsked {
		s.miss("more connections have that port than are listed")
	}
}

// faces reports whether the other end of a connection is on the bench too.
func (b bench) faces(c sockets.Connection) bool {
	return slices.ContainsFunc(b, func(k Known) bool { return k.Connection.Local == c.Peer && k.Connection.Peer == c.Local })
}

// bound returns a socket that is only bound, as sock_diag would report it.
func (k Known) bound() sockets.InetSocket {
	return sockets.InetSocket{
		Protocol: unix.IPPROTO_TCP, Family: k.Local.Family, State: unix.BPF_TCP_CLOSE, Local: k.Local, Device: k.Connection.Device,
		V6Only: k.v6only, UID: uint32(unix.Geteuid()), Inode: k.Inode, Cookie: k.Cookie,
	}
}

// hold adds a holder, unless it has been added already.
func (s *search) hold(one sockets.InetSocket) {
	if one.Cookie != 0 && slices.ContainsFunc(s.Holders, func(h status.Holder) bool { return h.Cookie == one.Cookie }) {
		return
	}
	if len(s.Holders) == mostHolders && !more(one) {
		s.left++
		return
	}
	s.Holders = append(s.Holders, s.holder(one))
	s.explained = s.explained || s.explains(one)
}
