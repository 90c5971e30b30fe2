package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// plainly says what would bring the events that did not come, where nothing is known to hold them up.
func (s scene) plainly(wants []want) []string {
	var said []string
	for _, w := range wants {
		if reason := s.plain(w); reason != "" && len(said) < mostReady {
			said = append(said, reason)
		}
	}
	return said
}

func (s scene) plain(w want) string {
	switch {
	case w.lacks(engine.PollIn):
		return s.nothingCame(w.Observed)
	case w.lacks(engine.PollOut) && w.Plain == status.KindPipeWrite:
		return fmt.Sprintf("The pipe of %s has no free page: there is room again once a page of what waits in it has been read whole.", w.Name)
	case w.lacks(engine.PollOut):
		return fmt.Sprintf("%s can't send now.", w.Name)
	case w.lacks(engine.PollRdhup) && w.Kind.Stream() && !listens(w.Observed):
		return fmt.Sprintf("Nobody has ended the stream that %s receives.", w.Name)
	case w.lacks(engine.PollPri) && w.Kind.TCP():
		return fmt.Sprintf("No urgent byte waits at %s.", w.Name)
	}
	return ""
}

// nothingCame says why nothing waits to be received at a socket.
func (s scene) nothingCame(o status.Observed) string {
	switch {
	case number(o.After.Queue) > 0 || number(o.After.Pending) > 0: // something waits
		return ""
	case listens(o):
		return fmt.Sprintf("No connection waits at %s.", o.Name)
	case o.Kind == (status.Kind{}):
		return s.innerPlainly(o)
	}
	other, ok := s.endOf(o)
	who := "its peer"
	if ok && other.Name != "" && !other.Closed {
		who = other.Name
	}
	received := int64(0)
	if o.Detail != nil {
		received = o.Detail.Info["bytes_received"]
	}
	switch {
	case o.Kind.TCP() && o.After.State != status.StateEstablished && o.After.State != status.StateFinWait1 && o.After.State != status.StateFinWait2:
		return ""
	case o.Kind.Stream() && o.After.Peer == "":
		return ""
	case ok && s.underWay(o, other) > 0:
		n := s.underWay(o, other)
		return sentences(fmt.Sprintf("Nothing waits at %s: %s that %s has sent %s not come.", o.Name, step.Counted(n, "byte"), who, hasOrHave(n)), s.lostOnTheWay(o, other))
	case o.Kind.TCP() && received > 0:
		return fmt.Sprintf("Everything that came to %s has been received (%s); %s has sent no more.", o.Name, step.Counted(received, "byte"), who)
	case o.Kind.Stream():
		return fmt.Sprintf("Nothing waits at %s: %s has sent nothing, or all of it has been received.", o.Name, who)
	case o.After.Peer != "" && ok:
		return fmt.Sprintf("No message waits at %s; it is %s that has to send one.", o.Name, who)
	}
	return fmt.Sprintf("No message waits at %s.", o.Name)
}

func hasOrHave(n int64) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// lostOnTheWay says why bytes that were sent have not come, if steps show it.
func (s scene) lostOnTheWay(o, other status.Observed) string {
	sent, ok := s.past.done(other.ID, Deed.sends)
	if s.past.number(other.ID, "TCP_REPAIR") == 1 {
		return fmt.Sprintf("%s is in repair (TCP_REPAIR is on): what it is given is never sent.", other.Name)
	}
	d, had := s.past.filteredThen(o.ID, sent.Seq)
	if !ok || !had {
		return ""
	}
	again := ", and TCP sends it again"
	if other.After.State == status.StateClosed {
		again = ""
	}
	return fmt.Sprintf("The filter that %s had until %s dropped what %s sent (%s)%s.", o.Name, d.at(), other.Name, sent.at(), again)
}

// underWay returns the number of bytes that the other end of a connection has sent and that have not arrived here: those
// it counts as acknowledged or not yet acknowledged, less those received here. TCP counts the SYN of connect as
// acknowledged, and a FIN on both sides.
func (s scene) underWay(o, other status.Observed) int64 {
	fresh := slices.ContainsFunc(s.bench(), func(b status.Observed) bool { return b.ID == other.ID })
	if !fresh || o.Detail == nil || other.Detail == nil || other.After == nil || o.Kind.Multipath() || other.Kind.Multipath() || !o.Kind.TCP() {
		return 0
	}
	n := other.Detail.Info["bytes_acked"] + int64(number(other.After.Unsent)) - o.Detail.Info["bytes_received"]
	if story := s.past.Of(s.past.socket(other.ID)); story.Parent == 0 {
		n--
	}
	if other.After.State.SendingShut() {
		n-- // the FIN, if that has not come either
	}
	return max(0, n)
}

// nothingSent finds a stream with nothing to receive, and says what its other end on the bench has sent.
func nothingSent(s scene) *Finding {
	o, ok := s.seen(s.id)
	if !ok || o.After == nil || !o.Kind.Stream() || number(o.After.Pending) > 0 || s.flag(engine.MsgErrqueue) || s.flag(engine.MsgOOB) || sleeps.holds(s) {
		return nil
	}
	other, ok := s.endOf(o)
	if !ok || other.Closed || other.Name == "" {
		return nil
	}
	said := s.nothingCame(o)
	if said == "" {
		return nil
	}
	return found("%s", said).because(s.name+".pending", "0", "FIONREAD").see("EAGAIN").
		advise("Poll for readable and receive again; without O_NONBLOCK and MSG_DONTWAIT the call would sleep here.")
}
