package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// listens reports whether a socket is a listener.
func listens(o status.Observed) bool { return o.After != nil && o.After.State == status.StateListen }

// clientsOf returns the sockets of the bench that are connected or connecting to a listener and have not been
// accepted.
func (s scene) clientsOf(listener status.Observed) []status.Observed {
	var list []status.Observed
	for _, o := range s.bench() {
		if o.After == nil || o.Closed || !o.Kind.TCP() || o.After.Peer == "" || !covers(listener, o.After.Peer) {
			continue
		}
		if _, ok := s.endOf(o); !ok {
			list = append(list, o)
		}
	}
	return list
}

// deferredAccept finds a client that a listener with TCP_DEFER_ACCEPT holds back until the client sends
// something (tcp(7)).
func deferredAccept(s scene, w want) *Finding {
	wait := optionOf(w.Observed, "TCP_DEFER_ACCEPT", "0s")
	if !listens(w.Observed) || !on(wait) || wait == "0s" {
		return nil
	}
	for _, c := range s.clientsOf(w.Observed) {
		if c.After.State != status.StateEstablished {
			continue
		}
		return found("%s is connected as far as it knows, but %s has TCP_DEFER_ACCEPT (%s): it is handed to accept only once it sends something, or when that time is over.", c.Name, w.Name, wait).
			because(w.Name+".TCP_DEFER_ACCEPT", wait, "getsockopt").because(c.Name+".state", string(c.After.State), "TCP_INFO").
			because(w.Name+".queue", fmt.Sprint(number(w.After.Queue)), "TCP_INFO").
			advise("Let %s send, or set TCP_DEFER_ACCEPT of %s to 0.", c.Name, w.Name).try(`send %s "x"`, c.Name).see("TCP_DEFER_ACCEPT")
	}
	return nil
}

// waitsForFirstSend finds a client whose connect returned 0 without sending a SYN: with TCP_FASTOPEN_CONNECT
// the SYN goes with the first bytes.
func waitsForFirstSend(s scene, w want) *Finding {
	if !listens(w.Observed) {
		return nil
	}
	for _, c := range s.bench() {
		if c.Closed || c.After == nil || c.Detail == nil || c.After.State != status.StateSynSent || c.Detail.Info["segs_out"] != 0 || !on(optionOf(c, "TCP_FASTOPEN_CONNECT", "off")) {
			continue
		}
		return found("%s has sent no SYN yet: with TCP_FASTOPEN_CONNECT its connect answered at once, and the SYN goes with the first bytes it sends.", c.Name).
			because(c.Name+".TCP_FASTOPEN_CONNECT", "on", "getsockopt").because(c.Name+".state", string(c.After.State), "TCP_INFO").
			advise("Let %s send.", c.Name).try(`send %s "x"`, c.Name).see("TCP_FASTOPEN_CONNECT")
	}
	return nil
}

// noHandshake finds a socket that is polled for reading before its handshake is complete.
func noHandshake(s scene, w want) *Finding {
	if w.After.State != status.StateSynSent {
		return nil
	}
	if f := queueFull(s, w); f != nil {
		return f
	}
	return noAnswer(s, w)
}

// otherListener finds a connection that was queued at another listener on the same port: the two share the
// port through SO_REUSEPORT, or the other has a more specific address.
func otherListener(s scene, w want) *Finding {
	if !listens(w.Observed) || number(w.After.Queue) > 0 {
		return nil
	}
	for _, o := range s.bench() {
		if o.ID == w.ID || o.Closed || !listens(o) || o.Kind.TCP() != w.Kind.TCP() || port(o.After.Local) != port(w.After.Local) || number(o.After.Queue) == 0 || s.past.same(o.ID, w.ID) {
			continue
		}
		f := found("The connection waits at %s, which has the same port.", o.Name)
		if *o.After.Queue > 1 {
			f = found("%d connections wait at %s, which has the same port.", *o.After.Queue, o.Name)
		}
		f.because(o.Name+".queue", fmt.Sprint(*o.After.Queue), "TCP_INFO").because(o.Name+".local", o.After.Local, "getsockname").
			because(w.Name+".local", w.After.Local, "getsockname").try("accept %s", o.Name).see("SO_REUSEPORT")
		if o.After.Local == w.After.Local {
			return f.advise("Listeners with SO_REUSEPORT share the connections by a hash of their addresses: accept from each of them.")
		}
		return f.advise("The kernel gives a connection to the listener whose address fits best: accept from %s.", o.Name)
	}
	return nil
}

// queueFull finds a client that gets no answer because the accept queue of a listener is full: the listener
// drops SYNs and final ACKs until a connection is accepted (tcp_conn_request, tcp_v4_syn_recv_sock).
func queueFull(s scene, w want) *Finding {
	if w.After.State != status.StateSynSent {
		return nil
	}
	for _, l := range s.bench() {
		if l.Closed || !listens(l) || !l.Kind.TCP() || !covers(l, peerOf(s, w.Observed)) || l.After.Queue == nil || l.After.Backlog == nil || *l.After.Queue <= *l.After.Backlog || s.hasFilter(l.ID) {
			continue
		}
		f := found("%s gets no answer: the accept queue of %s is full (%d of %d), so %s drops its SYN.", w.Name, l.Name, *l.After.Queue, room(l.After), l.Name).
			because(l.Name+".queue", fmt.Sprint(*l.After.Queue), "TCP_INFO").because(l.Name+".backlog", fmt.Sprint(*l.After.Backlog), "TCP_INFO").
			because(w.Name+".state", string(w.After.State), "TCP_INFO").see("backlog", "listen")
		if loop := loopHoldsUp(l); loop != "" {
			return f.advise("%s %s sends its SYN again, first after a second.", loop, w.Name).try("gear run")
		}
		return f.advise("Accept from %s, or give it a larger backlog; %s sends its SYN again, first after a second.", l.Name, w.Name).
			try("accept %s", l.Name)
	}
	return nil
}

