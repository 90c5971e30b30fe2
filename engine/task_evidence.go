package engine

import (
	"slices"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/lookup"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// observeBefore takes the evidence of a socket and its peer before the step.
func (t *task) observeBefore(s *bench.Entry) {
	t.observe(s)
	if other, ok := t.engine.bench.Peer(s); ok && !slices.Contains(t.involved, other) {
		t.observe(other)
	}
}

// observe takes the evidence of a socket now, and adds it to those whose evidence is taken after the step.
func (t *task) observe(s *bench.Entry) {
	if !slices.Contains(t.involved, s) {
		t.involved = append(t.involved, s)
	}
	t.engine.observe(s)
	if !t.ofOption() {
		t.engine.observer.ObserveTimer(&s.Subject)
	}
	t.before[s.ID] = s.Condition
}

// takeEvidence takes the evidence after the step.
func (t *task) takeEvidence() {
	e := t.engine
	evidence := status.Evidence{Options: t.set, Watched: t.watched, Private: e.options.Lab}
	for _, s := range t.involved {
		e.observe(s)
	}
	var relations map[*bench.Entry]bench.Relation
	if !t.plain() { // plain evidence has no details
		relations = e.bench.Relations(t.involved)
	}
	for _, s := range t.involved {
		observed := t.shown(s, relations[s])
		if before, ok := t.before[s.ID]; ok {
			observed.Before = &before
		}
		evidence.Sockets = append(evidence.Sockets, observed)
	}
	questioned := t.questioned()
	var question lookup.Question
	if questioned {
		question = t.question()
		evidence.Found = e.finder.Find(question)
	}
	if len(evidence.Sockets) == 0 {
		if evidence.Found != nil { // the call that was to make a socket failed
			t.event.Evidence = &evidence
		}
		return
	}
	if t.countersBefore != nil {
		evidence.Moved = e.counters.Again(t.countersBefore).Since(t.countersBefore)
	}
	if questioned {
		evidence.Bench = e.bystanders(t.involved, question.Asked, t)
	}
	t.event.Evidence = &evidence
}

// shown returns an involved socket as the event shows it.
func (t *task) shown(s *bench.Entry, relation bench.Relation) status.Observed {
	if t.plain() {
		after := s.Condition
		return status.Observed{ID: s.ID, Name: s.Name, Kind: s.Made(), Plain: s.Plain(), Closed: !s.Open, After: &after}
	}
	return t.engine.shown(s, relation, true, t)
}

// shown returns a socket as it was last observed, with what explains its behavior. closely makes it read options and
// TCP_INFO too. asker is the task that asks, or nil.
func (e *Engine) shown(s *bench.Entry, relation bench.Relation, closely bool, asker *task) status.Observed {
	var d *status.Detail
	if closely {
		e.observer.ObserveTimer(&s.Subject)
		d = e.observer.Detail(&s.Subject, e.now())
	} else {
		d = s.Detail()
	}
	after := s.Condition
	d.FD, d.Process, d.Ended = number(s.FD), s.Process, s.Ended
	d.Twins, d.Copies, d.Of = relation.Twins, relation.Copies, relation.Oldest
	if relation.Facing != nil {
		d.Peer = relation.Facing.ID
	}
	if d.Protocol, d.Served = e.serving.Protocol(uint64(s.ID)); d.Served {
		d.Gear, _ = e.serving.Running().Gate.Gear()
	}
	d.InFlight = e.observer.InFlight(&s.Subject)
	d.Asleep = e.asleep(s, asker)
	return status.Observed{ID: s.ID, Name: s.Name, Kind: s.Made(), Plain: s.Plain(), Closed: !s.Open, After: &after, Detail: d}
}

// plain reports whether the answer needs no explanation: an option was set or read successfully.
func (t *task) plain() bool {
	return t.result.Errno == 0 && !t.result.Unmet && t.ofOption()
}

// ofOption reports whether the step sets or reads an option.
func (t *task) ofOption() bool { return t.step.Verb == "setsockopt" || t.step.Verb == "getsockopt" }

// questioned reports whether the answer raises a question: the last call failed, reported nothing, or moved only a
// part.
func (t *task) questioned() bool {
	if t.ofOption() {
		return false // the catalogue and the socket itself explain it
	}
	if t.result.Errno != 0 || t.result.Unmet || len(t.event.Calls) == 0 {
		return true
	}
	last := t.event.Calls[len(t.event.Calls)-1]
	switch last.Name {
	case sockets.SysPoll, sockets.SysSelect, sockets.SysEpollWait:
		return true
	case sockets.SysSendto, sockets.SysWrite, sockets.SysRecvfrom, sockets.SysRead,
		sockets.SysSendmsg, sockets.SysRecvmsg, sockets.SysWritev, sockets.SysReadv:
		return last.Ret < last.Values.Size
	default:
		return false
	}
}

// question returns what the answer leaves open.
func (t *task) question() lookup.Question {
	q := lookup.Question{Bench: t.engine.known}
	if len(t.involved) > 0 {
		q = t.engine.question(t.involved[0])
	}
	calls := t.event.Calls
	if t.step.Verb == "client" { // client has the result of its connect
		calls = slices.DeleteFunc(slices.Clone(calls), func(c Call) bool { return c.Name != sockets.SysConnect })
	}
	if len(calls) == 0 {
		return q // about a call that has not returned
	}
	last := calls[len(calls)-1]
	q.Call, q.Errno, q.FD = last.Name, t.result.Errno, last.Values.FD.Number
	if !last.Values.Addr.IsZero() {
		q.Asked = last.Values.Addr
	}
	if q.Call == sockets.SysSocket {
		q.Kind = status.Kind{Domain: last.Values.Domain, Type: last.Values.Type, Protocol: last.Values.Protocol}
	}
	return q
}

// question returns what a socket by itself leaves open: what an epoll has to report, or who should answer a connection
// attempt.
func (e *Engine) question(s *bench.Entry) lookup.Question {
	q := lookup.Question{FD: s.FD, Kind: s.Made(), Local: s.Ends.Local, Device: e.observer.Device(&s.Subject), Asked: s.Target, Bench: e.known}
	if q.Asked.IsZero() {
		q.Asked = s.Ends.Peer
	}
	if q.Kind.Inet() {
		q.Reuses, q.Shares = e.on(s, "SO_REUSEADDR"), e.on(s, "SO_REUSEPORT")
	}
	switch {
	case s.Open && s.Epoll():
		q.Call = sockets.SysEpollWait
	case s.Open && s.State == status.StateSynSent:
		q.Call, q.Errno = sockets.SysConnect, unix.EINPROGRESS
	}
	return q
}

// How many uninvolved sockets are shown, and how many of them are observed closely.
const (
	mostBystanders = 64
	mostClosely    = 8
)

// bystanders returns the sockets of the bench that are not involved, newest first. Those related to the involved ones,
// or to the address asked for, are observed, some of them closely. The others are shown as last observed, unless the
// step waits for whatever may come.
func (e *Engine) bystanders(involved []*bench.Entry, asked sockets.Addr, asker *task) []status.Observed {
	some := slices.Clone(involved)
	for _, other := range e.tasks {
		if other != asker && !other.ended() {
			some = append(some, other.planned...)
		}
	}
	near, waits := bench.Near(some, observe.PlacesOf(asked)), asker == nil || asker.waits()
	var shown []*bench.Entry
	closely := map[*bench.Entry]bool{}
	for _, s := range slices.Backward(e.bench.All()) {
		if len(shown) == mostBystanders {
			break
		}
		if slices.Contains(involved, s) {
			continue
		}
		shown = append(shown, s)
		isNear := near(s)
		if isNear || waits {
			e.observe(s)
		}
		if isNear && len(closely) < mostClosely {
			closely[s] = true
		}
	}
	relations := e.bench.Relations(shown)
	list := make([]status.Observed, 0, len(shown))
	for _, s := range shown {
		list = append(list, e.shown(s, relations[s], closely[s], asker))
	}
	return list
}

// waits reports whether the step waits for something that any socket may cause.
func (t *task) waits() bool {
	switch t.step.Verb {
	case "poll", "select", "epoll_wait", "expect", "join":
		return true
	}
	return false
}

// overIPv6 reports whether a socket sends datagrams over IPv6.
func overIPv6(s *bench.Entry) bool {
	kind := s.Made()
	return kind.Domain == unix.AF_INET6 && kind.Datagrams()
}
