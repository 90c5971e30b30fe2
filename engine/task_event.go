package engine

import (
	"slices"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/lookup"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// observeBefore takes the evidence before the step, of a socket and of its other end.
func (t *task) observeBefore(s *bench.Entry) {
	t.observe(s)
	if other, ok := t.engine.bench.Peer(s); ok && !slices.Contains(t.involved, other) {
		t.observe(other)
	}
}

// observe observes a socket now, and adds it to those whose evidence is taken after the step.
func (t *task) observe(s *bench.Entry) {
	if !slices.Contains(t.involved, s) {
		t.involved = append(t.involved, s)
	}
	t.engine.observe(s)
	if !t.aboutOption() {
		t.engine.observer.ObserveTimer(&s.Subject)
	}
	t.before[s.ID] = s.Condition
}

// takeEvidence takes the evidence after the step.
func (t *task) takeEvidence() {
	e := t.engine
	evidence := status.Evidence{Options: t.set, Private: e.options.Lab}
	for _, s := range t.involved {
		e.observe(s)
		observed := t.observed(s)
		if before, ok := t.before[s.ID]; ok {
			observed.Before = &before
		}
		evidence.Sockets = append(evidence.Sockets, observed)
	}
	questioned := t.questioned()
	if questioned {
		evidence.Found = e.finder.Find(t.question())
	}
	if len(evidence.Sockets) == 0 {
		if evidence.Found != nil { // the call that was to make one failed
			t.event.Evidence = &evidence
		}
		return
	}
	if t.countersBefore != nil {
		evidence.Moved = e.counters.Read().Since(t.countersBefore)
	}
	if questioned {
		evidence.Bench = e.bystanders(t.involved, t)
	}
	t.event.Evidence = &evidence
}

// observed is a socket as it was observed last, with what makes it answer as it does.
func (t *task) observed(s *bench.Entry) status.Observed {
	if t.plain() {
		after := s.Condition
		return status.Observed{ID: s.ID, Name: s.Name, Kind: s.Made(), Plain: s.Plain(), Closed: !s.Open, After: &after}
	}
	return t.engine.observed(s, t)
}

// observed is the same for whoever asks, which may be a task or nil.
func (e *Engine) observed(s *bench.Entry, asker *task) status.Observed {
	e.observer.ObserveTimer(&s.Subject)
	after := s.Condition
	d := e.observer.Detail(&s.Subject, e.now())
	d.Twins, d.Of = e.bench.Twins(s)
	if other, ok := e.bench.Facing(s); ok {
		d.Peer = other.ID
	}
	d.Served = e.served(s)
	d.Asleep = e.asleep(s, asker)
	return status.Observed{ID: s.ID, Name: s.Name, Kind: s.Made(), Plain: s.Plain(), Closed: !s.Open, After: &after, Detail: d}
}

// plain reports whether the answer says all by itself: an option was set or read.
func (t *task) plain() bool {
	return t.result.Errno == 0 && !t.result.Unmet && t.aboutOption()
}

// aboutOption reports whether the step sets or reads an option.
func (t *task) aboutOption() bool {
	return t.step.Verb == "setsockopt" || t.step.Verb == "getsockopt"
}

// questioned reports whether the answer leaves a question: the last call failed, was silent, or
// took only a part.
func (t *task) questioned() bool {
	if t.aboutOption() {
		return false // the catalogue and the socket itself say why
	}
	if t.result.Errno != 0 || t.result.Unmet || len(t.event.Calls) == 0 {
		return true
	}
	last := t.event.Calls[len(t.event.Calls)-1]
	switch last.Name {
	case sockets.SysPoll, sockets.SysSelect, sockets.SysEpollWait:
		return true
	case sockets.SysSendto, sockets.SysWrite, sockets.SysRecvfrom, sockets.SysRead:
		return last.Ret < last.Values.Size
	default:
		return false
	}
}

// question is what the answer leaves open.
func (t *task) question() lookup.Question {
	q := lookup.Question{Bench: t.engine.known}
	if len(t.involved) > 0 {
		q = t.engine.question(t.involved[0])
	}
	calls := t.event.Calls
	if t.step.Verb == "client" { // which ends as its connect did
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

// question is what a socket leaves open by itself: what an epoll has to report, and who is to
// answer an attempt to connect.
func (e *Engine) question(s *bench.Entry) lookup.Question {
	q := lookup.Question{FD: s.FD, Kind: s.Made(), Local: s.Ends.Local, Device: e.observer.Device(&s.Subject), Asked: s.Target, Bench: e.known}
	if q.Asked.IsZero() {
		q.Asked = s.Ends.Peer
	}
	if shared, ok := sockopts.Find("SO_REUSEPORT"); ok && s.Open && q.Kind.Inet() {
		q.Shares = e.observer.ReadQuietly(s.FD, shared) == "on"
	}
	switch {
	case s.Open && s.Epoll():
		q.Call = sockets.SysEpollWait
	case s.Open && s.State == status.StateSynSent:
		q.Call, q.Errno = sockets.SysConnect, unix.EINPROGRESS
	}
	return q
}

// mostBystanders bounds how many sockets are observed that a step did not involve.
const mostBystanders = 64

// bystanders are the sockets of the bench besides those that are involved, the newest first.
func (e *Engine) bystanders(involved []*bench.Entry, asker *task) []status.Observed {
	var list []status.Observed
	for _, s := range slices.Backward(e.bench.All()) {
		if len(list) == mostBystanders {
			break
		}
		if !slices.Contains(involved, s) {
			e.observe(s)
			list = append(list, e.observed(s, asker))
		}
	}
	return list
}

// judge compares the answer with what was expected.
func (t *task) judge() {
	if t.event.Problem != "" {
		return
	}
	t.event.Got, t.event.Clipped = clip(t.result.String())
	held := true
	switch {
	case t.result.Unmet:
		held = false
	case len(t.step.Want) > 0:
		held = slices.ContainsFunc(t.step.Want, func(o step.Outcome) bool {
			return o.Holds(t.result, func(a step.Address) (sockets.Addr, error) { return t.address(a, unix.AF_INET) })
		})
	case t.step.Compare == "":
		return
	}
	t.event.Held = &held
}

// clip keeps an answer short enough to read; the calls show how long it was.
func clip(answer string) (beginning string, clipped bool) {
	const most = 256
	if len(answer) > most {
		return answer[:most] + "...", true
	}
	return answer, false
}

// maxCalls is how many different calls of one step are listed.
const maxCalls = 64

// report records a call in the event. If the same call gets the same answer again, it is
// counted, not listed.
func (t *task) report(c Call) {
	calls := t.event.Calls
	if n := len(calls); n > 0 && calls[n-1].Same(c) {
		calls[n-1].Times = max(calls[n-1].Times, 1) + 1
		calls[n-1].NS = c.NS
		return
	}
	if len(calls) == maxCalls {
		t.event.Skipped++
		calls = calls[1:]
	}
	calls = append(calls, c)
	t.event.Calls = calls
}