// noAnswer finds a client whose SYN has not been answered.
func noAnswer(s scene, w want) *Finding {
	if w.After.State != status.StateSynSent || w.Detail == nil {
		return nil
	}
	to := peerOf(s, w.Observed)
	f := found("%s is still in SYN-SENT: nothing has answered its SYN to %s yet%s.", w.Name, to, retransmitted(w.Observed)).because(w.Name+".state", "SYN-SENT", "TCP_INFO")
	if w.Detail.Info["segs_out"] == 0 && on(optionOf(w.Observed, "TCP_FASTOPEN_CONNECT", "off")) {
		return nil
	}
	for _, o := range append([]status.Observed{w.Observed}, s.bench()...) {
		if at, ok := s.past.filtered(o.ID); ok && o.After != nil && (o.ID == w.ID || listens(o) && covers(o, to)) {
			return found("%s is still in SYN-SENT: %s has %s (SO_ATTACH_FILTER, %s)%s.", w.Name, o.Name, filterName(o), at.at(), retransmitted(w.Observed)).
				because(o.Name+".SO_ATTACH_FILTER", filterName(o), at.at()).because(w.Name+".state", "SYN-SENT", "TCP_INFO").
				advise("Take the filter away.").try("setsockopt %s SO_DETACH_FILTER", o.Name).see("SO_ATTACH_FILTER")
		}
	}
	if few := s.tooFewHops(w.Observed, to); few != "" {
		f.Claim += " " + few
		return f.advise("Lower that limit, or raise the hop limit of %s.", w.Name).see("IP_MINTTL")
	}
	if said := s.droppedSYN(w.Observed, to); said != "" {
		f.Claim += " " + said
		return f.advise("Poll again for a second or more.").see("SO_ATTACH_FILTER")
	}
	if d, ok := s.past.attempt(w.ID); ok && d.Full != nil {
		f.Claim += fmt.Sprintf(" The accept queue of %s was full (%d of %d) when %s connected (%s), so it dropped the SYN.", s.rival(*d.Full).who(), d.Full.Queue, d.Full.Backlog+1, w.Name, d.at())
		if end, ok := s.listenerEnded(*d.Full); ok {
			f.Claim += fmt.Sprintf(" %s no longer listens (%s).", d.Full.Name, end.at())
			return f.but(Likely).advise("The SYN is sent again, first after a second; with nobody listening there, a reset answers it, and the attempt fails with ECONNREFUSED.").see("SYN-SENT", "ECONNREFUSED")
		}
	}
	return f.but(Likely).advise("It is sent again, first after a second, and as often as TCP_SYNCNT says; then the attempt fails with ETIMEDOUT.").see("SYN-SENT", "TCP_SYNCNT")
}

// listenerEnded returns the step that ended a listener of the bench, if no other one has its address now.
func (s scene) listenerEnded(h status.Holder) (Deed, bool) {
	of := s.past.named(h.Name)
	if _, listening := s.listenerAt(loopbackOf(h.Local)); listening || len(of) == 0 {
		return Deed{}, false
	}
	return s.past.done(of[len(of)-1].ID, func(d Deed) bool {
		return d.Before == status.StateListen && d.Call.Errno == "" && d.After != status.StateListen && (d.Call.Name == engine.SysClose || d.Call.Name == engine.SysShutdown || d.Call.Name == engine.SysConnect)
	})
}

// droppedSYN says that a filter which has been detached since dropped the SYN of a client, or the answer to it. It
// returns "" if no such filter is known.
func (s scene) droppedSYN(c status.Observed, to string) string {
	began, ok := s.past.attempt(c.ID)
	if !ok {
		return ""
	}
	for _, o := range append([]status.Observed{c}, s.bench()...) {
		d, had := s.past.filteredThen(o.ID, began.Seq)
		switch {
		case !had || o.After == nil:
		case o.ID == c.ID:
			return fmt.Sprintf("The filter that %s had until %s dropped what came, the answer too: the kernel sends again, first after 1 s.", o.Name, d.at())
		case listens(o) && covers(o, loopbackOf(to)):
			return fmt.Sprintf("The filter that %s had until %s dropped the SYN of %s: the kernel sends it again, first after 1 s.", o.Name, d.at(), c.Name)
		}
	}
	return ""
}

// retransmitted says in parentheses how often a segment was retransmitted.
func retransmitted(o status.Observed) string {
	if o.Detail == nil || o.Detail.Info["retransmits"] == 0 {
		return ""
	}
	return fmt.Sprintf(" (sent again %s)", step.Times(o.Detail.Info["retransmits"]))
}

// peerOf returns the address a socket is connected or connecting to.
func peerOf(s scene, o status.Observed) string {
	if o.After.Peer != "" {
		return o.After.Peer
	}
	if d, ok := s.past.attempt(o.ID); ok {
		return d.Call.Values.Addr.String()
	}
	return "its peer"
}

// attempt returns the connect that began the last attempt of a socket. One that was refused, as with EALREADY, began
// none.
func (p *Past) attempt(id status.SocketID) (Deed, bool) {
	return p.did(id, engine.SysConnect, func(d Deed) bool {
		return !d.Call.Values.Addr.IsZero() && (d.Call.Errno == "EINPROGRESS" || d.Call.Errno == "")
	})
}

// filterName describes what a socket's filter does, as far as that is known.
func filterName(o status.Observed) string {
	if optionOf(o, "SO_ATTACH_FILTER", "") == "drop" {
		return "a filter that drops everything"
	}
	return "a filter that decides what arrives"
}
