package player

import (
	"errors"
	"sync"
	"time"

	"netnet-tui/engine"
)

// ErrNothingRuns is the error for a step that is posted to a player.
var ErrNothingRuns = errors.New("this is a recording: nothing is run here (R beside its steps runs them again, for real)")

// Events are those of a session, in order. They may be requested by several goroutines.
type Events interface {
	// Len returns the number of events.
	Len() int
	// Event returns an event, counting from 0.
	Event(i int) (engine.Event, error)
}

// patience is how long a frame waits for the player to arrive where it was sent: too short for a person to notice.
const patience = 50 * time.Millisecond

// Player shows a session after some of its steps. The state of the sockets there follows from the steps before, which
// are read in the background: until then the player shows the session where it was.
type Player struct {
	events Events
	past   past

	mu     sync.Mutex
	at     int           // how many steps have been made
	bench  *bench        // the sockets after them; never modified
	goal   int           // how many steps will have been made
	read   int           // how far it has read on the way there
	going  chan struct{} // closed when it has arrived or was stopped; nil while it is not moving
	closed bool
}

// New returns a player that is on its way to the position after the first n steps.
func New(events Events, n int) *Player {
	p := &Player{events: events, bench: newBench(), past: newPast()}
	p.Go(n)
	return p
}

// At returns how many steps have been made at the player's position.
func (p *Player) At() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at
}

// Len returns the number of steps.
func (p *Player) Len() int { return p.events.Len() }

// Event returns a step with its result, counting from 0.
func (p *Player) Event(i int) (engine.Event, error) { return p.events.Event(i) }

// Go sends the player to the position after the first n steps. It does not wait for it to arrive.
func (p *Player) Go(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.goal = max(0, min(n, p.events.Len()))
	if p.going == nil && p.goal != p.at && !p.closed {
		p.going = make(chan struct{})
		p.read = p.at
		go p.goOn()
	}
}

// Goal returns how many steps will have been made when the player has arrived.
func (p *Player) Goal() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.goal
}

// Stop keeps the player at its position.
func (p *Player) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.goal = p.at
}

// Going returns how much of the way has been read, in percent; false if the player is not moving.
func (p *Player) Going() (percent int, going bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.going == nil {
		return 0, false
	}
	return 100 * p.read / max(p.goal, 1), true
}

// Arrive waits at most for the given time until the player has arrived, and reports whether it has.
func (p *Player) Arrive(most time.Duration) bool {
	p.mu.Lock()
	going := p.going
	p.mu.Unlock()
	if going == nil {
		return true
	}
	select {
	case <-going:
		return true
	default:
	}
	late := time.NewTimer(most)
	defer late.Stop()
	select {
	case <-going:
		return true
	case <-late.C:
		return false
	}
}

// goOn reads events until the player has reached its goal.
func (p *Player) goOn() {
	var b *bench
	for n := 0; ; {
		p.mu.Lock()
		goal := p.goal
		if b == nil || n > goal {
			n, b = p.past.before(goal, p.at, p.bench)
		}
		stopped := goal == p.at || p.closed
		if p.read = n; n == goal && !stopped {
			p.at, p.bench, stopped = n, b, true
		}
		if stopped {
			close(p.going)
			p.going = nil
		}
		p.mu.Unlock()
		if stopped {
			return
		}
		to := min(n-n%leastStride+leastStride, goal) // no further, so that a changed goal is soon noticed
		for _, i := range p.telling(n, to) {
			if e, err := p.events.Event(i); err == nil { // what can't be read shows nothing
				b.take(&e)
			}
		}
		n, b = to, p.past.keep(to, b)
	}
}

// teller is implemented by events that know which of them are enough to determine the state of the sockets after the
// last.
type teller interface {
	Telling(from, to int) ([]int, error)
}

// telling returns the events in [from, to) that have to be read.
func (p *Player) telling(from, to int) []int {
	if t, ok := p.events.(teller); ok {
		if list, err := t.Telling(from, to); err == nil {
			return list
		}
	}
	var list []int
	for i := from; i < to; i++ {
		list = append(list, i)
	}
	return list
}

// Post refuses every step.
func (p *Player) Post(engine.Step) error { return ErrNothingRuns }

// Close ends the session.
func (p *Player) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return nil
}
