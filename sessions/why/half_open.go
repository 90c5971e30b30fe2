package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// gaveUpIn returns the sockets whose connections TCP gave up during an event, as TCPAbortOnTimeout counted them in a
// network of the session's own. It returns none if the counter does not say which.
func gaveUpIn(e engine.Event) []status.Observed {
	if e.Evidence == nil || !e.Evidence.Private || e.Evidence.Moved["TCPAbortOnTimeout"] == 0 {
		return nil
	}
	var list []status.Observed
	for _, o := range e.Evidence.Sockets {
		if o.Kind.TCP() && o.Before != nil && o.After != nil && !o.Closed && connection(o.Before.State) && o.After.State == status.StateClosed {
			list = append(list, o)
		}
	}
	if int64(len(list)) != e.Evidence.Moved["TCPAbortOnTimeout"] {
		return nil
	}
	return list
}

// lostAt returns the step after which one end of a connection was gone without having told the other end: TCP gave it
// up, or it was closed in repair. The connection is half-open then (RFC 9293, section 3.5.1).
func (p *Past) lostAt(id status.SocketID) (d Deed, how string, ok bool) {
	if !p.Of(id).Kind.TCP() || p.multipath(id) {
		return Deed{}, "", false
	}
	if end, closed := p.ended(id); closed && p.number(id, "TCP_REPAIR") == 1 {
		return end, fmt.Sprintf("%s was closed in repair (%s)", end.who(), end.at()), true
	}
	if e, gone := p.gaveUp(id); gone && p.Of(p.socket(id)).Ends.Met {
		return e.deed, fmt.Sprintf("%s has given the connection up (%s)", p.Of(id).Name, e.deed.at()), true
	}
	return Deed{}, "", false
}

// halfOpen finds a socket whose other end is gone and has not told it.
func halfOpen(s scene, w want) *Finding {
	if w.is(engine.PollIn) || !w.Kind.TCP() || !connection(w.After.State) {
		return nil
	}
	peer, ok := s.next.peer(w.ID)
	if !ok {
		return nil
	}
	d, how, gone := s.next.lostAt(peer.ID)
	if !gone {
		return nil
	}
	return found("%s, and nothing has told %s: its connection is half-open (%s), and nothing comes any more.", how, w.Name, w.After.State).
		because(peer.Name, "gone", d.at()).because(w.Name+".state", string(w.After.State), "TCP_INFO").
		advise("Close %s. What it sends, or a keepalive probe of it, is answered with a reset.", w.Name).see("SO_KEEPALIVE", "reset")
}

// resetByLost finds a connection that was reset because it sent something to an end that was gone already.
func (p *Past) resetByLost(id status.SocketID, peer Story) (ending, bool) {
	d, how, gone := p.lostAt(peer.ID)
	if !gone {
		return ending{}, false
	}
	sent, ok := p.done(id, func(o Deed) bool { return o.sends() && o.Seq > d.Seq })
	if !ok {
		return ending{}, false
	}
	return ending{name: "data-after-given-up", how: reset, by: peer.Name, deed: d,
		did: fmt.Sprintf("%s, and its kernel answered %s of %s with a reset", how, step.Counted(sent.Call.Ret, "byte"), p.Of(id).Name)}, true
}
