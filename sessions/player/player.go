package player

import (
	"errors"
	"sync"
	"time"

	"netnet-tui/engine"
)

// ErrNothingRuns is the answer to a step that is posted to a player.
var ErrNothingRuns = errors.New("this is a recording: nothing is run here (R beside its steps makes them again, for real)")

// Events are those of a session, in their order. They may be asked for from several goroutines.
type Events interface {
	// Len is how many there are.
	Len() int
	// Event is one of them, from 0.
	Event(i int) (engine.Event, error)
}

// patience is how long a frame waits for the player to arrive where it was sent: a person does not notice.
const patience = 50 * time.Millisecond

// Player shows a session after so many of its steps. What the sockets were like there is known from the
// steps before, which are read in the background: until then it shows the session where it stood.
type Player struct {
	events Events
	past   past

	mu     sync.Mutex
	at     int           // how many steps have been made
	bench  *bench        // after them; never changed
	goal   int           // how many steps will have been made
	read   int           // how far it is on its way there
	going  chan struct{} // closed when it is there, or has been stopped; nil while it stands
	closed bool
}

// New is a player that is on its way to stand after the first n steps.
func New(events Events, n int) *Player {
	p := &Player{events: events, bench: newBench(), past: newPast()}
	p.Go(n)
	return p
}

// At is how many steps have been made where the player stands.
func (p *Player) At() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at
}

// Len is how many steps there are.
func (p *Player) Len() int { return p.events.Len() }

// Event is a step with what came of it, from 0.
func (p *Player) Event(i int) (engine.Event, error) { return p.events.Event(i) }

// Go has the player go to where the first n steps have been made. It does not wait for that.
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

// Stop has the player stay where it stands.
func (p *Player) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.goal = p.at
}

// Going is how much of the way has been read, in percent; false where the player stands.
func (p *Player) Going() (percent int, going bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.going == nil {
		return 0, false
	}
	return 100 * p.read / max(p.goal, 1), true
}

// Arrive waits until the player stands, for at most a while, and reports whether it does.
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

// goOn reads events until the player is where it is to go.
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
		to := min(n-n%leastStride+leastStride, goal) // no further, so that it is soon seen if the goal is another
		for _, i := range p.telling(n, to) {
			if e, err := p.events.Event(i); err == nil { // what can't be read shows nothing
				b.take(&e)
			}
		}
		n, b = to, p.past.keep(to, b)
	}
}

// teller are events that know which of them are enough to know what sockets are like behind the last.
type teller interface {
	Telling(from, to int) ([]int, error)
}

// telling are the events from one up to another that are to be read.
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

// Post takes no step.
func (p *Player) Post(engine.Step) error { return ErrNothingRuns }

// Close ends the session.
func (p *Player) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	return nil
}
