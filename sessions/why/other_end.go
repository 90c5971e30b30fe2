package why

import (
	"cmp"
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// otherEnd returns the last observation of the socket at the other end, closed or not, if that socket is on
// this bench.
func (s scene) otherEnd() (status.Observed, bool) {
	if s.detail.Peer != 0 {
		return s.seen(s.detail.Peer)
	}
	if pair, ok := s.past.pair(s.id); ok {
		return s.seen(pair.ID)
	}
	if s.before == nil || s.before.Peer == "" || s.before.Peer == "unix:" || !s.kind.Datagrams() {
		return status.Observed{}, false
	}
	var gone status.Observed
	for _, o := range append(s.bench(), s.past.lastSeen()...) { // the peer may not be connected back
		if o.ID == s.id || o.After == nil || o.After.Local != s.before.Peer || o.Kind.Unix() != s.kind.Unix() || o.Kind.Type != s.kind.Type {
			continue
		}
		if !o.Closed {
			return o, true
		}
		gone = o
	}
	return gone, gone.ID != 0
}

// seen returns a socket as the event shows it, or as the last earlier event did.
func (s scene) seen(id status.SocketID) (status.Observed, bool) {
	for _, o := range s.bench() {
		if o.ID == id {
			o.Name = cmp.Or(o.Name, s.past.Of(id).Name) // a dup3 has given its name away
			return o, true
		}
	}
	last := s.past.Of(id).Last
	return last, last.ID != 0
}

// otherEndGone finds why nothing can be sent to the other end of a Unix socket: it was closed, or it shut down
// its receiving direction (unix(7); net/unix/af_unix.c).
func otherEndGone(s scene) *Finding {
	if !s.kind.Unix() || s.addressed() {
		return nil
	}
	if own, ok := s.past.shut(s.id, engine.ShutWr); ok && s.call.Errno == "EPIPE" {
		return ownShut(s, own)
	}
	other, ok := s.otherEnd()
	if !ok {
		return nil
	}
	if shut, ok := s.past.shut(other.ID, engine.ShutRd); ok && !other.Closed {
		f := found("%s, the other end of %s, has shut down its receiving direction (%s).", other.Name, s.whom(), shut.at()).
			because(other.Name, "shutdown", shut.at())
		if s.kind.Datagrams() {
			return f.advise("Send to another socket: nothing undoes a shutdown.")
		}
		return f.advise("Nothing undoes a shutdown: close %s once it has received what waits.", s.whom())
	}
	if !other.Closed {
		return nil
	}
	said := found("%s, the other end of %s, is closed.", other.Name, s.whom()).because(other.Name, "closed", "the bench")
	if s.kind.Datagrams() {
		return said.advise("Connect %s to another one.", s.whom())
	}
	return said.advise("Close %s.", s.whom())
}

// ownShutdown finds a send on a non-TCP socket that has shut down its own sending direction. For TCP,
// sentAfterOwnShutdown does this.
func ownShutdown(s scene) *Finding {
	own, ok := s.past.shut(s.id, engine.ShutWr)
	if s.kind.TCP() || !ok {
		return nil
	}
	return ownShut(s, own)
}

// ownReceiving finds a datagram socket that has shut down its own receiving direction: a nonblocking recv
// still answers EAGAIN, and a blocking one 0 (net/core/datagram.c).
func ownReceiving(s scene) *Finding {
	own, ok := s.past.shut(s.id, engine.ShutRd)
	if !ok || s.flag(engine.MsgErrqueue) {
		return nil
	}
	return found("Nothing waits in the receive queue of %s, and it has shut down its own receiving direction (%s).", s.whom(), own.at()).
		because(s.name, "shutdown", own.at()).
		advise("What still arrives is received anyway; a call that may sleep answers 0 here.")
}

func ownShut(s scene, own Deed) *Finding {
	f := found("%s has shut down its own sending direction (%s).", s.who(), own.at()).because(s.name, fmt.Sprint(own.Call.Name), own.at())
	if s.receivesNoMore() {
		return f.advise("Close it.")
	}
	return f.advise("Send everything before shutdown wr; receiving still works.")
}

// otherEndEnded finds why a message-based Unix socket answers 0 bytes that are not an empty message, and whose
// shutdown or close caused it.
func otherEndEnded(s scene) *Finding {
	if s.call.Ret != 0 || s.values.Size == 0 || s.flag(engine.MsgErrqueue) || s.kind.TCP() || s.kind == (status.Kind{}) || !has(s.before, engine.PollRdhup) {
		return nil
	}
	if s.before.Pending != nil && *s.before.Pending > 0 || waitsEmpty(s) {
		return nil
	}
	if own, ok := s.past.shut(s.id, engine.ShutRd); ok {
		return found("0 bytes, because %s has shut down its own receiving direction (%s), and nothing waits.", s.whom(), own.at()).because(s.name, "shutdown", own.at())
	}
	other, ok := s.otherEnd()
	if !ok || !s.kind.Unix() {
		return nil
	}
	if n := s.past.messagesFor(s.id, other.ID); n > 0 {
		return found("An empty message: %s sent it before its direction ended, and 0 bytes are not the end yet.", other.Name).
			because("messages sent and not received before", fmt.Sprint(n), "the steps so far").advise("Receive again.")
	}
	if other.Closed {
		return found("0 bytes are the end: %s, the other end of %s, is closed, and everything has been read.", other.Name, s.whom()).
			because(other.Name, "closed", "the bench").advise("Close %s.", s.whom())
	}
	if shut, ok := s.past.shut(other.ID, engine.ShutWr); ok {
		f := found("0 bytes are the end: %s, the other end of %s, has shut down its sending direction (%s), and everything has been read.", other.Name, s.whom(), shut.at()).
			because(other.Name, "shutdown", shut.at())
		if s.past.finished(s.id) {
			return f.advise("Close %s.", s.whom())
		}
		return f.advise("%s can still send.", s.who())
	}
	return nil
}

// waitsEmpty reports whether more messages wait behind the one of 0 bytes.
func waitsEmpty(s scene) bool { return s.after != nil && number(s.after.Pending) > 0 }

// messagesFor returns how many messages from the other end a socket has not received yet, or 0 if some of
// their steps have been forgotten.
func (p *Past) messagesFor(id, other status.SocketID) int {
	sent, taken := p.deeds(other), p.deeds(id)
	if len(sent) >= MostDeeds || len(taken) >= MostDeeds {
		return 0
	}
	n := 0
	for _, d := range sent {
		if (d.Call.Name == engine.SysSendto || d.Call.Name == engine.SysWrite) && d.Call.Errno == "" {
			n++
		}
	}
	for _, d := range taken {
		if (d.Call.Name == engine.SysRecvfrom && d.Call.Values.Flags&engine.MsgPeek == 0 || d.Call.Name == engine.SysRead) && d.Call.Errno == "" {
			n--
		}
	}
	return n
}
