package watcher

import (
	"cmp"
	"encoding/binary"
	"math"
	"net/netip"
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
)

// entry is a row with its sort key: two numbers, then a text, then its identity.
type entry struct {
	row           *system.Row
	first, second uint64
	text          string
}

// sort sorts the rows. Rows without the sort field come last in either direction.
func (l *list) sort() {
	f, _ := system.FieldOf(l.query.Sort)
	backwards := l.query.Reverse
	for i := range l.entries {
		e := &l.entries[i]
		switch {
		case f.Name == "" && l.past: // what ended last comes first
			e.first, e.second = math.MaxUint64-uint64(l.gone[e.row.Key()].at.UnixNano()), 0
		case f.Name == "":
			e.first, e.second = rank(e.row)<<56|place(e.row.Local.IP), place(e.row.Peer.IP)
		case f.Name == "local":
			e.first, e.second, e.text = family(e.row), place(e.row.Local.IP), e.row.LocalText()
		case f.Name == "peer":
			e.first, e.second, e.text = family(e.row), place(e.row.Peer.IP), e.row.PeerText()
		case f.Name == "stall":
			e.first = uint64(e.row.Stall.Rank() + 1)
		case f.Numeric:
			n, ok := f.Number(e.row)
			e.first, e.second = ordered(n), 0
			if !ok {
				e.first = 0
			}
		default:
			e.text = strings.ToLower(f.Text(e.row))
		}
	}
	slices.SortFunc(l.entries, func(a, b entry) int {
		if f.Name != "" {
			if am, bm := missing(f, &a), missing(f, &b); am != bm {
				if am {
					return 1
				}
				return -1
			}
		}
		order := cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second), strings.Compare(a.text, b.text))
		if order == 0 {
			return cmp.Or(cmp.Compare(a.row.Cookie, b.row.Cookie), cmp.Compare(a.row.Inode, b.row.Inode), cmp.Compare(a.row.Network, b.row.Network))
		}
		if backwards {
			return -order
		}
		return order
	})
}

// missing reports whether a row lacks the sort field.
func missing(f system.Field, e *entry) bool {
	if f.Numeric || f.Name == "stall" {
		return e.first == 0
	}
	return e.text == ""
}

// ordered maps a number to an unsigned one above 0 that sorts the same way.
func ordered(n float64) uint64 {
	bits := math.Float64bits(n)
	if bits>>63 != 0 {
		return ^bits
	}
	return bits | 1<<63
}

// place returns a sort key for an address with its port. Two IPv6 addresses may have the same one.
func place(a netip.AddrPort) uint64 {
	if !a.IsValid() {
		return 0
	}
	ip := a.Addr().Unmap()
	if ip.Is4() {
		four := ip.As4()
		return uint64(binary.BigEndian.Uint32(four[:]))<<16 | uint64(a.Port())
	}
	sixteen := ip.As16()
	return 1<<48 | uint64(binary.BigEndian.Uint32(sixteen[:]))<<16 | uint64(a.Port())
}

// family sorts IP addresses before all others.
func family(r *system.Row) uint64 {
	if r.Local.IP.IsValid() {
		return 0
	}
	return 1
}

// healthy is a rank after those of all signs.
const healthy = 64

// rank sorts failing rows first, then listeners, connections, and the rest.
func rank(r *system.Row) uint64 {
	if at := r.Stall.Rank(); at >= 0 {
		return uint64(at)
	}
	state := r.StateName()
	switch {
	case r.TCP() && r.Listening():
		return healthy
	case r.TCP() && state == status.StateTimeWait:
		return healthy + 3
	case r.TCP() && !r.Peer.IsZero():
		return healthy + 1
	case r.TCP():
		return healthy + 2
	case r.ProtocolName() == "udp":
		return healthy + 4
	case r.ProtocolName() == "unix":
		return healthy + 6
	}
	return healthy + 5
}
