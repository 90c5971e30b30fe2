package lookup

import (
	"slices"

	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// Port returns who has a port on this machine, as far as this process can see: in its own network with all owners, and
// in other networks. Missing says what it can't see. It may be called anywhere.
func Port(port uint16) *status.Found {
	f := New(false)
	defer f.Close()
	s := &search{Question: Question{Kind: status.Kind{Domain: unix.AF_INET, Type: unix.SOCK_STREAM}}, Found: &status.Found{}}
	f.side.Do(func() {
		s.settings([]string{"net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start", "net.ipv6.bindv6only"})
		s.capable()
		f.holders(s, port, holders|datagrams)
		s.networks(port)
		s.owned(true)
	})
	slices.SortStableFunc(s.Holders, func(a, b status.Holder) int { return rank(a) - rank(b) })
	return s.Found
}

// Own looks for the owners of the sockets that an engine found but could not name owners of: an engine is confined, and
// may not look at other processes. It takes at most 50 ms.
func Own(found *status.Found) {
	s := &search{Found: found}
	s.Missing = slices.DeleteFunc(s.Missing, func(sentence string) bool {
		return slices.ContainsFunc(s.Holders, func(h status.Holder) bool { return sentence == hidden(h.Local, h.UID) }) ||
			slices.ContainsFunc(s.Names, func(n status.NameHolder) bool { return sentence == hidden(n.Local, n.UID) })
	}) // added again for those that are hidden from this process too
	s.owned(false)
}
