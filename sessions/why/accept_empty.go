package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// connectionHeldUp finds a connection that accept could not return because it is held up on the way or went to
// another listener with the port.
func connectionHeldUp(s scene) *Finding {
	if !s.listens() {
		return nil
	}
	f := s.emptyQueue()
	f.Claim = s.heldUp(f)
	switch {
	case f.Claim == "":
		return nil
	case s.blocks():
		f.Claim += fmt.Sprintf(" SO_RCVTIMEO of %s ended the wait.", s.whom())
	}
	return f
}

// clientHeldUp is connectionHeldUp for a listener that is waited for.
func clientHeldUp(s scene, w want) *Finding {
	if !listens(w.Observed) || w.is(engine.PollIn) || !w.Kind.TCP() {
		return nil
	}
	of := s.about(w.Observed)
	f := of.emptyQueue()
	if f.Claim = of.heldUp(f); f.Claim == "" {
		return nil
	}
	return f
}

// nobodyToAccept explains an accept that found no connection waiting.
func nobodyToAccept(s scene) *Finding {
	if !s.listens() {
		return nil
	}
	f := s.emptyQueue()
	if s.blocks() {
		f.Claim = fmt.Sprintf("%s has no connection waiting%s, and none came before SO_RCVTIMEO expired.", s.who(), queueOf(s.after))
		return f.because(s.name+".SO_RCVTIMEO", s.detail.Options["SO_RCVTIMEO"], "getsockopt").advise("Accept again; the timeout does not affect the listener.")
	}
	f.Claim = fmt.Sprintf("%s has no connection waiting%s, and it does not block.", s.who(), queueOf(s.after))
	return f.advise("Poll for readable and accept again; on a blocking socket the call would sleep here.")
}

// listens reports whether the socket is a listener.
func (s scene) listens() bool {
	return s.before != nil && s.after != nil && s.before.State == status.StateListen
}

// emptyQueue starts a finding about a listener whose accept queue is empty.
func (s scene) emptyQueue() *Finding {
	f := found("").because(s.name+".state", string(s.before.State), "before the call").see("accept", "EAGAIN")
	if s.after.Queue != nil && s.after.Backlog != nil {
		f.because(s.name+".queue", fmt.Sprintf("%d of %d", *s.after.Queue, room(s.after)), "sock_diag")
	}
	return f
}

// heldUp says where the connections are that accept did not find, and adds the advice to f; it returns "" if it
// knows of none.
func (s scene) heldUp(f *Finding) string {
	if d, ok := s.past.shut(s.id, engine.ShutRd); ok && s.kind.Unix() {
		f.advise("Close it and make a new listener.")
		return fmt.Sprintf("%s still counts as a listener, but shutdown (%s) ended its receiving direction: every connect to it is refused.", s.who(), d.at())
	}
	if other, ok := s.groupWaits(); ok {
		f.because(other.Name+".queue", fmt.Sprint(number(other.After.Queue)), "TCP_INFO").advise("Accept on %s: each listener has an accept queue of its own.", other.Name).try("accept %s nonblock", other.Name)
		return fmt.Sprintf("%s has no connection waiting%s, but %s at %s has %d: %s.", s.who(), queueOf(s.after), other.Name, other.After.Local, number(other.After.Queue), s.whyThere(other))
	}
	for _, c := range s.bench() {
		if c.After == nil || !c.Kind.TCP() || c.Closed || !reaches(c, s) {
			continue
		}
		switch {
		case c.After.State == status.StateSynSent:
			return s.stillConnecting(f, c)
		case c.After.State == status.StateEstablished && s.deferring() != "" && !s.hasOtherEnd(c):
			f.because(s.name+".TCP_DEFER_ACCEPT", s.deferring(), "getsockopt").because(c.Name+".state", string(c.After.State), "TCP_INFO").
				advise("Send something from %s, or set TCP_DEFER_ACCEPT of %s to 0.", c.Name, s.whom()).see("TCP_DEFER_ACCEPT")
			return fmt.Sprintf("%s is connected as far as it can tell, but %s has TCP_DEFER_ACCEPT (%s): accept hands a connection over only once its first data is there, or the time is up.", c.Name, s.whom(), s.deferring())
		}
	}
	return ""
}

// reaches reports whether a socket is connected, or last tried to connect, to the listener's address.
func reaches(c status.Observed, s scene) bool {
	peer := c.After.Peer
	if peer == "" {
		d, ok := s.past.attempt(c.ID)
		if !ok {
			return false
		}
		peer = d.Call.Values.Addr.String()
	}
	return c.Name != s.name && covers(status.Observed{After: s.after, Detail: &s.detail, Kind: s.kind}, loopbackOf(peer))
}

// hasOtherEnd reports whether the other end of a connection is on the bench.
func (s scene) hasOtherEnd(c status.Observed) bool {
	for _, o := range s.bench() {
		if o.After != nil && o.ID != c.ID && o.After.Peer == c.After.Local {
			return true
		}
	}
	return false
}

