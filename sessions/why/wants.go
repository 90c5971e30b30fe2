package why

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// want is a poll(2) event of a socket that was waited for and did not come.
type want struct {
	status.Observed
	asked  int              // everything asked for, as bits of poll
	events int              // those of asked that did not come
	entry  *status.Interest // in the interest list of an epoll; nil for other calls
}

// lacks reports whether an event of poll was asked for and did not come.
func (w want) lacks(bit int) bool { return w.events&bit != 0 }

// is reports whether poll reports an event for the socket now.
func (w want) is(bit int) bool { return has(w.After, bit) }

// wants returns the events that the call waited for in vain.
func (s scene) wants() []want {
	switch {
	case s.event.Verb == "join" && s.event.Failed() && len(s.event.Calls) == 0:
		w, ok := s.sleeper()
		if !ok {
			return nil
		}
		return s.wantsOf(w)
	case s.event.Verb == "expect":
		return s.wantsOfLook()
	case s.isWait():
		return s.wantsOfPoll(s.values.Watched)
	case s.call.Name == engine.SysEpollWait && s.call.Errno == "":
		return s.wantsOfEpoll(s.askedEpoll())
	case s.call.Errno != "EAGAIN":
		return nil
	}
	switch s.call.Name {
	case engine.SysRecvfrom, engine.SysRead:
		if s.flag(engine.MsgErrqueue) || s.flag(engine.MsgOOB) {
			return nil
		}
		return s.wantOf(s.name, engine.PollIn)
	}
	return nil
}

// wantOf returns the wants for events of one socket.
func (s scene) wantOf(name string, events int) []want {
	o, ok := s.onBench(name)
	if !ok || o.After == nil || o.Closed {
		return nil
	}
	return []want{{Observed: o, asked: events, events: events}}
}

func (s scene) wantsOfPoll(watched []engine.Watched) []want {
	var list []want
	for _, w := range watched {
		for _, one := range s.wantOf(w.FD.Name, w.Events) {
			if one.events &^= w.Ready; one.events != 0 && w.Ready&(engine.PollErr|engine.PollHup|engine.PollNval) == 0 {
				list = append(list, one)
			}
		}
	}
	return list
}

// askedEpoll returns the epoll that the scene is about.
func (s scene) askedEpoll() status.Observed {
	e, _ := s.onBench(s.epollName())
	return e
}

// wantsOfEpoll returns the events on the interest list of an epoll that did not come.
func (s scene) wantsOfEpoll(e status.Observed) []want {
	var list []want
	for _, i := range s.interests(e) {
		open := s.openOf(i)
		if len(open) == 0 || reported(s.values.Watched, i) {
			continue
		}
		list = append(list, want{Observed: open[0], asked: i.Events, events: i.Events, entry: &i})
	}
	return list
}

// reported reports whether epoll_wait returned an event for an entry of its interest list.
func reported(watched []engine.Watched, i status.Interest) bool {
	return slices.ContainsFunc(watched, func(w engine.Watched) bool { return w.FD.Number == i.FD })
}

// wantsOfLook returns the events that a failed expect waited for.
func (s scene) wantsOfLook() []want {
	at := s.event.Step.Target
	if at == nil || !s.event.Failed() {
		return nil
	}
	switch at.Field {
	case "pending", "queue":
		return s.wantOf(at.Socket, engine.PollIn)
	case "ready":
		if s.event.Step.Value == nil {
			return nil
		}
		events, err := step.PollEvents.Parse(*s.event.Step.Value)
		if err != nil {
			return nil
		}
		list := s.wantOf(at.Socket, events)
		for i, w := range list {
			for _, bit := range []int{engine.PollIn, engine.PollOut, engine.PollPri, engine.PollRdhup} {
				if w.is(bit) {
					list[i].events &^= bit
				}
			}
		}
		return list
	}
	return nil
}

// wantsOf returns the events that a sleeping call waits for.
func (s scene) wantsOf(w status.Sleeper) []want {
	switch w.Verb {
	case "recv", "recvfrom", "read", "accept":
		return s.wantOf(w.Socket, engine.PollIn)
	case "send", "sendto", "write", "connect":
		return s.wantOf(w.Socket, engine.PollOut)
	case "poll", "select":
		var watched []engine.Watched
		for _, i := range w.Watched {
			watched = append(watched, engine.Watched{FD: engine.Descriptor{Name: i.Socket}, Events: i.Events})
		}
		return s.wantsOfPoll(watched)
	case "epoll_wait":
		return s.wantsOfEpoll(s.askedEpoll())
	}
	return nil
}

// sleeper returns the call that a join waits for.
func (s scene) sleeper() (status.Sleeper, bool) {
	for _, o := range s.bench() {
		if o.Detail == nil {
			continue
		}
		for _, w := range o.Detail.Asleep {
			if w.Task == s.event.Step.Task {
				return w, true
			}
		}
	}
	return status.Sleeper{}, false
}

// endOf returns the last observation of the other end of a socket.
func (s scene) endOf(o status.Observed) (status.Observed, bool) {
	other, ok := s.about(o).otherEnd()
	return other, ok && other.After != nil
}

// about returns the same scene for another socket, on which no call was made.
func (s scene) about(o status.Observed) scene {
	a := scene{past: s.past, next: s.next, over: new(ending), event: s.event, id: o.ID, name: o.Name, kind: o.Kind, before: o.After, after: o.After}
	if o.Detail != nil {
		a.detail = *o.Detail
	}
	for _, other := range s.bench() {
		if other.ID != o.ID {
			a.others = append(a.others, other)
		}
	}
	return a
}
