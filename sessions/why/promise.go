package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Promise is a prediction about a closed socket. Later events are checked against it.
type Promise struct {
	Socket status.SocketID
	State  status.State // the predicted state
	Until  float64      // when that state ends, in seconds of the session
	Given  Deed         // the close that was explained with it
}

// timeWait is how long the kernel keeps TIME-WAIT, in seconds (TCP_TIMEWAIT_LEN, include/net/tcp.h).
const timeWait = 60

// promise returns what [scene.closingInOrder] predicts for the socket, or false if it predicts nothing.
func (s scene) promise() (Promise, bool) {
	if s.call.Name != engine.SysClose || s.call.Errno != "" || !s.closesFirst() {
		return Promise{}, false
	}
	deed := Deed{Seq: s.event.Seq, Line: s.event.Line, T: s.event.T, Call: s.call}
	return Promise{Socket: s.id, State: status.StateTimeWait, Until: s.event.T + timeWait, Given: deed}, true
}

// closesFirst reports whether the socket of a close sent its FIN before its peer did and nothing is known that
// keeps it from TIME-WAIT.
func (s scene) closesFirst() bool {
	if s.before == nil || s.after == nil || !s.kind.TCP() || s.held() {
		return false
	}
	switch s.after.State {
	case status.StateFinWait1, status.StateFinWait2, status.StateTimeWait:
	default:
		return false
	}
	return s.before.State == status.StateEstablished && s.hindrance() == ""
}

// broken returns a finding for each promise that an event shows to be broken.
func (p *Past) broken(e engine.Event) []Finding {
	if p == nil || e.Evidence == nil {
		return nil
	}
	var list []Finding
	for _, promised := range p.promises {
		o, ok := shownIn(e, promised.Socket)
		if !ok || !promised.brokenBy(o, e.T) {
			continue
		}
		f := found("%s was to hold %s for %d s (%s), but it is gone%s.", o.Name, promised.State, timeWait, promised.Given.at(), p.with(e).whyGone(promised)).
			because(o.Name+".state", string(o.After.State), "sock_diag").see("TIME-WAIT")
		f.Phenomenon = "promise-broken"
		list = append(list, *f)
	}
	return list
}

// shownIn returns a socket as an event shows it.
func shownIn(e engine.Event, id status.SocketID) (status.Observed, bool) {
	for _, o := range slices.Concat(e.Evidence.Sockets, e.Evidence.Bench) {
		if o.ID == id && o.After != nil && o.Name != "" {
			return o, true
		}
	}
	return status.Observed{}, false
}

// brokenBy reports whether an observation of the socket contradicts the promise.
func (p Promise) brokenBy(o status.Observed, now float64) bool {
	return o.After.State == status.StateClosed && now < p.Until
}

// settled reports whether the promise no longer needs checking: it is broken or its time is over.
func (p Promise) settled(e engine.Event) bool {
	if e.Evidence == nil {
		return e.T >= p.Until
	}
	o, ok := shownIn(e, p.Socket)
	return e.T >= p.Until || ok && p.brokenBy(o, e.T)
}

// whyGone returns the reason why a closed socket is gone too early, after a colon, or "" if none is known.
func (p *Past) whyGone(promised Promise) string {
	id := promised.Socket
	peer, ok := p.peer(id)
	if end := p.ending(id); (end.how == reset || end.how == resetSelf) && !p.outlasted(promised, peer.ID) {
		return ": " + end.did
	}
	switch taker, taken := p.taker(id); {
	case taken:
		return ": " + taker.Name + " has connected from and to the same addresses since"
	case ok && !p.finished(peer.ID):
		return fmt.Sprintf(": %s has not closed, and the kernel waits for its FIN only for net.ipv4.tcp_fin_timeout, or TCP_LINGER2, once nobody has the socket open (FIN-WAIT-2)", peer.Name)
	}
	return ""
}

// outlasted reports whether FIN-WAIT-2 timed out before the other end sent anything, as far as
// net.ipv4.tcp_fin_timeout is known.
func (p *Past) outlasted(promised Promise, peer status.SocketID) bool {
	d, sent := p.done(peer, func(d Deed) bool { return d.sends() && d.Seq > promised.Given.Seq })
	return sent && p.finTimeout > 0 && d.T-promised.Given.T > p.finTimeout
}

// taker returns a newer socket with the same two addresses as a connection.
func (p *Past) taker(id status.SocketID) (Story, bool) {
	ends := p.Of(id).Ends
	for _, other := range slices.Backward(p.order) {
		if s := p.Of(other); s.ID > id && p.socket(other) != p.socket(id) && s.Ends.Local == ends.Local && s.Ends.Peer == ends.Peer {
			return s, true
		}
	}
	return Story{}, false
}

// promises returns the promise made by the explanation of an event.
func promises(p *Past, e engine.Event) (Promise, bool) {
	if len(e.Calls) == 0 || e.Evidence == nil {
		return Promise{}, false
	}
	return newScene(p, e).promise()
}

// promise records a promise, forgetting the oldest beyond MostDeeds.
func (p *Past) promise(promised Promise) {
	if p.promises = append(p.promises, promised); len(p.promises) > MostDeeds {
		p.promises = p.promises[1:]
	}
}

// reckon drops the promises that an event settles.
func (p *Past) reckon(e engine.Event) {
	p.promises = slices.DeleteFunc(p.promises, func(promised Promise) bool { return promised.settled(e) })
}