// deferring returns TCP_DEFER_ACCEPT of the listener, or "" if it is off.
func (s scene) deferring() string {
	if v := s.detail.Options["TCP_DEFER_ACCEPT"]; v != "0" {
		return v
	}
	return ""
}

// stillConnecting says what a connection attempt in progress is waiting for.
func (s scene) stillConnecting(f *Finding, c status.Observed) string {
	f.because(c.Name+".state", string(c.After.State), "TCP_INFO")
	why := ""
	to := peerOf(s, c)
	switch few, dropped := s.tooFewHops(c, to), s.droppedSYN(c, to); {
	case isOn(optionOf(c, "TCP_FASTOPEN_CONNECT", "0")):
		why = " It has TCP_FASTOPEN_CONNECT: its SYN goes out with its first write."
		f.advise("Write to %s.", c.Name)
	case s.hasFilter(s.id):
		why = fmt.Sprintf(" The filter of %s (SO_ATTACH_FILTER) drops what comes.", s.whom())
		f.advise("Remove it; the SYN is sent again, first after 1 s.").try("setsockopt %s SO_DETACH_FILTER", s.name)
	case s.hasFilter(c.ID):
		why = fmt.Sprintf(" The filter of %s (SO_ATTACH_FILTER) drops the answer.", c.Name)
		f.advise("Remove it; the SYN is sent again, first after 1 s.").try("setsockopt %s SO_DETACH_FILTER", c.Name)
	case few != "":
		why = " " + few
		f.advise("Lower that limit, or raise the hop limit of %s.", c.Name)
	case dropped != "":
		why = " " + dropped
		f.advise("Poll %s for readable, for a second or more, and accept again.", s.whom())
	default:
		f.advise("Poll %s for readable and accept again: a SYN that was dropped is sent again, first after 1 s.", s.whom())
	}
	return fmt.Sprintf("%s has no connection waiting%s: the handshake of %s is not complete (SYN-SENT).%s", s.who(), queueOf(s.after), c.Name, why)
}

// groupWaits returns another TCP listener with the port that has connections waiting.
func (s scene) groupWaits() (status.Observed, bool) {
	for _, o := range s.bench() {
		if o.Name != s.name && o.After != nil && !o.Closed && o.After.State == status.StateListen && o.Kind.TCP() && s.kind.TCP() &&
			!s.isSelf(o.Name) && port(o.After.Local) == port(s.after.Local) && number(o.After.Queue) > 0 {
			return o, true
		}
	}
	return status.Observed{}, false
}

// whyThere says why connections went to another listener.
func (s scene) whyThere(o status.Observed) string {
	if addressOf(o.After.Local) == addressOf(s.after.Local) {
		return "SO_REUSEPORT spreads them by their addresses"
	}
	return "the listener with the closest address gets them"
}

// notListening explains why accept is refused: what stopped the listener, or what the socket is instead.
func notListening(s scene) *Finding {
	if s.before == nil || s.kind.Datagrams() || withFlags.holds(s) || s.before.State == status.StateListen {
		return nil
	}
	b := s.before
	f := found("").because(s.name+".state", string(b.State), "before the call").see("accept", "listen")
	listened, ok := s.past.did(s.id, engine.SysListen, answeredWell)
	switch {
	case connection(b.State):
		f.Claim = fmt.Sprintf("%s is a connection to %s (%s), not a listener.", s.who(), b.Peer, b.State)
		if b.Peer == "" || b.Peer == "unix:" {
			f.Claim = fmt.Sprintf("%s is a connection (%s), not a listener.", s.who(), b.State)
		}
		return f.advise("Accept on the socket that listens.")
	case b.State == status.StateSynSent:
		f.Claim = fmt.Sprintf("%s has a connection attempt under way (SYN-SENT); it is not a listener.", s.who())
		return f.advise("Accept on the socket that listens.")
	case ok:
		f.Claim = fmt.Sprintf("%s listened since %s, but does not any more%s.", s.who(), listened.at(), s.endedListening(listened))
	case s.past.Of(s.id).Last.ID == 0: // its history is unknown
		return nil
	case !b.Bound():
		f.Claim = fmt.Sprintf("%s is neither bound nor listening.", s.who())
		return f.advise("bind it, then listen, then accept.")
	default:
		f.Claim = fmt.Sprintf("%s is bound to %s, but listen was not called.", s.who(), b.Local)
	}
	return f.advise("Call listen on %s.", s.whom()).try("listen %s", s.name)
}

// endedListening names the call that stopped a listener.
func (s scene) endedListening(listened Deed) string {
	for _, call := range []engine.Syscall{engine.SysShutdown, engine.SysConnect} {
		if d, ok := s.past.did(s.id, call, answeredWell); ok && d.Seq > listened.Seq && d.Before == status.StateListen {
			return fmt.Sprintf(": %s (%s) ended that", call, d.at())
		}
	}
	return ""
}
