package why

import (
	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Past is what a session has done so far, kept from its events in their order. Rules ask it for
// what no look can show any more. The zero value is that of a session without any event. It is
// not safe for concurrent use.
type Past struct {
	stories map[status.SocketID]*Story
	order   []status.SocketID // in which they were first seen
}

// Story is what steps have done with one descriptor.
type Story struct {
	ID     status.SocketID
	Name   string // as last seen
	Kind   status.Kind
	Origin string          // "socket", "accept(s)", "dup(c)"
	Parent status.SocketID // the listener it was accepted from, or what it is a duplicate of
	Deeds  []Deed          // the last ones, in order
	Last   status.Observed // as it was last seen
}

// Deed is a call that was about a socket.
type Deed struct {
	Seq    uint64
	Line   int // of the script; 0 at a prompt
	T      float64
	Verb   string
	Call   engine.Call
	Before status.State
	After  status.State
}

// How much is remembered.
const (
	mostStories = 1024
	mostDeeds   = 64
)

// Add remembers an event. It is to be explained first.
func (p *Past) Add(e engine.Event) {
	if p.stories == nil {
		p.stories = map[status.SocketID]*Story{}
	}
	if e.Evidence == nil {
		return
	}
	for _, o := range e.Evidence.Sockets {
		p.story(o)
	}
	for _, call := range e.Calls {
		if o, ok := subject(e, call); ok {
			deed := Deed{Seq: e.Seq, Line: e.Line, T: e.T, Verb: e.Verb, Call: call, After: stateOf(o.After), Before: stateOf(o.Before)}
			deed.Call.Name = callName(call.Name)
			s := p.stories[o.ID]
			if s.Deeds = append(s.Deeds, deed); len(s.Deeds) > mostDeeds {
				s.Deeds = s.Deeds[1:]
			}
		}
	}
}

// subject finds the socket a call of an event was about.
func subject(e engine.Event, call engine.Call) (status.Observed, bool) {
	for _, o := range e.Evidence.Sockets {
		if o.Name == call.Values.FD.Name && o.Name != "" {
			return o, true
		}
	}
	return status.Observed{}, false
}

func stateOf(c *status.Condition) status.State {
	if c == nil {
		return ""
	}
	return c.State
}

// story is what is remembered of an observed socket, which may be new.
func (p *Past) story(o status.Observed) {
	s := p.stories[o.ID]
	if s == nil {
		s = &Story{ID: o.ID, Kind: o.Kind}
		p.stories[o.ID] = s
		if p.order = append(p.order, o.ID); len(p.order) > mostStories {
			delete(p.stories, p.order[0])
			p.order = p.order[1:]
		}
	}
	s.Name, s.Last = o.Name, o
	if d := o.Detail; d != nil && s.Origin == "" {
		s.Origin, s.Parent = d.Origin, d.Parent
	}
}

// Of is what is remembered of a socket; an empty story where nothing is.
func (p *Past) Of(id status.SocketID) Story {
	if p == nil || p.stories[id] == nil {
		return Story{ID: id}
	}
	return *p.stories[id]
}

// last is the newest deed of a kind of call that holds, if there is one.
func (s Story) last(call engine.Syscall, holds func(Deed) bool) (Deed, bool) {
	for i := len(s.Deeds) - 1; i >= 0; i-- {
		if d := s.Deeds[i]; d.Call.Name == call && (holds == nil || holds(d)) {
			return d, true
		}
	}
	return Deed{}, false
}
