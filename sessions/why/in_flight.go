package why

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// rights returns the sockets whose descriptors a step sends (SCM_RIGHTS).
func (p *Past) rights(e engine.Event) []status.SocketID {
	var list []status.SocketID
	for _, name := range e.Made().Rights() {
		if of := p.named(name); len(of) > 0 {
			list = append(list, of[len(of)-1].ID)
		}
	}
	return list
}

// carries reports whether a call that succeeded sent a message with its control messages: a stream drops them with a
// send of 0 bytes (unix_stream_sendmsg in net/unix/af_unix.c).
func carries(kind status.Kind, c engine.Call) bool { return !kind.Stream() || c.Ret > 0 }

// flight is a descriptor that was sent and not yet received: it waits in the queue of a Unix socket.
type flight struct {
	sent Deed
	in   status.Observed
}

// inFlight finds a descriptor of a socket that is in flight. Queues are received in order, so those sent last
// are the ones still waiting.
func (s scene) inFlight(id status.SocketID) (flight, bool) {
	if s.past == nil {
		return flight{}, false
	}
	for _, receiver := range s.past.order {
		o, ok := s.seen(receiver)
		if !ok || o.Closed || o.Detail == nil || o.Detail.InFlight == 0 {
			continue
		}
		sent := s.past.sentTo(o)
		for _, one := range sent[max(0, len(sent)-o.Detail.InFlight):] {
			if s.past.same(one.of, id) {
				return flight{one.by, o}, true
			}
		}
	}
	return flight{}, false
}

// passed is a descriptor that a step sent.
type passed struct {
	of status.SocketID
	by Deed
}

// sentTo returns the descriptors that were sent to a socket, in order.
func (p *Past) sentTo(to status.Observed) []passed {
	var all []passed
	for _, id := range p.order {
		story, ok := p.stories[id]
		if !ok {
			continue
		}
		for _, d := range story.Deeds {
			for _, id := range d.Sent {
				if p.goesTo(*story, d, to) {
					all = append(all, passed{id, d})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b passed) int { return cmp.Compare(a.by.Seq, b.by.Seq) })
	return all
}

// goesTo reports whether a message that one Unix socket sent went to another.
func (p *Past) goesTo(from Story, d Deed, to status.Observed) bool {
	if addr := d.Call.Values.Addr; !addr.IsZero() {
		return to.After != nil && addr.String() == to.After.Local
	}
	if to.Detail.Peer != 0 && p.same(to.Detail.Peer, from.ID) {
		return true
	}
	peer, ok := p.peer(from.ID)
	return ok && p.same(peer.ID, to.ID)
}

// keepsOpen adds to a finding that the descriptor in flight keeps its socket open, and how to end that.
func (f flight) keepsOpen(finding *Finding) *Finding {
	return finding.because(f.in.Name+"'s descriptors in flight", fmt.Sprint(f.in.Detail.InFlight), "/proc/self/fdinfo").
		advise("Receive it with recvmsg and close it, or close %s.", f.in.Name).try("recvmsg %s 100", f.in.Name).see("sendmsg", "close")
}

// closedInFlight finds a close that ends nothing because another descriptor of the socket is in flight
// (unix(7)).
func closedInFlight(s scene) *Finding {
	if len(s.detail.Twins) > 0 || s.after == nil {
		return nil
	}
	f, ok := s.inFlight(s.id)
	if !ok {
		return nil
	}
	return f.keepsOpen(found("Only this descriptor of %s is closed: one that was sent (%s) is in flight, and waits to be received from %s. It is of the same socket, which lives on%s.",
		s.whom(), f.sent.at(), f.in.Name, s.livesOn("is closed too", 1)))
}

// idleCopy reports whether a close was the exit of a process that held a copy of a descriptor and never used
// it. The process that forked still has its socket as before.
func (p *Past) idleCopy(closed Deed) bool {
	for _, story := range p.named(closed.who()) {
		if at, ok := story.closing(); ok && at.Seq == closed.Seq {
			return len(story.Deeds) == 1 && endedWith(story.Last) != ""
		}
	}
	return false
}
