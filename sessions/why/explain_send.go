package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

func (s scene) explainSend() []string {
	if s.messages() {
		return s.explainMessageSent()
	}
	n, asked := s.call.Ret, s.values.Size
	if n < asked {
		return []string{fmt.Sprintf("The kernel took only %d of %s: the send buffer of %s is full. Poll for writable, then send the other %d.", n, step.Counted(asked, "byte"), s.whom(), asked-n)}
	}
	if n == 0 {
		return []string{"Nothing was sent: a stream has no empty messages, and the other end sees nothing of it."}
	}
	said := fmt.Sprintf("The kernel took %s from %s", step.Counted(n, "byte"), s.whom()) + s.whereTo() + "."
	return append([]string{said}, s.sendRemarks()...)
}

// whereTo says where the bytes are now.
func (s scene) whereTo() string {
	for _, other := range s.others {
		if other.Before == nil || other.After == nil || other.Before.Pending == nil || other.After.Pending == nil {
			continue
		}
		was, is := *other.Before.Pending, *other.After.Pending
		switch {
		case is > was && s.kind.Datagrams():
			return fmt.Sprintf("; at %s a datagram of %d waits", other.Name, is)
		case is > was:
			return fmt.Sprintf("; the Recv-Q of %s went from %d to %d", other.Name, was, is)
		}
	}
	a := s.after
	switch {
	case a == nil || !s.kind.TCP():
		if s.addressed() {
			return " for " + s.to()
		}
	case number(a.Notsent) > 0:
		return fmt.Sprintf("; %s not on the wire yet", step.Counted(*a.Notsent, "byte"))
	case number(a.Unsent) > 0 && a.State != status.StateClosed:
		return fmt.Sprintf("; %s not acknowledged yet", step.Counted(*a.Unsent, "byte"))
	}
	return ""
}

// sendRemarks returns further facts about a successful send.
func (s scene) sendRemarks() []string {
	var said []string
	b, a := s.before, s.after
	if s.kind.TCP() && s.addressed() && !s.flag(engine.MsgFastopen) {
		said = append(said, "The address was ignored: the socket is connected.")
	}
	switch {
	case s.flag(engine.MsgOOB) && s.kind.Multipath():
		said = append(said, "Multipath TCP has no urgent data: MSG_OOB was ignored.")
	case s.flag(engine.MsgOOB):
		said = append(said, "The last byte is urgent data.")
	}
	if s.flag(engine.MsgMore) {
		said = append(said, "MSG_MORE holds an unfilled segment back for at most 200 ms.")
	}
	if b == nil || a == nil {
		return said
	}
	if !s.kind.TCP() && port(b.Local) == 0 && port(a.Local) != 0 {
		said = append(said, fmt.Sprintf("It was not bound, so the kernel bound it to %s.", a.Local))
	}
	if b.State == status.StateCloseWait {
		return append(said, s.intoHalfClosed())
	}
	return said
}

// intoHalfClosed says what becomes of bytes sent to a peer that has ended its own direction.
func (s scene) intoHalfClosed() string {
	if s.after.State == status.StateClosed {
		return "The peer had closed and answered with a reset: the bytes are lost, though the call succeeded."
	}
	peer, known := s.past.peer(s.id)
	if by, closed := s.past.ended(peer.ID); known && closed {
		if s.multipath() { // MPTCP resets none of its subflows for that
			return fmt.Sprintf("%s is closed (%s): nobody will receive it.", by.who(), by.at())
		}
		return fmt.Sprintf("%s is closed (%s): a reset will come back.", by.who(), by.at())
	}
	if by, deaf := s.past.shut(peer.ID, engine.ShutRd); known && deaf && s.multipath() {
		return fmt.Sprintf("%s has shut down both directions (%s); Multipath TCP takes what comes anyway.", peer.Name, by.at())
	}
	if by, shut := s.past.shut(peer.ID, engine.ShutWr); known && shut {
		return fmt.Sprintf("%s has only shut down its sending direction (%s), and still receives.", peer.Name, by.at())
	}
	return "The peer has ended its own direction; if it has closed altogether, it will answer with a reset."
}
