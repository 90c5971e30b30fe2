package states

import (
	"slices"

	"netnet-tui/engine/status"
)

// Pass is an arrow that an end has taken.
type Pass struct {
	From, To status.State
	Cause
	Seq  uint64  // the event that shows it; 0 if it was seen between two events
	T    float64 // when, in seconds of the session
	Seen bool    // To was seen; false for a state that was passed between two looks
}

// Path is the way of one socket through the diagram in its present life: anything before it was last CLOSED is
// forgotten.
type Path struct {
	ID     status.SocketID // of its oldest descriptor
	Name   string
	Start  status.State
	Passes []Pass
	Peer   status.SocketID // the other end, 0 if it was never on the bench
	Open   bool            // it has a descriptor

	local, remote string
}

// mostPasses limits a path: the longest life without CLOSED in between has 9.
const mostPasses = 32

// Now returns the state in which the end was last seen.
func (p *Path) Now() status.State {
	if n := len(p.Passes); n > 0 {
		return p.Passes[n-1].To
	}
	return p.Start
}

// entered returns when the end entered its present state, in seconds of the session.
func (p *Path) entered() float64 {
	if n := len(p.Passes); n > 0 {
		return p.Passes[n-1].T
	}
	return 0
}

// Passed reports whether the path leads through a state, and whether it was seen there.
func (p *Path) Passed(s status.State) (passed, seen bool) {
	if p.Start == s {
		return true, true
	}
	for _, pass := range p.Passes {
		if pass.To == s {
			passed, seen = true, seen || pass.Seen
		}
	}
	return passed, seen
}

// Took returns the last pass from one state to another, if there is one.
func (p *Path) Took(from, to status.State) (Pass, bool) {
	for _, pass := range slices.Backward(p.Passes) {
		if pass.From == from && pass.To == to {
			return pass, true
		}
	}
	return Pass{}, false
}

// Aborted returns the pass that ended the connection without an arrow of the figure: a reset.
func (p *Path) Aborted() (Pass, bool) {
	if n := len(p.Passes); n > 0 && arrow(p.Passes[n-1].From, p.Passes[n-1].To) == nil {
		return p.Passes[n-1], true
	}
	return Pass{}, false
}

// States returns the states that the path passes, in order.
func (p *Path) States() []status.State {
	list := []status.State{p.Start}
	for _, pass := range p.Passes {
		list = append(list, pass.To)
	}
	return list
}

// to extends the path to a state that was seen.
func (p *Path) to(s status.State, l look) {
	now := p.Now()
	if s == now && len(p.Passes) > 0 {
		p.Passes[len(p.Passes)-1].Seen = true
	}
	if s == now || !slices.Contains(TCP(), s) {
		return
	}
	if now == status.StateClosed {
		p.Start, p.Passes = status.StateClosed, nil
	}
	way := l.way(now, s, l.t-p.entered())
	for i, pass := range way {
		pass.Seen = i == len(way)-1
		p.Passes = append(p.Passes, pass)
	}
	if extra := len(p.Passes) - mostPasses; extra > 0 {
		p.Passes = slices.Delete(p.Passes, 0, extra)
		p.Start = p.Passes[0].From
	}
}
