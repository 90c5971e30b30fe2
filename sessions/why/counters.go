package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
)

// gloss is what it means when a counter of the kernel moves.
type gloss struct {
	counter string
	means   string
	said    engine.Syscall // the call whose own sentence already says so
}

// glosses returns the counters worth mentioning, the most telling first.
func glosses() []gloss {
	return []gloss{
		{"ListenOverflows", "a handshake met a full accept queue and was dropped; its client will retransmit", ""},
		{"TCPReqQFullDrop", "a SYN met a full SYN queue and was dropped", ""},
		{"TCPReqQFullDoCookies", "the SYN queue was full, so a SYN was answered with a cookie", ""},
		{"TCPAbortOnClose", "a socket was closed with unread data, which sends a reset", "close"},
		{"TCPAbortOnData", "a connection was ended by a reset with data or a zero linger time outstanding", "close"},
		{"TCPAbortOnTimeout", "a connection was given up because nobody answered", ""},
		{"TCPAbortOnLinger", "an orphan in FIN-WAIT-2 was ended at once", ""},
		{"TCPAbortOnMemory", "a connection was ended for lack of memory", ""},
		{"TCPBacklogDrop", "a segment was dropped because the socket's backlog was full", ""},
		{"TCPRcvQDrop", "a segment was dropped because the receive queue was full", ""},
		{"TCPZeroWindowDrop", "a segment came while the receive window was 0", ""},
		{"TCPToZeroWindowAdv", "a receiver advertised a window of 0: its Recv-Q is full", ""},
		{"TCPFromZeroWindowAdv", "a receiver opened its window again", ""},
		{"TCPWinProbe", "a sender probed a window of 0", ""},
		{"TCPKeepAlive", "a keepalive probe was sent", ""},
		{"TCPTimeouts", "a retransmission timer ran out", ""},
		{"TCPSynRetrans", "a SYN or SYN-ACK was sent again", ""},
		{"RetransSegs", "a segment was sent again", ""},
		{"TCPLossProbes", "a tail loss probe was sent", ""},
		{"TCPChallengeACK", "a segment that did not fit was answered with a challenge ACK", ""},
		{"TCPDeferAcceptDrop", "TCP_DEFER_ACCEPT ignored a final ACK without data", ""},
		{"OutRsts", "a reset was sent", "close"},
		{"EstabResets", "an established connection was ended by a reset", "close"},
		{"AttemptFails", "a connection attempt failed", "connect"},
		{"UdpNoPorts", "a datagram found no socket on its port", ""},
		{"Udp6NoPorts", "a datagram over IPv6 found no socket on its port", ""},
		{"UdpRcvbufErrors", "a datagram was dropped because the receive buffer was full", ""},
		{"Udp6RcvbufErrors", "a datagram over IPv6 was dropped because the receive buffer was full", ""},
		{"UdpSndbufErrors", "a datagram was dropped because the send buffer was full", ""},
		{"TCPAutoCorking", "the kernel held a small segment back while another was on its way out", ""},
		{"DelayedACKs", "an ACK was sent only when its timer ran out (about 40 ms)", ""},
		{"TCPRcvCoalesce", "segments were merged in the receive queue", ""},
		{"TWRecycled", "a connection in TIME-WAIT was reused", ""},
	}
}

// mostCounters limits how many counters are described for one event.
const mostCounters = 2

// counters says which counters moved. It does so only in a lab: elsewhere they also count what others in the same
// network do.
func (s scene) counters() []Finding {
	if s.event.Evidence == nil || !s.event.Evidence.Private || s.kind.Multipath() {
		return nil // counters of MPTCP subflows say little about the connection
	}
	f := Finding{Certainty: Shown}
	var said []string
	for _, g := range glosses() {
		n := s.moved(g.counter)
		if n <= 0 || g.said == s.call.Name {
			continue
		}
		f.because(g.counter, fmt.Sprintf("+%d", n), "/proc/net/netstat and snmp")
		if said = append(said, fmt.Sprintf("%s +%d (%s)", g.counter, n, g.means)); len(said) == mostCounters {
			break
		}
	}
	if said == nil {
		return nil
	}
	f.Claim = "Counted meanwhile: " + strings.Join(said, "; ") + "."
	return []Finding{f}
}
