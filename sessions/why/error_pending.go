package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// errorPending says which error a socket that reports err will answer, as far as the steps before show it.
func (s scene) errorPending(o status.Observed) string {
	if errno, because := s.pendingErrno(o); errno != "" {
		return fmt.Sprintf("%s is pending: %s. The next call, or getsockopt SO_ERROR, reports and clears it.", errno, because)
	}
	return "An error is pending, which getsockopt SO_ERROR names, and clears."
}

// pendingErrno is the error that a socket which reports err will answer, and why, as the steps before show
// it; "" where they don't. To ask for it would take it away.
func (s scene) pendingErrno(o status.Observed) (errno, because string) {
	if d, to, ok := s.toNobody(); ok && isUDP(o.Kind) && o.After.Peer != "" {
		return "ECONNREFUSED", fmt.Sprintf("nobody had %s when %s sent there (%s), and ICMP answered port unreachable", to, o.Name, d.at())
	}
	if errno := s.resetReports(); errno != "" {
		return errno, s.ending().did
	}
	d, tried := s.lastOf(o.ID, engine.SysConnect)
	if !tried || !o.Kind.TCP() || d.Call.Errno != "EINPROGRESS" || s.wasConnected(o) || o.After.State != status.StateClosed {
		return "", ""
	}
	to := d.Call.Values.Addr.String()
	if _, listening := s.listenerAt(loopbackOf(to)); listening || s.event.T-d.T > firstRetransmission {
		return "", ""
	}
	return "ECONNREFUSED", fmt.Sprintf("the attempt of %s to connect to %s (%s) was answered with a reset, since nobody listens there", o.Name, to, d.at())
}

// firstRetransmission is after how many seconds a SYN is sent again (RFC 6298, section 2). What ended before was an answer.
const firstRetransmission = 1

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
