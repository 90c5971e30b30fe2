package watcher

import (
	"net/netip"
	"slices"
	"time"

	"netnet-tui/engine/system"
)

// end is a connection as seen from one of its ends.
type end struct {
	protocol    int
	local, peer netip.AddrPort
	network     system.Network // 0 if the other end may be in a different one
}

func endOf(r *system.Row) end {
	e := end{protocol: r.Protocol, local: r.Local.IP, peer: r.Peer.IP}
	if r.Peer.IP.Addr().IsLoopback() {
		e.network = r.Network
	}
	return e
}

// ends are the other ends of some rows, within the machine.
type ends struct {
	of   map[system.Key]*End
	rows []*system.Row // the rows that of is about
	as   time.Time     // the time of the look that they were found in
}

// find looks for the other ends of rows among all, unless that has been done since the last look.
func (l *ends) find(rows, all []*system.Row, looked time.Time) {
	if l.as.Equal(looked) && slices.Equal(rows, l.rows) {
		return
	}
	l.as, l.rows = looked, rows
	l.of = map[system.Key]*End{}
	wanted := map[end][]system.Key{}
	inodes := map[uint32]system.Key{}
	var ports [1 << 16 / 64]uint64 // of the ends to be found: most rows have a different one
	for _, r := range rows {
		switch {
		case r.PeerInode != 0:
			inodes[r.PeerInode] = r.Key()
		case !r.Peer.IP.IsValid() || r.Peer.IP.Port() == 0:
		default:
			e := endOf(r)
			e.local, e.peer = e.peer, e.local
			wanted[e] = append(wanted[e], r.Key())
			port := r.Peer.IP.Port()
			ports[port/64] |= 1 << (port % 64)
		}
	}
	if len(wanted) == 0 && len(inodes) == 0 {
		return
	}
	for _, r := range all {
		if r.PeerInode != 0 {
			if k, ok := inodes[r.Inode]; ok {
				l.of[k] = &End{r.Key(), r.Owners}
			}
			continue
		}
		port := r.Local.IP.Port()
		if ports[port/64]&(1<<(port%64)) == 0 || !r.Peer.IP.IsValid() {
			continue
		}
		for _, k := range wanted[endOf(r)] {
			l.of[k] = &End{r.Key(), r.Owners}
		}
	}
}
