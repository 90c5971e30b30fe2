package why

import "fmt"

func (s scene) toldReceive() []string {
	n, size := s.call.Ret, s.size(2)
	switch {
	case n == 0 && size == 0:
		return []string{"No bytes were asked for, so none were taken."}
	case n == 0:
		return []string{s.nothing()}
	case n > size:
		return []string{fmt.Sprintf("The datagram has %s and the buffer only %d (MSG_TRUNC tells the full length); %s.", count(n, "byte"), size, s.remainder())}
	case s.flag("MSG_TRUNC") && isTCP(s.before):
		return []string{fmt.Sprintf("MSG_TRUNC on TCP threw %s of %s away unread.", count(n, "byte"), s.whom())}
	}
	said := fmt.Sprintf("%s received %s%s", s.who(), count(n, "byte"), s.from())
	switch {
	case s.flag("MSG_PEEK"):
		said += "; MSG_PEEK left them in the receive queue"
	case s.cutShort():
		said += fmt.Sprintf(" of a datagram of %d; the rest is lost, for a datagram is received whole or cut", *s.before.Pending)
	case s.after == nil || s.after.Pending == nil:
	case *s.after.Pending > 0 && s.isDatagram():
		said += fmt.Sprintf("; the next datagram has %d", *s.after.Pending)
	case *s.after.Pending > 0:
		said += fmt.Sprintf("; %d more wait", *s.after.Pending)
	case has(s.after, "in") && has(s.after, "rdhup"):
		said += "; the end of the stream comes next"
	case has(s.after, "in") && s.isDatagram():
		said += "; an empty datagram comes next"
	default:
		said += "; nothing more waits"
	}
	return []string{said + "."}
}

// nothing tells what 0 bytes mean.
func (s scene) nothing() string {
	b, name := s.before, s.who()
	stream := s.event.Got == "eof" || isTCP(b)
	switch {
	case !stream && has(b, "rdhup"):
		return "0 bytes: the receiving direction of " + s.whom() + " is shut down, or its peer has closed."
	case !stream && s.event.Got == `""`:
		return "An empty datagram arrived" + s.from() + ": 0 bytes are a message here, not the end of anything."
	case b != nil && b.State == "CLOSED":
		return "End of stream: the connection of " + s.whom() + " has ended, and everything has been read. Close it."
	case isTCP(b) && b.State == "ESTABLISHED" && has(b, "rdhup"):
		return "0 bytes: the receiving direction of " + s.whom() + " is shut down on this side, and nothing waits."
	case b != nil && b.State == "CLOSE-WAIT":
		return "End of stream: the peer has sent its FIN, and everything before it has been read. Every further recv answers 0; " + name + " can still send, and stays in CLOSE-WAIT until it closes."
	}
	return "End of stream: the peer has ended its direction, and everything before has been read. Every further recv answers 0."
}

// from tells the sender, where the call asked for it.
func (s scene) from() string {
	if address := addressOf(s.arg(4)); address != "" && address != "none" && s.call.Name == "recvfrom" {
		return " from " + address
	}
	return ""
}

func (s scene) remainder() string {
	if s.flag("MSG_PEEK") {
		return "it stays in the receive queue"
	}
	return "the rest is lost"
}

// cutShort tells whether a datagram was longer than the buffer: what waited
// before is gone, though not all of it was received.
func (s scene) cutShort() bool {
	b, a := s.before, s.after
	return s.isDatagram() && s.call.Ret == s.size(2) && a != nil && b.Pending != nil && a.Pending != nil &&
		int64(*b.Pending) > s.call.Ret
}

// isDatagram tells whether the socket is known to keep messages apart: it has a
// port, and is not TCP's.
func (s scene) isDatagram() bool {
	return s.before != nil && !isTCP(s.before) && port(s.before.Local) != ""
}
