package why

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// ending is how a connection, or one direction of it, ended, as far as the steps show.
type ending struct {
	name string // of the phenomenon
	how  manner
	by   string // the socket that ended it
	deed Deed   // the step that ended it
	did  string // what happened, with the connection called "it": "a's close with 5 bytes unread reset it"
	cure string // how to avoid it

	asked bool // the ending was already looked up
}

// manner is a way in which a connection ends.
type manner int

const (
	unknown   manner = iota
	attempted        // there never was a connection
	released         // both sides have sent a FIN
	reset            // the other end sent a reset
	resetSelf        // this end sent a reset
	timedOut
)

// attemptFailed is the phenomenon of a socket that never had a connection.
const attemptFailed = "attempt-failed"

// ending returns how the connection of a socket ended, once TCP no longer has it.
func (p *Past) ending(id status.SocketID) ending {
	if p == nil || p.Of(id).Kind.Datagrams() {
		return ending{}
	}
	for _, find := range []func(*Past, status.SocketID) (ending, bool){
		(*Past).neverMet, (*Past).dissolved, (*Past).gaveUp, (*Past).sentToNobody, (*Past).resetByPeer, (*Past).resetInQueue, (*Past).bothFinished,
	} {
		if e, ok := find(p, id); ok {
			return e
		}
	}
	return ending{}
}

