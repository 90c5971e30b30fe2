package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

func (s scene) explainReceive() []string {
	n, size := s.call.Ret, s.values.Size
	switch {
	case s.flag(engine.MsgErrqueue) && (s.messages() || s.kind.TCP()):
		return []string{s.reportTaken()}
	case n == 0 && size == 0:
		return []string{"No bytes were asked for, so none were taken."}
	case s.messages():
		return s.explainMessageReceived()
	case n == 0:
		return []string{s.nothing()}
	case s.flag(engine.MsgTrunc) && s.kind.TCP() && !s.flag(engine.MsgPeek):
		return []string{fmt.Sprintf("MSG_TRUNC on TCP discarded %s of %s unread.", step.Counted(n, "byte"), s.whom())}
	case s.flag(engine.MsgOOB) && s.kind.Multipath():
		return []string{fmt.Sprintf("%s received %s%s. Multipath TCP has no urgent data: MSG_OOB was ignored.", s.who(), step.Counted(n, "byte"), s.comesNext())}
	case s.flag(engine.MsgOOB):
		return []string{fmt.Sprintf("%s took the urgent byte (MSG_OOB)%s.", s.who(), s.comesNext())}
	case s.flag(engine.MsgPeek):
		return []string{fmt.Sprintf("%s looked at %s%s; MSG_PEEK left them in the receive queue.", s.who(), step.Counted(n, "byte"), s.from())}
	}
	return []string{fmt.Sprintf("%s received %s%s%s.", s.who(), step.Counted(n, "byte"), s.from(), s.comesNext())}
}

// comesNext says what the next recv of a stream will return.
func (s scene) comesNext() string {
	switch {
	case s.after == nil || s.after.Pending == nil:
		return ""
	case s.behindMark():
		return "; what was sent behind the urgent mark still waits, though FIONREAD says 0"
	case unread(s.kind, s.after) > 0:
		return fmt.Sprintf("; %d more wait", *s.after.Pending)
	case has(s.after, engine.PollErr):
		return "; the next recv reports the error that came behind them"
	case has(s.after, engine.PollIn) && has(s.after, engine.PollRdhup):
		if _, own := s.past.shut(s.id, engine.ShutRd); own && !connection(s.after.State) || own && s.after.State == status.StateEstablished {
			return "; then recv answers 0, because the receiving direction was shut down here"
		}
		return "; the end of the stream comes next"
	}
	return "; nothing more waits"
}

// nothing says what 0 bytes mean.
func (s scene) nothing() string {
	b := s.before
	message := s.kind != status.Kind{} && !s.kind.Stream()
	switch {
	case message && s.wokenByShutdown():
		d, _ := s.next.shut(s.id, engine.ShutRd)
		return fmt.Sprintf("0 bytes, and no message: %s was shut down for receiving (%s) while the call slept, which wakes it.", s.whom(), d.at())
	case message && has(b, engine.PollRdhup) && waitsEmpty(s):
		return fmt.Sprintf("An empty %s arrived: 0 bytes are not the end yet, and more waits behind it.", s.noun())
	case message && has(b, engine.PollRdhup):
		return "0 bytes: the receiving direction of " + s.whom() + " is shut down, or its peer has closed; or it was an empty message that was sent before."
	case message:
		return "An empty " + s.noun() + " arrived" + s.from() + ": 0 bytes are a message here, not the end of anything."
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

// wokenByShutdown reports whether a recv slept until the socket was shut down: it then answers 0 without a message.
func (s scene) wokenByShutdown() bool {
	d, shut := s.past.shut(s.id, engine.ShutRd)
	return shut && s.event.Verb == "join" && s.values.Size > 0 && !has(s.before, engine.PollRdhup) && has(s.after, engine.PollRdhup) && d.Seq < s.event.Seq
}
