package why

import (
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// holdUp is the reason why bytes written to a socket have not arrived at the other end.
type holdUp struct {
	name  string // of the phenomenon
	claim string // a clause about the bytes: "TCP_CORK of c holds them back until it is full or turned off"
	do    string
	try   string
	facts []Fact
}

// stuck returns what holds back the bytes of a TCP socket, judging by its own figures and those of the other
// end. It returns false if nothing is known to hold them back.
func (s scene) stuck(o status.Observed) (holdUp, bool) {
	known, asked := s.brakes[o.ID]
	if !asked {
		known.holdUp, known.found = s.heldUpBy(o)
		if s.brakes != nil {
			s.brakes[o.ID] = known
		}
	}
	return known.holdUp, known.found
}

// whatHolds is a cached result of stuck, shared by all rules that ask about the same socket.
type whatHolds struct {
	holdUp
	found bool
}

// heldUpBy computes the result of stuck.
func (s scene) heldUpBy(o status.Observed) (holdUp, bool) {
	if o.After == nil || !o.Kind.TCP() || o.Detail == nil || number(o.After.Unsent) == 0 && number(o.After.Notsent) == 0 {
		return holdUp{}, false
	}
	for _, find := range []func(scene, status.Observed) (holdUp, bool){filteredAway, hopsTooFew, unanswered, corked, windowFull, congested, paced, coalesced} {
		if h, ok := find(s, o); ok {
			return h, true
		}
	}
	return holdUp{}, false
}

// filteredAway recognizes a filter at either end that drops everything, as a cut cable would.
func filteredAway(s scene, o status.Observed) (holdUp, bool) {
	if number(o.After.Unsent) <= number(o.After.Notsent) { // nothing is in flight that it could drop
		return holdUp{}, false
	}
	if d, own := s.next.filtered(o.ID); own {
		h := holdUp{name: "filter-drops-what-comes", claim: fmt.Sprintf("%s has a filter itself (SO_ATTACH_FILTER, %s), which drops the ACKs that come", o.Name, d.at()),
			do: "SO_DETACH_FILTER lets them in.", try: "setsockopt " + o.Name + " SO_DETACH_FILTER"}
		return h.fact(o.Name+".unsent", number(o.After.Unsent), "SIOCOUTQ"), true
	}
	peer, _ := s.next.peer(o.ID)
	d, ok := s.next.filtered(peer.ID)
	if !ok {
		return holdUp{}, false
	}
	h := holdUp{name: "filter-drops-what-comes", claim: fmt.Sprintf("the filter of %s (SO_ATTACH_FILTER, %s) drops what comes, so nothing is acknowledged, and %s sends it again and again", peer.Name, d.at(), o.Name),
		do: fmt.Sprintf("SO_DETACH_FILTER on %s lets it in.", peer.Name), try: "setsockopt " + peer.Name + " SO_DETACH_FILTER"}
	return h.fact(o.Name+".unsent", number(o.After.Unsent), "SIOCOUTQ").fact(o.Name+".info.backoff", int(o.Detail.Info["backoff"]), "TCP_INFO"), true
}

// filtered returns the step that attached a filter to a socket, if the filter is still attached.
func (p *Past) filtered(id status.SocketID) (Deed, bool) {
	d, ok := p.done(id, filters)
	return d, ok && optionName(d.Call) != "SO_DETACH_FILTER"
}

// filters reports whether a deed attached or detached a filter.
func filters(d Deed) bool {
	name := optionName(d.Call)
	return d.Call.Errno == "" && (name == "SO_ATTACH_FILTER" || name == "SO_ATTACH_BPF" || name == "SO_DETACH_FILTER")
}

// filteredThen returns the step that detached a filter from a socket, if it was attached when the step numbered seq was
// made and none is now.
func (p *Past) filteredThen(id status.SocketID, seq uint64) (detached Deed, ok bool) {
	then, had := p.done(id, func(d Deed) bool { return d.Seq < seq && filters(d) })
	last, _ := p.done(id, filters)
	return last, had && optionName(then.Call) != "SO_DETACH_FILTER" && optionName(last.Call) == "SO_DETACH_FILTER"
}

// hasFilter reports whether an earlier step attached a filter to a socket that is still attached.
func (s scene) hasFilter(id status.SocketID) bool {
	_, has := s.past.filtered(id)
	return has
}

// optionName returns the name of the option that a setsockopt set, or "" for any other call.
func optionName(c engine.Call) string {
	if c.Name != engine.SysSetsockopt {
		return ""
	}
	_, name, _ := sockopts.Traced(true, c.Values.Level, c.Values.Option, c.Values.Value)
	return name
}

// unanswered recognizes a connection whose segments are retransmitted because no ACK arrives.
func unanswered(_ scene, o status.Observed) (holdUp, bool) {
	again := o.Detail.Info["backoff"]
	if !outgoing(o).Unanswered() {
		return holdUp{}, false
	}
	h := holdUp{name: "nothing-is-acknowledged", claim: fmt.Sprintf("nothing is acknowledged: the retransmission timer of %s has run out %s, and is at %s now", o.Name, step.Times(again), microseconds(o.Detail.Info["rto"])),
		do: "Look for what drops the segments, or the ACKs; TCP_USER_TIMEOUT bounds how long TCP tries."}
	return h.fact(o.Name+".info.backoff", int(again), "TCP_INFO").fact(o.Name+".info.rto", int(o.Detail.Info["rto"]), "TCP_INFO, in µs"), true
}

// corked recognizes TCP_CORK or MSG_MORE, which hold back a partial segment (tcp(7)).
func corked(s scene, o status.Observed) (holdUp, bool) {
	if !outgoing(o).Partial() {
		return holdUp{}, false
	}
	if optionOf(o, "TCP_CORK", "off") != "on" {
		d, ok := s.next.done(o.ID, Deed.sends)
		if !ok || d.Call.Values.Flags&engine.MsgMore == 0 {
			return holdUp{}, false
		}
		h := holdUp{name: "more-to-come", claim: "MSG_MORE of the last send holds back a segment that is not full, for at most 200 ms, for what comes next", do: "Send the last part without MSG_MORE."}
		return h.fact(o.Name+".notsent", number(o.After.Notsent), "SIOCOUTQNSD"), true
	}
	h := holdUp{name: "corked", claim: fmt.Sprintf("TCP_CORK of %s holds back a segment that is not full, for at most 200 ms", o.Name), do: "Turn TCP_CORK off when the message is complete.", try: "setsockopt " + o.Name + " TCP_CORK off"}
	return h.fact(o.Name+".TCP_CORK", "on", "getsockopt").fact(o.Name+".notsent", number(o.After.Notsent), "SIOCOUTQNSD"), true
}

// outgoing returns the state of the bytes that an observed socket has yet to deliver.
func outgoing(o status.Observed) status.Outgoing {
	info := o.Detail.Info
	return status.Outgoing{
		Unsent: int64(number(o.After.Unsent)), Notsent: int64(number(o.After.Notsent)), Window: info["snd_wnd"],
		MSS: info["snd_mss"], Backoff: info["backoff"], Probes: info["probes"], Connected: connection(o.After.State),
	}
}

// windowFull recognizes a receive window of the other end that has no room for another segment.
func windowFull(s scene, o status.Observed) (holdUp, bool) {
	out := outgoing(o)
	if !out.WindowFull() || out.Free() > 0 && optionOf(o, "SO_MAX_PACING_RATE", "") != "" {
		return holdUp{}, false
	}
	reader, who := s.reader(o), "the other end"
	if reader.Name != "" {
		who = reader.Name
	}
	h := holdUp{name: "window-is-full", claim: fmt.Sprintf("the window that %s offers has no room for another segment (%s, %d of them in flight)", who, step.Counted(out.Window, "byte"), out.InFlight()), do: fmt.Sprintf("Receive at %s until its queue is empty: a little room opens no window.", who)}
	if out.Window == 0 {
		h.claim = fmt.Sprintf("the window that %s offers has 0 bytes", who)
	}
	if waits := unread(reader.Kind, reader.After); waits > 0 {
		h.claim += fmt.Sprintf(": %s has %s that nobody receives", reader.Name, step.Counted(waits, "byte"))
		h = h.fact(reader.Name+".pending", waits, "FIONREAD")
		h.try = fmt.Sprintf("recv %s %d", reader.Name, waits)
	} else if listener := s.notAccepted(o); listener != "" {
		h.claim += fmt.Sprintf(": %s has not accepted this connection yet, so nobody can receive", listener)
		h.do, h.try = "Accept it, and receive.", "accept "+listener
	}
	return h.fact(o.Name+".info.snd_wnd", int(out.Window), "TCP_INFO").fact(o.Name+".notsent", int(out.Notsent), "SIOCOUTQNSD"), true
}

// reader returns the socket of the bench at the other end, if the event shows it.
func (s scene) reader(o status.Observed) status.Observed {
	peer, ok := s.next.peer(o.ID)
	if !ok {
		return status.Observed{}
	}
	reader, _ := s.seen(peer.ID)
	if reader.Closed {
		for _, copied := range slices.Concat(s.bench(), s.next.lastSeen()) {
			if !copied.Closed && copied.After != nil && s.sameSocket(copied, reader.ID) {
				return copied
			}
		}
	}
	return reader
}

// notAccepted returns the name of the listener that has not accepted the connection yet, or "".
func (s scene) notAccepted(o status.Observed) string {
	if _, accepted := s.next.peer(o.ID); accepted {
		return ""
	}
	for _, other := range s.next.lastSeen() {
		if other.After != nil && !other.Closed && other.After.State == status.StateListen && port(other.After.Local) == port(o.After.Peer) {
			return other.Name
		}
	}
	return ""
}

// congested recognizes a full congestion window: as many segments are in flight as it allows.
func congested(_ scene, o status.Observed) (holdUp, bool) {
	cwnd, unacked := o.Detail.Info["snd_cwnd"], o.Detail.Info["unacked"]
	if number(o.After.Notsent) == 0 || cwnd == 0 || unacked < cwnd {
		return holdUp{}, false
	}
	h := holdUp{name: "congestion-window-is-full", claim: fmt.Sprintf("the congestion window of %s allows %s in flight, and as many are", o.Name, step.Counted(cwnd, "segment")), do: "ACKs open it; wait for writable."}
	return h.fact(o.Name+".info.snd_cwnd", int(cwnd), "TCP_INFO").fact(o.Name+".info.unacked", int(unacked), "TCP_INFO"), true
}

// paced recognizes SO_MAX_PACING_RATE, which spreads segments over time.
func paced(_ scene, o status.Observed) (holdUp, bool) {
	rate := optionOf(o, "SO_MAX_PACING_RATE", "")
	if number(o.After.Notsent) == 0 || rate == "" {
		return holdUp{}, false
	}
	h := holdUp{name: "paced", claim: fmt.Sprintf("SO_MAX_PACING_RATE of %s lets only %s bytes a second out", o.Name, rate), do: "Raise the rate, or wait."}
	return h.fact(o.Name+".SO_MAX_PACING_RATE", rate, "getsockopt").fact(o.Name+".notsent", number(o.After.Notsent), "SIOCOUTQNSD"), true
}

// coalesced recognizes Nagle's algorithm: a small segment waits while earlier data is unacknowledged (RFC
// 9293, section 3.7.4).
func coalesced(_ scene, o status.Observed) (holdUp, bool) {
	out := outgoing(o)
	if !out.Coalescing() || optionOf(o, "TCP_NODELAY", "off") == "on" {
		return holdUp{}, false
	}
	h := holdUp{name: "nagle-waits-for-an-ack", claim: fmt.Sprintf("Nagle's algorithm holds back a small segment while %s of %s %s not acknowledged", step.Counted(out.InFlight(), "byte"), o.Name, isOrAre(int(out.InFlight()))), do: "Set TCP_NODELAY, or send the message with one call.", try: "setsockopt " + o.Name + " TCP_NODELAY on"}
	return h.fact(o.Name+".TCP_NODELAY", "off", "getsockopt").fact(o.Name+".notsent", int(out.Notsent), "SIOCOUTQNSD"), true
}

// fact adds a fact to the evidence.
func (h holdUp) fact(what string, value any, from string) holdUp {
	h.facts = append(h.facts, Fact{what, fmt.Sprint(value), from})
	return h
}

// finding returns a finding with the given claim and the advice and evidence of the hold-up.
func (h holdUp) finding(claim string) *Finding {
	f := found("%s", claim).advise("%s", h.do).see("SIOCOUTQNSD")
	f.Evidence = append(f.Evidence, h.facts...)
	if h.try != "" {
		f.try("%s", h.try)
	}
	return f
}

// microseconds converts a time of TCP_INFO, which is in µs.
func microseconds(n int64) time.Duration { return time.Duration(n) * time.Microsecond }
