package why

import (
	"fmt"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// rulesOfShortReceives are the rules about a recv that returns less than it asked for, or waits for more.
func rulesOfShortReceives() []rule {
	return []rule{
		{"waitall-cut-short", receiving(), []string{""}, waitedForAll},
		{"low-water-mark-holds-recv", receiving(), []string{""}, heldByLowWater},
		{"peek-offset-is-at-the-end", receiving(), []string{"EAGAIN"}, peekedToTheEnd},
	}
}

// waitedForAll finds MSG_WAITALL that returned before the buffer was full (recv(2)).
func waitedForAll(s scene) *Finding {
	if !s.flag(engine.MsgWaitall) || s.call.Ret <= 0 || s.call.Ret >= s.values.Size || s.before == nil || s.after == nil || s.kind.Datagrams() {
		return nil
	}
	took, limit := time.Duration(s.call.NS), optionOf(status.Observed{Detail: &s.detail}, "SO_RCVTIMEO", "")
	var why string
	certain := Shown
	switch bound, err := time.ParseDuration(limit); {
	case !sleeps.holds(s):
		why = "the call does not wait, with O_NONBLOCK or MSG_DONTWAIT"
	case has(s.after, engine.PollRdhup):
		why = "the stream ends there"
	case has(s.after, engine.PollErr):
		why = "the connection has an error"
	case has(s.after, engine.PollPri):
		why = "the urgent mark is there"
	case err == nil && bound > 0 && took >= bound:
		why = fmt.Sprintf("SO_RCVTIMEO (%s) was over; the bytes that had come are returned, and not EAGAIN", limit)
	default:
		why, certain = "a signal ended the wait; the bytes that had come are returned, and not EINTR", Likely
	}
	f := found("%s received %s of %d, in spite of MSG_WAITALL: %s.", s.who(), step.Counted(s.call.Ret, "byte"), s.values.Size, why).
		because("received", fmt.Sprint(s.call.Ret), "the call").but(certain).see("MSG_WAITALL")
	if has(s.after, engine.PollRdhup) || has(s.after, engine.PollErr) {
		return f
	}
	return f.advise("Receive the other %d with another call.", s.values.Size-s.call.Ret)
}

// peekedToTheEnd finds a peek beyond the waiting bytes, because SO_PEEK_OFF has advanced there (socket(7)).
func peekedToTheEnd(s scene) *Finding {
	at := optionOf(status.Observed{Detail: &s.detail}, "SO_PEEK_OFF", "")
	if !s.flag(engine.MsgPeek) || at == "" || at == "-1" || s.before == nil || number(s.before.Pending) == 0 {
		return nil
	}
	waits := "wait"
	if number(s.before.Pending) == 1 {
		waits = "waits"
	}
	return found("%s %s at %s, but SO_PEEK_OFF is at %s: each MSG_PEEK continues where the last one ended, and nothing is behind that.", step.Counted(number(s.before.Pending), "byte"), waits, s.whom(), at).
		because(s.name+".SO_PEEK_OFF", at, "getsockopt").advise("Set SO_PEEK_OFF to 0 to peek again, or receive.").try("setsockopt %s SO_PEEK_OFF 0", s.name).see("SO_PEEK_OFF")
}

// heldByLowWater finds a recv that slept although bytes were waiting, because SO_RCVLOWAT asks for more.
func heldByLowWater(s scene) *Finding {
	mark, limit := optionOf(status.Observed{Detail: &s.detail}, "SO_RCVLOWAT", "1"), optionOf(status.Observed{Detail: &s.detail}, "SO_RCVTIMEO", "")
	low := s.past.number(s.id, "SO_RCVLOWAT")
	bound, err := time.ParseDuration(limit)
	if !s.kind.TCP() || s.flag(engine.MsgWaitall) || s.call.Ret <= 0 || s.call.Ret >= min(low, s.values.Size) || !sleeps.holds(s) || err != nil || bound <= 0 || time.Duration(s.call.NS) < bound {
		return nil
	}
	return found("%s received %s, after it had waited for %s: SO_RCVLOWAT asks for %s, and recv took what there was when SO_RCVTIMEO was over.", s.who(), step.Counted(s.call.Ret, "byte"), limit, mark).
		because(s.name+".SO_RCVLOWAT", mark, "getsockopt").advise("Set SO_RCVLOWAT to 1, and recv returns as soon as anything is there.").try("setsockopt %s SO_RCVLOWAT 1", s.name).see("SO_RCVLOWAT")
}
