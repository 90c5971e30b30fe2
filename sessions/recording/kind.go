package recording

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// kind infers what a socket was made as from its conditions; zero if they do not show it.
func kind(conditions ...*status.Condition) status.Kind {
	for _, c := range conditions {
		if c == nil {
			continue
		}
		domain := domainOf(c.Local, c.Peer)
		switch {
		case domain == engine.AFUnix:
			return status.Kind{Domain: domain, Type: typeOfUnix(c)}
		case domain != 0 && ofTCP(c):
			return status.Kind{Domain: domain, Type: engine.SockStream}
		case domain != 0:
			return status.Kind{Domain: domain, Type: engine.SockDgram}
		}
	}
	return status.Kind{}
}

func domainOf(addresses ...string) int {
	for _, address := range addresses {
		switch {
		case strings.HasPrefix(address, "unix:"), strings.HasPrefix(address, `"unix:`):
			return engine.AFUnix
		case strings.HasPrefix(address, "["):
			return engine.AFInet6
		case address != "":
			return engine.AFInet
		}
	}
	return 0
}

// ofTCP reports whether only a TCP socket can have such a condition: only TCP reports bytes not yet sent, and most
// states are TCP's. Other sockets without a peer are UNCONNECTED.
func ofTCP(c *status.Condition) bool {
	return c.Notsent != nil || c.State != status.StateUnconnected && c.State != status.StateEstablished
}

// typeOfUnix infers a datagram socket if there is no peer: a stream socket has one, or listens.
func typeOfUnix(c *status.Condition) int {
	if c.State == status.StateUnconnected && c.Local != "unix:" {
		return engine.SockDgram
	}
	return engine.SockStream
}
