package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// rulesOfUrgentData are the rules about the one byte that TCP marks with its urgent pointer (tcp(7), RFC
// 6093).
func rulesOfUrgentData() []rule {
	return []rule{
		{"recv-stops-at-urgent-mark", receiving(), []string{""}, stoppedAtMark},
		{"recv-skips-urgent-byte", receiving(), []string{"EAGAIN", ""}, skippedUrgent},
		{"no-urgent-byte", receiving(), []string{"EINVAL"}, noUrgent},
		{"fionread-stops-at-urgent-mark", []engine.Syscall{engine.SysIoctl}, []string{""}, countedToMark},
		{"urgent-byte-replaced", sending(), []string{""}, replacedUrgent},
	}
}

// plainReceive reports whether the call received ordinary bytes of a stream that can have an urgent byte.
func (s scene) plainReceive() bool {
	return s.kind.Stream() && !s.kind.Multipath() && !s.flag(engine.MsgErrqueue) && s.before != nil && s.after != nil && !s.flag(engine.MsgOOB) && !s.flag(engine.MsgPeek) && s.values.Size > 0
}

// stoppedAtMark finds a recv that returned less than was waiting, because it never reads past the urgent mark.
func stoppedAtMark(s scene) *Finding {
	if !s.plainReceive() || !s.kind.TCP() || s.call.Ret == 0 || s.call.Ret >= s.values.Size || !has(s.after, engine.PollPri) && !s.behindMark() {
		return nil
	}
	switch {
	case s.inline() && number(s.after.Pending) > 0:
		return s.atMark("%s received %s: recv stops at the urgent mark even with SO_OOBINLINE. %s more wait, and the urgent byte is the first of them.", step.Counted(number(s.after.Pending), "byte"))
	case s.behindMark():
		return s.atMark("%s received %s: recv stops at the urgent mark, and what was sent behind it still waits, though FIONREAD says %s.", fmt.Sprint(number(s.after.Pending)))
	case has(s.after, engine.PollPri) && number(s.after.Pending) == 0:
		return s.atMark("%s received %s, up to the urgent mark. Only the urgent byte waits now%s.", ", which FIONREAD does not count")
	}
	return nil
}

// behindMark reports whether bytes wait behind the mark, where FIONREAD stops counting.
func (s scene) behindMark() bool {
	return s.after != nil && !s.inline() && number(s.after.Pending) == 0 && has(s.after, engine.PollIn) && !has(s.after, engine.PollRdhup) &&
		(has(s.after, engine.PollPri) || s.wasUrgent()) && !s.urgentLast()
}

// urgentLast reports whether the last byte that arrived on a Unix stream is the urgent byte: poll reports in
// even after that byte has been read (unix_stream_recv_urg in net/unix/af_unix.c).
func (s scene) urgentLast() bool {
	peer, ok := s.next.peer(s.id)
	if !ok || !s.kind.Unix() {
		return false
	}
	last, sent := s.next.done(peer.ID, Deed.sends)
	return sent && last.Call.Values.Flags&engine.MsgOOB != 0
}

// wasUrgent reports whether the peer has sent urgent data, as far as is known.
func (s scene) wasUrgent() bool {
	peer, ok := s.next.peer(s.id)
	if !ok {
		return has(s.before, engine.PollPri)
	}
	_, sent := s.next.done(peer.ID, func(d Deed) bool { return d.sends() && d.Call.Values.Flags&engine.MsgOOB != 0 })
	return sent
}

func (s scene) inline() bool {
	return s.detail.Options["SO_OOBINLINE"] == "on" || s.detail.Options["SO_OOBINLINE"] == "1"
}

// atMark returns the finding for a recv that stopped at the mark.
func (s scene) atMark(claim, more string) *Finding {
	f := found(claim, s.who(), step.Counted(s.call.Ret, "byte"), more).because(s.name+".ready", s.after.Ready, "poll").
		because(s.name+".pending", fmt.Sprint(number(s.after.Pending)), "FIONREAD").see("MSG_OOB", "SIOCATMARK")
	if s.inline() {
		return f.advise("Receive again for the rest; SIOCATMARK says when the mark is reached.").try("recv %s 100", s.name)
	}
	if !has(s.after, engine.PollPri) {
		return f.advise("Receive again for the rest: the urgent byte itself was taken already.").try("recv %s 100", s.name)
	}
	return f.advise("Take the urgent byte with MSG_OOB first: the next ordinary recv skips and drops it.").try("recv %s 1 MSG_OOB", s.name).try("recv %s 100", s.name)
}

