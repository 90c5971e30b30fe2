package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

func (s scene) explainReceive() []string {
	n, size := s.call.Ret, s.values.Size
	switch {
	case n == 0 && size == 0:
		return []string{"No bytes were asked for, so none were taken."}
	case n == 0:
		return []string{s.nothing()}
	case n > size:
		return []string{fmt.Sprintf("The datagram has %s and the buffer only %d (MSG_TRUNC returns the full length); %s.", count(n, "byte"), size, s.remainder())}
	case s.flag(engine.MsgTrunc) && s.kind.TCP():
		return []string{fmt.Sprintf("MSG_TRUNC on TCP discarded %s of %s unread.", count(n, "byte"), s.whom())}
	}
	said := fmt.Sprintf("%s received %s%s", s.who(), count(n, "byte"), s.from())
	switch {
	case s.flag(engine.MsgPeek):
		said += "; MSG_PEEK left them in the receive queue"
	case s.cutShort():
		said += fmt.Sprintf(" of a datagram of %d; the rest is lost, because a datagram is received whole or cut", *s.before.Pending)
	case s.after == nil || s.after.Pending == nil:
	case *s.after.Pending > 0 && s.kind.Datagrams():
		said += fmt.Sprintf("; the next datagram has %d", *s.after.Pending)
	case *s.after.Pending > 0:
		said += fmt.Sprintf("; %d more wait", *s.after.Pending)
	case has(s.after, engine.PollIn) && has(s.after, engine.PollRdhup):
		said += "; the end of the stream comes next"
	case has(s.after, engine.PollIn) && s.kind.Datagrams():
		said += "; an empty datagram comes next"
	default:
		said += "; nothing more waits"
	}
	return []string{said + "."}
}

// nothing says what 0 bytes mean.
func (s scene) nothing() string {
	b := s.before
	message := s.kind != status.Kind{} && !s.kind.Stream()
	switch {
	case message && has(b, engine.PollRdhup):
		return "0 bytes: the receiving direction of " + s.whom() + " is shut down, or its peer has closed."
	case message:
		return "An empty datagram arrived" + s.from() + ": 0 bytes are a message here, not the end of anything."
	}
	return s.endOfStream()
}

// from names the sender, if the call asked for it.
func (s scene) from() string {
	if !s.values.Addr.IsZero() {
		return " from " + s.address()
	}
	return ""
}

func (s scene) remainder() string {
	if s.flag(engine.MsgPeek) {
		return "it stays in the receive queue"
	}
	return "the rest is lost"
}

// cutShort reports whether a datagram was longer than the buffer: what waited
// before is gone, though not all of it was received.
func (s scene) cutShort() bool {
	b, a := s.before, s.after
	return s.kind.Datagrams() && b != nil && s.call.Ret == s.values.Size && a != nil && b.Pending != nil && a.Pending != nil &&
		int64(*b.Pending) > s.call.Ret
}
