package system

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Ending is how a socket has ended, as far as can be told from what was seen of it.
type Ending string

// The endings.
const (
	EndingClosed  Ending = "closed"       // a socket without a connection
	EndingHere    Ending = "closed-here"  // this end first
	EndingThere   Ending = "closed-there" // the peer first
	EndingBoth    Ending = "closed-both"  // it was not seen who was first
	EndingTimeout Ending = "timed-out"
	EndingReset   Ending = "reset"     // by either end; which one is not known
	EndingAborted Ending = "aborted"   // reset by this end on purpose
	EndingFailed  Ending = "failed"    // a handshake that was refused or given up
	EndingUnknown Ending = "not-known" // it was never seen, and its end does not say
)

// Endings lists every ending.
func Endings() []Ending {
	return []Ending{EndingClosed, EndingHere, EndingThere, EndingBoth, EndingTimeout, EndingReset, EndingAborted, EndingFailed, EndingUnknown}
}

// Meaning says in a few words what an ending means, and how it is recognized.
func (e Ending) Meaning() string {
	switch e {
	case EndingClosed:
		return "closed"
	case EndingHere:
		return "closed here first: its FIN was acknowledged"
	case EndingThere:
		return "closed by the peer first, then here"
	case EndingBoth:
		return "closed by both ends; which was first was not seen"
	case EndingTimeout:
		return "timed out: what was sent again was not acknowledged"
	case EndingReset:
		return "reset by one of the ends: no FIN of this one was acknowledged"
	case EndingAborted:
		return "reset here on purpose: SO_LINGER 0, or connect to none"
	case EndingFailed:
		return "never established: refused, or given up here"
	case EndingUnknown:
		return "how is not known: it came and went between two looks"
	}
	return ""
}

// ending determines how a socket ended. before is how it was last seen, nil if it never was; last is what the kernel
// reported at its death; passive says that it was accepted.
func ending(before, last *Row, passive bool) Ending {
	was := status.State("")
	if before != nil {
		was = before.StateName()
	}
	i := &last.Info
	switch {
	case !last.TCP(), was == status.StateListen, was == status.StateBound:
		return EndingClosed
	case last.Peer.IsZero():
		return EndingClosed
	case last.Local.Any() && last.Peer.IP.Port() == 0: // tcp_disconnect has cleared the addresses
		// It keeps the peer's window and the receive space, which are both set by the handshake.
		if i.Snd_wnd == 0 && i.Rcv_space == 0 || was == status.StateSynSent {
			return handshake(before)
		}
		return EndingAborted
	case i.Bytes_acked == 0 && i.Delivered == 0: // not even its SYN was acknowledged
		return handshake(before)
	case i.Retransmits > 0 || i.Backoff > 0 || i.Probes > 0:
		return EndingTimeout
	case !finAcked(i, passive):
		return EndingReset
	}
	switch {
	case was == status.StateCloseWait, was == status.StateLastAck:
		return EndingThere
	case was == status.StateFinWait1, was == status.StateFinWait2, last.Receive == 0:
		// Receive is 0 if the peer's FIN, which counts as an unread byte, has not come.
		return EndingHere
	}
	return EndingBoth
}

// handshake returns how a connection ended that was never established.
func handshake(before *Row) Ending {
	if before != nil && before.State == unix.BPF_TCP_SYN_SENT && before.Tries > 0 {
		return EndingTimeout
	}
	return EndingFailed
}

// finAcked reports whether the FIN of a connection was acknowledged. Acknowledged bytes are counted by sequence numbers
// (tcp_ack, net/ipv4/tcp_input.c): a FIN counts as one, and so does the SYN of the connecting end, but not that of the
// accepting end, which a request socket sent.
func finAcked(i *sockets.TCPInfo, passive bool) bool {
	before := i.Bytes_sent - i.Bytes_retrans
	if !passive {
		before++
	}
	return i.Bytes_acked > before
}
