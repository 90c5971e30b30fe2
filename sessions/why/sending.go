package why

import (
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// rulesOfSending are the rules about bytes that were not accepted or not sent yet.
func rulesOfSending() []rule {
	var list []rule
	for _, name := range []string{"filter-drops-what-comes", "hop-limit-drops-what-comes", "nothing-is-acknowledged", "corked", "more-to-come", "window-is-full", "congestion-window-is-full", "paced", "nagle-waits-for-an-ack"} {
		list = append(list, rule{name, sending(), []string{"", "EAGAIN"}, sendHeldUp(name)}, rule{name, receiving(), []string{"EAGAIN"}, emptyBecauseHeldUp(name)})
	}
	return append(list,
		rule{"", []engine.Syscall{engine.SysSplice, engine.SysTee}, []string{"EAGAIN"}, nothingToMove},
		rule{"send-took-a-part", sending(), []string{""}, tookPart},
	)
}

// sendHeldUp returns the rule for sends whose bytes stay at this end because of the named hold-up.
func sendHeldUp(name string) func(scene) *Finding {
	return func(s scene) *Finding {
		o, ok := s.seen(s.id)
		if !ok || !s.kind.TCP() || s.after == nil || s.call.Errno == "EAGAIN" && s.before != nil && s.before.State == status.StateSynSent {
			return nil
		}
		h, ok := s.stuck(o)
		if !ok || h.name != name {
			return nil
		}
		return h.finding(s.sendSaid() + ": " + h.claim + ".")
	}
}

// sendSaid says how many bytes the kernel took, and how many of them have not left or not been acknowledged.
func (s scene) sendSaid() string {
	notsent := number(s.after.Notsent)
	here := fmt.Sprintf("%s not on the wire yet", step.Counted(notsent, "byte"))
	if notsent == 0 {
		here = fmt.Sprintf("%s not acknowledged yet", step.Counted(number(s.after.Unsent), "byte"))
	}
	switch {
	case s.call.Errno != "":
		return fmt.Sprintf("The send buffer of %s %s, with %s", s.whom(), s.full(), here)
	case s.call.Ret < s.values.Size:
		return fmt.Sprintf("The kernel took only %d of %s, because the send buffer of %s %s. %s", s.call.Ret, step.Counted(s.values.Size, "byte"), s.whom(), s.full(), capital(here))
	}
	return fmt.Sprintf("The kernel took %s from %s%s; %s", step.Counted(s.call.Ret, "byte"), s.whom(), s.arrived(), here)
}

// full says how the send buffer was full: on arrival of the call, or until SO_SNDTIMEO expired.
func (s scene) full() string {
	if limit := optionOf(status.Observed{Detail: &s.detail}, "SO_SNDTIMEO", ""); limit != "" && s.slept() {
		return "stayed full until SO_SNDTIMEO (" + limit + ") was over"
	}
	return isFull
}

const isFull = "is full"

// slept reports whether the call could block and did, for at least a millisecond.
func (s scene) slept() bool {
	return sleeps.holds(s) && time.Duration(s.call.NS) >= time.Millisecond
}

// arrived says what the call added to the receive queue at the other end.
func (s scene) arrived() string {
	for _, other := range s.others {
		if was, is := other.Before, other.After; was != nil && is != nil && number(is.Pending) > number(was.Pending) {
			return fmt.Sprintf(", and the Recv-Q of %s went from %d to %d", other.Name, number(was.Pending), number(is.Pending))
		}
	}
	return ""
}

// emptyBecauseHeldUp returns the rule for a recv that has nothing to take because the bytes are still at the
// other end.
func emptyBecauseHeldUp(name string) func(scene) *Finding {
	return func(s scene) *Finding {
		peer, ok := s.past.peer(s.id)
		if !ok || !s.kind.TCP() {
			return nil
		}
		sender, ok := s.seen(peer.ID)
		if !ok || sender.Closed {
			return nil
		}
		h, ok := s.stuck(sender)
		if !ok || h.name != name {
			return nil
		}
		stuck := max(number(sender.After.Notsent), number(sender.After.Unsent))
		return h.finding(fmt.Sprintf("Nothing waits at %s, though %s has sent %s: %s.", s.whom(), sender.Name, step.Counted(stuck, "byte"), h.claim))
	}
}

// tookPart finds a send that took less than it was given, where the cause of the full buffer is unknown.
func tookPart(s scene) *Finding {
	if s.call.Ret <= 0 || s.call.Ret >= s.values.Size || s.kind.Datagrams() {
		return nil
	}
	rest := s.values.Size - s.call.Ret
	f := found("The kernel took only %d of %s: the send buffer of %s %s.", s.call.Ret, step.Counted(s.values.Size, "byte"), s.whom(), s.full())
	if s.kind.Unix() {
		f = found("The kernel took only %d of %s: SO_SNDBUF of %s bounds what %s has not received yet.", s.call.Ret, step.Counted(s.values.Size, "byte"), s.whom(), s.otherName())
		if full := s.full(); full != isFull {
			f.Claim += fmt.Sprintf(" The send buffer %s.", full)
		}
	}
	return f.because("taken", fmt.Sprint(s.call.Ret), "the call").advise("Poll for writable, then send the other %d.", rest).see("SO_SNDBUF", "send")
}

// shares reports whether two descriptors refer to the same socket: because steps show it, or because one is a
// copy of the other in a forked process.
func (s scene) shares(o status.Observed, id status.SocketID) bool {
	if s.past.same(o.ID, id) {
		return true
	}
	other, ok := s.seen(id)
	return ok && oldest(o) == oldest(other)
}

// oldest returns the ID of the oldest descriptor of a socket.
func oldest(o status.Observed) status.SocketID {
	if o.Detail != nil && o.Detail.Of != 0 {
		return o.Detail.Of
	}
	return o.ID
}

// closedButHeldOpen finds a peer that was closed without sending a FIN because something keeps its socket
// open.
func closedButHeldOpen(s scene) *Finding {
	peer, ok := s.past.peer(s.id)
	if !ok {
		return nil
	}
	closes := func(d Deed) bool { return d.Call.Name == engine.SysClose && d.Call.Errno == "" && !s.past.idleCopy(d) }
	closed, ok := s.past.done(peer.ID, closes)
	for _, o := range s.bench() {
		if !ok && o.Closed && s.shares(o, peer.ID) { // the known peer is a copy of it
			closed, ok = s.past.done(o.ID, closes)
		}
	}
	if !ok {
		return nil
	}
	for _, o := range s.bench() {
		if !s.shares(o, peer.ID) || o.Detail == nil {
			continue
		}
		switch process := o.Detail.Process; {
		case !o.Closed && o.Name != closed.who() && process != "":
			return found("%s was closed (%s), but %s %s still has the socket open, so no FIN went out and the end of the stream has not come.", closed.who(), closed.at(), o.Name, in(process)).
				because(o.Name, "open", "the bench").advise("Close %s too, or shut it down.", o.Name).try("shutdown %s wr", o.Name).see("close")
		case !o.Closed && o.Name != closed.who():
			return found("%s was closed (%s), but its duplicate %s keeps the socket open, so the end of the stream has not come.", closed.who(), closed.at(), o.Name).
				because(o.Name, "open", "the bench").advise("Close %s too, or shut it down.", o.Name).try("shutdown %s wr", o.Name).see("dup", "close")
		case len(o.Detail.Asleep) > 0:
			sleeper := o.Detail.Asleep[0]
			return found("%s was closed (%s), but the %s of %s still sleeps on it and keeps the socket open, so the end of the stream has not come.", closed.who(), closed.at(), sleeper.Verb, sleeper.Task).
				because(closed.who()+".asleep", sleeper.Step, "the thread of "+sleeper.Task).advise("interrupt %s ends it.", sleeper.Task).try("interrupt %s", sleeper.Task).see("close")
		}
	}
	if f, ok := s.inFlight(peer.ID); ok {
		return f.keepsOpen(found("%s was closed (%s), but a descriptor of it that was sent (%s) is in flight, in the queue of %s, and keeps the socket open, so the end of the stream has not come.",
			closed.who(), closed.at(), f.sent.at(), f.in.Name))
	}
	return nil
}

// asSend returns the scene of a sendfile or splice into a socket as that of a send, if the answer is about the
// connection and not about the data to be moved.
func (s scene) asSend() scene {
	if s.call.Name != engine.SysSendfile && s.call.Name != engine.SysSplice || s.plainKind != "" || s.kind == (status.Kind{}) {
		return s
	}
	inVain := s.call.Errno == "" && s.before != nil && s.after != nil && connection(s.before.State) && s.after.State == status.StateClosed
	if inVain || slices.Contains([]string{"EPIPE", "ECONNRESET", "ETIMEDOUT"}, s.call.Errno) {
		s.call.Name = engine.SysSendto
	}
	return s
}

// nothingToMove finds a splice or tee that returned EAGAIN because its source is empty.
func nothingToMove(s scene) *Finding {
	from, ok := s.onBench(s.values.Other.Name)
	if !ok || from.After == nil || from.After.Pending == nil || *from.After.Pending > 0 || has(from.After, engine.PollIn) {
		return nil
	}
	return found("%s has nothing to be moved, and one of the two does not block.", from.Name).because(from.Name+".pending", "0", "FIONREAD").
		advise("Poll %s for readable, then call again.", from.Name).see("EAGAIN")
}
