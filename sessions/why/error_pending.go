package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// errorPending says which error is pending on a socket that reports err, as far as the earlier steps show.
func (s scene) errorPending(o status.Observed) string {
	if errno, because := s.pendingErrno(o); errno != "" {
		return fmt.Sprintf("%s is pending: %s. The next call, or getsockopt SO_ERROR, reports and clears it.", errno, because)
	}
	return "An error is pending, which getsockopt SO_ERROR names, and clears."
}

// pendingErrno returns the error pending on a socket that reports err, and why, or "" if the earlier steps don't
// show it. Asking the socket would clear it.
func (s scene) pendingErrno(o status.Observed) (errno, because string) {
	if d, to, ok := s.toNobody(); ok && isUDP(o.Kind) && o.After.Peer != "" {
		return "ECONNREFUSED", fmt.Sprintf("%s when %s sent there (%s), and ICMP answered port unreachable", s.nobodyTook(to), o.Name, d.at())
	}
	if e := s.ending(); e.how == timedOut && e.deed.Seq == s.next.Of(s.next.socket(s.id)).Lost.Seq {
		return "ETIMEDOUT", e.did
	}
	if e := s.ending(); e.how == attempted && e.deed.Before == status.StateSynSent && (e.deed.Call.Name == engine.SysShutdown || e.deed.dissolves()) {
		return "ECONNRESET", e.did
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

// firstRetransmission is the time in seconds after which a SYN is sent again (RFC 6298, section 2). An attempt that
// ended earlier was answered.
const firstRetransmission = 1

// resetReports returns the error that a reset by the other end left: EPIPE if its FIN had come before, otherwise
// ECONNRESET (tcp_reset in net/ipv4/tcp_input.c). It returns "" if the steps don't show which.
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