// refusals returns the errnos that a connection attempt fails with.
func refusals() []string {
	return []string{"ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "ECONNRESET", "ECONNABORTED", "EACCES", "EPERM"}
}

// neverMet finds a socket that never had a connection because its last attempt to connect failed.
func (p *Past) neverMet(id status.SocketID) (ending, bool) {
	if p.Of(p.socket(id)).Ends.Met || !p.Of(id).Kind.TCP() {
		return ending{}, false
	}
	d, ok := p.done(id, func(d Deed) bool {
		begins := d.Call.Name == engine.SysConnect && !d.Call.Values.Addr.IsZero() || d.Call.Name == engine.SysSendto && d.Call.Values.Flags&engine.MsgFastopen != 0
		return begins && d.Before != status.StateListen && d.Call.Errno != "EISCONN" && d.Call.Errno != "EALREADY"
	})
	if !ok {
		return ending{}, false
	}
	to, failed := step.Word(d.Call.Values.Addr.String()), "failed"
	if up, ok := p.done(id, func(o Deed) bool {
		return (o.Call.Name == engine.SysShutdown || o.dissolves()) && o.Before == status.StateSynSent && o.Seq > d.Seq
	}); ok {
		return ending{name: attemptFailed, how: attempted, deed: up, did: fmt.Sprintf("its attempt to connect to %s was given up here, by %s (%s)", to, up.Verb, up.at())}, true
	}
	if errno := p.failure(id, d.Seq); errno == "ECONNREFUSED" {
		failed = "was refused"
	} else if errno != "" {
		failed = "failed with " + errno
	}
	return ending{name: attemptFailed, how: attempted, deed: d, did: "its attempt to connect to " + to + " " + failed}, true
}

// failure returns the errno that ended an attempt or a connection of a socket, or "" if no step from since on
// reported it.
func (p *Past) failure(id status.SocketID, since uint64) string {
	for _, d := range p.deeds(id) {
		errno := cmp.Or(d.Call.Errno, pendingError(d.Call))
		if d.Seq >= since && slices.Contains(refusals(), errno) {
			return errno
		}
	}
	return ""
}

// dissolved finds a connection that was ended by connect with AF_UNSPEC.
func (p *Past) dissolved(id status.SocketID) (ending, bool) {
	d, ok := p.done(id, Deed.dissolves)
	if !ok || !connection(d.Before) || p.number(id, "TCP_REPAIR") == 1 {
		return ending{}, false
	}
	name := p.Of(id).Name
	return ending{name: "connection-dissolved", how: resetSelf, by: name, deed: d, did: fmt.Sprintf("%s dissolved it itself (connect %s none), which sends a reset", name, name),
		cure: "Shut down and receive until 0 bytes for an orderly end."}, true
}

// gaveUp finds a connection that ended because nothing was acknowledged.
func (p *Past) gaveUp(id status.SocketID) (ending, bool) {
	for _, d := range p.deeds(id) {
		if cmp.Or(d.Call.Errno, pendingError(d.Call)) == "ETIMEDOUT" {
			return ending{name: "connection-given-up", how: timedOut, deed: d, did: p.gaveUpWhy(id)}, true
		}
	}
	if lost := p.Of(p.socket(id)).Lost; lost.Seq != 0 {
		return ending{name: "connection-given-up", how: timedOut, deed: lost, did: p.gaveUpWhy(id)}, true
	}
	return ending{}, false
}

// gaveUpWhy says which timer ended a connection, and what kept the peer from answering.
func (p *Past) gaveUpWhy(id status.SocketID) string {
	last, timer := p.Of(p.socket(id)).Last, "its retransmissions ran out"
	switch limit := optionOf(last, "TCP_USER_TIMEOUT", ""); {
	case limit != "" && limit != "0" && limit != "0s":
		timer = "TCP_USER_TIMEOUT (" + limit + ") was over"
	case optionOf(last, "SO_KEEPALIVE", "off") == "on" && last.Before != nil && number(last.Before.Unsent) == 0:
		timer = "its keepalive probes ran out"
	}
	did := fmt.Sprintf("TCP gave it up: %s, and nothing more was acknowledged", timer)
	peer, ok := p.peer(id)
	if d, filtered := p.filtered(peer.ID); ok && filtered {
		return fmt.Sprintf("%s, because the filter of %s drops what comes (SO_ATTACH_FILTER, %s)", did, peer.Name, d.at())
	}
	if n := unread(peer.Kind, peer.Last.After); ok && n > 0 && !peer.Last.Closed {
		return fmt.Sprintf("%s, while %s had %s that nobody received", did, peer.Name, step.Counted(n, "byte"))
	}
	return did
}

// sentToNobody finds a connection that was shut down in both directions or closed at this end when data came: the
// kernel resets it, because nobody can read the data (tcp_rcv_state_process in net/ipv4/tcp_input.c).
func (p *Past) sentToNobody(id status.SocketID) (ending, bool) {
	last, ok := p.deaf(id)
	if kind := p.Of(id).Kind; !ok || !kind.TCP() || p.multipath(id) || !p.Of(p.socket(id)).Ends.Met {
		return ending{}, false
	}
	sender, data := "the peer", "data"
	if peer, ok := p.peer(id); ok {
		d, sent := p.done(peer.ID, func(d Deed) bool { return d.sends() && d.Seq > last.Seq })
		if !sent {
			return ending{}, false
		}
		sender, data = peer.Name, step.Counted(d.Call.Ret, "byte")
	}
	name := p.Of(id).Name
	if last.Call.Name == engine.SysClose {
		return ending{name: "data-after-close", how: resetSelf, by: name, deed: last, did: fmt.Sprintf("%s of %s came when it was closed already, and its kernel answered with a reset", data, sender)}, true
	}
	return ending{name: "data-after-both-shutdowns", how: resetSelf, by: name, deed: last,
		did:  fmt.Sprintf("%s itself reset it, because both its directions were shut down (%s) when %s of %s came, and nobody could read that any more", name, last.at(), data, sender),
		cure: "To receive what the peer still sends, shut down wr only, and receive until 0 bytes."}, true
}

// deaf returns the step after which nobody can read what a socket receives, although it still has its connection.
func (p *Past) deaf(id status.SocketID) (Deed, bool) {
	rd, noRead := p.shut(id, engine.ShutRd)
	wr, noWrite := p.shut(id, engine.ShutWr)
	switch {
	case noRead && noWrite && rd.Seq > wr.Seq:
		return rd, true
	case noRead && noWrite:
		return wr, true
	}
	end, ok := p.ended(id)
	return end, ok && !end.heldOpen()
}

// heldOpen reports whether a close left the connection as it was because a call still slept on the socket.
func (d Deed) heldOpen() bool {
	return d.After == status.StateEstablished || d.After == status.StateCloseWait
}

// sentAfter reports whether a socket sent something after a deed.
func (p *Past) sentAfter(id status.SocketID, after Deed) bool {
	_, sent := p.done(id, func(d Deed) bool { return d.sends() && d.Seq > after.Seq })
	return sent
}

// resetByPeer finds a connection that was reset by its other end.
func (p *Past) resetByPeer(id status.SocketID) (ending, bool) {
	peer, ok := p.peer(id)
	if !ok {
		return p.resetByUnknown(id)
	}
	if d, ok := p.done(peer.ID, Deed.dissolves); ok && connection(d.Before) && p.number(peer.ID, "TCP_REPAIR") != 1 && p.Of(id).Kind.TCP() {
		return ending{name: "connection-dissolved", how: reset, by: peer.Name, deed: d, did: fmt.Sprintf("connect %s none dissolved it at the other end, which sends a reset", peer.Name)}, true
	}
	if e, ok := p.resetByLost(id, peer); ok {
		return e, true
	}
	if self, ok := p.sentToNobody(peer.ID); ok && self.name == "data-after-both-shutdowns" {
		self.how, self.did = reset, fmt.Sprintf("both directions of %s were shut down (%s), and it answered what %s sent with a reset", peer.Name, self.deed.at(), p.Of(id).Name)
		return self, true
	}
	end, ok := p.ended(peer.ID)
	if !ok {
		return ending{}, false
	}
	if e, ok := p.resetByClose(id, peer, end); ok {
		return e, true
	}
	sent, ok := p.done(id, func(d Deed) bool { return d.sends() && d.Seq > end.Seq })
	if ok && p.Of(id).Kind.TCP() {
		e := ending{name: "data-after-close", how: reset, by: peer.Name, deed: end}
		e.did = fmt.Sprintf("%s had been closed (%s) when %s came from %s, and its kernel answered with a reset", end.who(), end.at(), step.Counted(sent.Call.Ret, "byte"), p.Of(id).Name)
		return e, true
	}
	return ending{}, false
}

// resetByClose finds a connection that was reset by the close of the other end itself.
func (p *Past) resetByClose(id status.SocketID, peer Story, end Deed) (ending, bool) {
	e := ending{how: reset, by: peer.Name, deed: end}
	switch {
	case p.number(peer.ID, "TCP_REPAIR") == 1: // its close sent nothing
		return ending{}, false
	case zeroLinger(peer.Last.Detail) && p.Of(id).Kind.TCP():
		e.name = "close-with-zero-linger"
		e.did, e.cure = fmt.Sprintf("%s's close with SO_LINGER on,0s reset it", end.who()), fmt.Sprintf("Without SO_LINGER the close of %s would send a FIN.", peer.Name)
		return e, true
	case end.heldOpen() && p.sentAfter(id, end):
		e.name = "close-with-unread-data"
		e.did = fmt.Sprintf("the call that had kept %s open returned, and what had come for it was unread, which resets it", end.who())
		return e, true
	case end.Unread == someBytes:
		e.name = "close-with-unread-data"
		e.did = fmt.Sprintf("%s's close with data unread at or behind the urgent mark reset it", end.who())
		return e, true
	case end.Unread > 0:
		e.name = "close-with-unread-data"
		e.did = fmt.Sprintf("%s's close with %s unread reset it", end.who(), step.Counted(end.Unread, "byte"))
		e.cure = fmt.Sprintf("For an orderly end %s receives until 0 bytes before it closes.", peer.Name)
		return e, true
	case p.number(peer.ID, "TCP_LINGER2") < 0:
		e.name = "close-with-negative-linger2"
		e.did = fmt.Sprintf("%s's close with TCP_LINGER2 below 0 sent a FIN and reset it at once", peer.Name)
		return e, true
	}
	return ending{}, false
}

// resetByUnknown finds a connection whose other end is not on the bench and answered what came after its FIN with a
// reset.
func (p *Past) resetByUnknown(id status.SocketID) (ending, bool) {
	d, ok := p.done(id, func(d Deed) bool { return d.sends() && d.Before == status.StateCloseWait })
	if !ok {
		return ending{}, false
	}
	return ending{name: "data-after-close", how: reset, deed: d, did: fmt.Sprintf("the peer had closed, and answered what %s sent after that with a reset", p.Of(id).Name)}, true
}

// resetInQueue finds a connection that was never accepted before its listener ended.
func (p *Past) resetInQueue(id status.SocketID) (ending, bool) {
	ends := p.Of(p.socket(id)).Ends
	if _, accepted := p.peer(id); accepted || ends.Peer == "" {
		return ending{}, false
	}
	began, _ := p.done(id, func(d Deed) bool { return d.Call.Name == engine.SysConnect })
	for _, other := range slices.Backward(p.order) {
		listener := p.Of(other)
		if port(listener.Ends.Local) != 0 || listener.Last.After == nil || port(listener.Last.After.Local) != port(ends.Peer) {
			continue
		}
		end, ok := p.done(other, func(d Deed) bool {
			return d.Seq > began.Seq && d.Before == status.StateListen && d.Call.Errno == "" && (d.Call.Name == engine.SysClose || d.Call.Name == engine.SysShutdown && d.Call.Values.Op != engine.ShutWr)
		})
		if ok {
			return ending{name: "reset-in-accept-queue", how: reset, by: listener.Name, deed: end,
				did:  fmt.Sprintf("%s stopped listening (%s) while it still waited in its accept queue, which resets it", listener.Name, end.at()),
				cure: fmt.Sprintf("Accept until EAGAIN before %s is closed.", listener.Name)}, true
		}
	}
	return ending{}, false
}

// bothFinished finds a connection that both ends shut down or closed in order.
func (p *Past) bothFinished(id status.SocketID) (ending, bool) {
	peer, ok := p.peer(id)
	if !ok || !p.finished(id) || !p.finished(peer.ID) {
		return ending{}, false
	}
	return ending{how: released, by: peer.Name, did: "both sides have sent a FIN"}, true
}

// finished reports whether steps have ended the sending direction of a socket.
func (p *Past) finished(id status.SocketID) bool {
	_, shut := p.shut(id, engine.ShutWr)
	_, closed := p.ended(id)
	return shut || closed
}
