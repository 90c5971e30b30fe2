package lookup

import (
	"netnet-tui/engine/system"
)

// networks looks for the sockets that have a port in other network namespaces.
func (s *search) networks(port uint16) {
	var missing system.Missing
	system.Elsewhere(system.TCP|system.UDP, 0, &missing, func(one *system.Socket) {
		if one.Local.IP.Port() != port || len(s.Holders) >= 2*mostHolders {
			return
		}
		h := s.holder(one.InetSocket)
		h.Network = one.Network.String()
		s.Holders = append(s.Holders, h)
	})
	for _, sentence := range missing {
		s.miss(sentence)
	}
}
