package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// errorPending says which error a socket that reports err will answer, as far as the steps before show it.
func (s scene) errorPending(o status.Observed) string {
	if d, to, ok := s.toNobody(); ok && isUDP(o.Kind) && o.After.Peer != "" {
		return fmt.Sprintf("ECONNREFUSED is pending: nobody had %s when %s sent there (%s), and ICMP answered port unreachable. The next call, or getsockopt SO_ERROR, reports and clears it.", to, o.Name, d.at())
	}
	if errno := s.resetReports(); errno != "" {
		return errno + " is pending: getsockopt SO_ERROR reports and clears it."
	}
	return "An error is pending: getsockopt SO_ERROR reports and clears it."
}

// resetReports is the error that a reset by the other end left: EPIPE where its FIN had come before, else ECONNRESET
// (tcp_reset in net/ipv4/tcp_input.c). It is "" where the steps don't show which.
func (s scene) resetReports() string {
	e := s.ending()
	if e.how != reset || s.next.finished(s.id) || s.kind.Multipath() || !s.kind.TCP() {
		return ""
	}
	peer, known := s.next.peer(s.id)
	_, shut := s.next.shut(peer.ID, engine.ShutWr)
	switch {
	case e.name == "data-after-close" || known && shut:
		return "EPIPE"
	case known:
		return "ECONNRESET"
	}
	return ""
}
