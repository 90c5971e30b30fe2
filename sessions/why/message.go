package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// messages reports whether the socket preserves message boundaries, so that each message is received whole or
// truncated.
func (s scene) messages() bool { return s.kind != status.Kind{} && !s.kind.Stream() }

// noun returns the name of one message.
func (s scene) noun() string {
	if s.kind.Inet() && s.kind.Datagrams() {
		return "datagram"
	}
	return "message"
}

// messageCut finds a message that was longer than the buffer, so that the rest was discarded.
func messageCut(s scene) *Finding {
	if !s.messages() || s.flag(engine.MsgErrqueue) {
		return nil
	}
	n, size := s.call.Ret, s.values.Size
	whole := int64(0)
	switch b, a := s.before, s.after; {
	case n > size: // MSG_TRUNC returns the full length
		whole = n
	case n == size && b != nil && a != nil && b.Pending != nil && a.Pending != nil && s.event.Asked < 2:
		switch waits, left := int64(*b.Pending), int64(*a.Pending); {
		case s.flag(engine.MsgPeek):
		case s.kind.Datagrams() && waits > n: // FIONREAD is the length of the first message
			whole = waits
		case !s.kind.Datagrams() && waits-left > n: // SIOCINQ counts all messages (unix_inq_len)
			whole = waits - left
		}
	}
	if whole <= size {
		return nil
	}
	f := found("The %s has %s and the buffer only %d", s.noun(), step.Counted(whole, "byte"), size).because(s.noun(), step.Counted(whole, "byte"), "FIONREAD or the answer")
	if s.flag(engine.MsgPeek) {
		f.Claim += "; MSG_PEEK left it whole in the receive queue."
		return f.advise("Receive with room for %d.", whole)
	}
	f.Claim += fmt.Sprintf(": the other %s lost, because a %s is received whole or cut.", are(whole-size, "byte"), s.noun())
	return f.advise("Receive with a buffer for the largest %s; FIONREAD or MSG_PEEK|MSG_TRUNC tells the length before.", s.noun()).see("MSG_TRUNC")
}

// are returns a count with its noun and verb: "1 byte is", "5 bytes are".
func are(n int64, noun string) string { return step.Counted(n, noun) + " " + isOrAre(int(n)) }

// explainMessageSent says where a message went.
func (s scene) explainMessageSent() []string {
	n := s.call.Ret
	said := fmt.Sprintf("%s sent %s%s", s.who(), s.datagrams(), s.whereTo())
	if n == 0 {
		said = fmt.Sprintf("%s sent an empty %s%s, which arrives as one of 0 bytes", s.who(), s.noun(), s.whereTo())
	}
	return append([]string{said + "."}, s.boundByTheWay()...)
}

// boundByTheWay says that the kernel bound the sender to an address of its choice.
func (s scene) boundByTheWay() []string {
	if s.before == nil || s.after == nil || !s.kind.Inet() || port(s.before.Local) != 0 || port(s.after.Local) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("It was not bound, so the kernel bound it to %s.", s.after.Local)}
}

// explainMessageReceived says what was received.
func (s scene) explainMessageReceived() []string {
	n := s.call.Ret
	if n == 0 {
		return []string{s.nothing()}
	}
	what := "a " + s.noun() + " of " + step.Counted(n, "byte")
	if isUDP(s.kind) && s.past.number(s.id, "UDP_GRO") > 0 && s.asked != engine.SysRecvmsg {
		what = step.Counted(n, "byte") + " (one datagram, or several of one size that UDP_GRO put together, which recvmsg would tell)"
	}
	said := fmt.Sprintf("%s received %s%s", s.who(), what, s.from())
	switch {
	case s.flag(engine.MsgPeek):
		said += "; MSG_PEEK left it in the receive queue"
	case s.after == nil || s.after.Pending == nil || s.kind.Type == engine.SockRaw:
	case *s.after.Pending > 0 && s.kind.Datagrams():
		said += fmt.Sprintf("; the next has %d", *s.after.Pending)
	case *s.after.Pending > 0:
		said += fmt.Sprintf("; %d more wait", *s.after.Pending)
	case has(s.after, engine.PollRdhup):
		said += "; then recv answers 0: its receiving direction has ended"
	case has(s.after, engine.PollIn):
		said += fmt.Sprintf("; an empty %s comes next", s.noun())
	default:
		said += "; nothing more waits"
	}
	return []string{said + "."}
}
