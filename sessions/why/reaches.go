package why

import "net/netip"

// reaches reports whether what is sent to an address comes to a socket with that local address:
// it is the same, or the socket takes every address. Both are as a script writes them.
func reaches(to, local string) bool {
	if to == local {
		return to != ""
	}
	t, err1 := netip.ParseAddrPort(to)
	l, err2 := netip.ParseAddrPort(local)
	if err1 != nil || err2 != nil || t.Port() != l.Port() {
		return false
	}
	a, b := t.Addr().Unmap(), l.Addr().Unmap()
	return a == b || b.IsUnspecified() && (a.Is4() == b.Is4() || b.Is6())
}