// skippedUrgent finds a recv that read past an urgent byte that was never taken.
func skippedUrgent(s scene) *Finding {
	if !s.plainReceive() || s.inline() || !has(s.before, engine.PollPri) || has(s.after, engine.PollPri) {
		return nil
	}
	claim := fmt.Sprintf("Only the urgent byte waited at %s. An ordinary recv does not return it, but it went past it: the byte is lost.", s.whom())
	if s.call.Ret > 0 {
		claim = fmt.Sprintf("%s received %s from behind the urgent byte, which was skipped and is lost: nobody had taken it with MSG_OOB.", s.who(), step.Counted(s.call.Ret, "byte"))
	} else if s.call.Errno == "" {
		claim = fmt.Sprintf("End of stream at %s. Only the urgent byte was before it, which was skipped and is lost: nobody had taken it with MSG_OOB.", s.whom())
	}
	return found("%s", claim).because(s.name+".ready", s.before.Ready+" → "+s.after.Ready, "poll").
		advise("Poll for pri, and recv with MSG_OOB before an ordinary recv, or set SO_OOBINLINE.").see("MSG_OOB", "SO_OOBINLINE")
}

// noUrgent finds a recv with MSG_OOB where there is no urgent byte to take (tcp_recv_urg in net/ipv4/tcp.c).
func noUrgent(s scene) *Finding {
	if !s.flag(engine.MsgOOB) || !s.kind.Stream() || s.kind.Multipath() || s.before == nil || !connection(s.before.State) {
		return nil
	}
	if s.inline() {
		return found("SO_OOBINLINE of %s is on: its urgent byte is ordinary data, and MSG_OOB has nothing to take.", s.whom()).
			because(s.name+".SO_OOBINLINE", "on", "getsockopt").advise("Receive without MSG_OOB, or turn SO_OOBINLINE off.").try("recv %s 100", s.name).see("SO_OOBINLINE")
	}
	if taken, ok := s.past.done(s.id, func(d Deed) bool {
		return d.Call.Name == engine.SysRecvfrom && d.Call.Errno == "" && d.Call.Values.Flags&engine.MsgOOB != 0 && d.Call.Ret > 0
	}); ok && !s.sentUrgentSince(taken) {
		return found("The urgent byte of %s was taken already (%s): MSG_OOB returns it once.", s.whom(), taken.at()).
			because(s.name+".ready", s.before.Ready, "poll").advise("Poll for pri before the next MSG_OOB.").see("MSG_OOB")
	}
	if s.wasUrgent() {
		return found("No urgent byte waits at %s any more: an ordinary recv went past it, and dropped it.", s.whom()).
			because(s.name+".ready", s.before.Ready, "poll").advise("Recv with MSG_OOB before the ordinary recv that passes the mark.").see("MSG_OOB")
	}
	return found("No urgent byte waits at %s: its peer has sent none. MSG_OOB does not sleep until one comes.", s.whom()).
		because(s.name+".ready", s.before.Ready, "poll").advise("Poll for pri first.").try("poll %s:pri 100ms", s.name).see("MSG_OOB")
}

// sentUrgentSince reports whether the peer has sent urgent data after a deed.
func (s scene) sentUrgentSince(d Deed) bool {
	peer, ok := s.next.peer(s.id)
	if !ok {
		return false
	}
	_, sent := s.next.done(peer.ID, func(o Deed) bool { return o.sends() && o.Seq > d.Seq && o.Call.Values.Flags&engine.MsgOOB != 0 })
	return sent
}

// replacedUrgent finds urgent data that arrived before the last urgent byte was taken: there is only one
// urgent pointer (tcp_check_urg in net/ipv4/tcp_input.c).
func replacedUrgent(s scene) *Finding {
	if !s.flag(engine.MsgOOB) || !s.kind.TCP() {
		return nil
	}
	peer, known := s.next.peer(s.id)
	o, ok := s.observed(peer.Name)
	if !known || !ok || o.Before == nil || !has(o.Before, engine.PollPri) || optionOf(o, "SO_OOBINLINE", "off") == "on" {
		return nil
	}
	lost := "it is an ordinary byte of the stream now"
	if number(o.Before.Pending) == 0 {
		lost = "it is lost, because " + peer.Name + " had read up to it"
	}
	return found("%s sent another urgent byte before %s had taken the one before: TCP has only one urgent pointer, so that one is no longer urgent; %s.", s.who(), peer.Name, lost).
		because(peer.Name+".ready", o.Before.Ready, "poll, before").advise("Take each urgent byte with MSG_OOB before the next is sent.").see("MSG_OOB")
}

// countedToMark finds a FIONREAD that reports fewer bytes than are waiting, because it stops at the mark.
func countedToMark(s scene) *Finding {
	if s.values.Op != engine.Fionread || !s.kind.TCP() || s.before == nil || s.inline() || !has(s.after, engine.PollPri) && !s.behindMark() {
		return nil
	}
	more := "the urgent byte is not counted, and nothing behind it"
	if s.behindMark() {
		more = "more waits behind it"
	}
	return found("%s has %s to receive up to the urgent mark, where FIONREAD stops counting: %s.", s.who(), step.Counted(s.values.Number, "byte"), more).
		because(s.name+".ready", s.after.Ready, "poll").advise("Recv with MSG_OOB takes the urgent byte; the next ordinary recv goes past the mark.").see("FIONREAD", "MSG_OOB")
}
