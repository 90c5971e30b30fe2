package player

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// ErrNothingRuns is the answer to a step that is posted to a player.
var ErrNothingRuns = errors.New("this is a recording: nothing is run here (R beside its steps makes them again, for real)")

// Events are those of a session, in their order.
type Events interface {
	// Len is how many there are.
	Len() int
	// Event is one of them, from 0.
	Event(i int) (engine.Event, error)
}

// A bench is kept every so many steps: to go back, the steps since the last one are looked through again.
const (
	leastStride = 1000
	mostKept    = 64
)

// Player shows a session after so many of its steps.
type Player struct {
	mu     sync.Mutex
	events Events
	at     int            // how many steps have been made
	bench  *bench         // after them
	kept   map[int]*bench // by how many steps were made
	stride int            // between two of those
}

// New is a player that stands after the first n steps.
func New(events Events, n int) *Player {
	return &Player{events: events, at: max(0, min(n, events.Len())), kept: map[int]*bench{}, stride: max(leastStride, events.Len()/mostKept)}
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

// Go has the player stand after the first n steps.
func (p *Player) Go(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n = max(0, min(n, p.events.Len()))
	if n != p.at+1 || p.bench == nil {
		p.bench = nil // found again where it is asked for
	} else if e, err := p.events.Event(n - 1); err == nil {
		p.bench.take(&e)
	}
	p.at = n
}

// now is the bench where the player stands.
func (p *Player) now() (*bench, error) {
	if p.bench != nil {
		return p.bench, nil
	}
	from, b := 0, newBench()
	for n := p.at - p.at%p.stride; n > 0; n -= p.stride {
		if kept := p.kept[n]; kept != nil {
			from, b = n, kept.clone()
			break
		}
	}
	for i := from; i < p.at; i++ {
		e, err := p.events.Event(i)
		if err != nil {
			return nil, err
		}
		b.take(&e)
		if n := i + 1; n%p.stride == 0 && p.kept[n] == nil {
			p.kept[n] = b.clone()
		}
	}
	p.bench = b
	return b, nil
}

// Post takes no step.
func (p *Player) Post(engine.Step) error { return ErrNothingRuns }

// Close ends the session.
func (p *Player) Close() error { return nil }

// Network is what a frame of a recording says of it.
const Network = "a recording"

// Frame is what the screen asked for, as the recording shows it.
func (p *Player) Frame(q engine.Query) (engine.Frame, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b, err := p.now()
	if err != nil {
		return engine.Frame{}, err
	}
	f := engine.Frame{T: b.t, Network: Network, Open: b.open()}
	rows := b.visible(q)
	f.Total = len(rows)
	f.First = max(0, min(q.First, len(rows)-q.Rows))
	for _, r := range rows[f.First:min(f.First+max(q.Rows, 0), len(rows))] {
		f.Sockets = append(f.Sockets, r.Socket)
	}
	if r := b.rows[q.Selected]; r != nil {
		f.Place = slices.Index(rows, r) + 1
		f.Detail = r.detail()
	}
	from := max(int(min(q.After, uint64(p.at))), p.at-max(q.Events, 0))
	f.Skipped = uint64(from) - min(q.After, uint64(from))
	for i := from; i < p.at; i++ {
		e, err := p.events.Event(i)
		if err != nil {
			return engine.Frame{}, err
		}
		e.Seq = uint64(i + 1)
		f.Events = append(f.Events, e)
	}
	return f, nil
}

// detail is what is known of a socket: the options that were set, and TCP_INFO as it was seen last.
func (r *row) detail() *engine.Detail {
	d := &engine.Detail{Socket: r.Socket}
	for _, name := range slices.Sorted(maps.Keys(r.options)) {
		d.Options = append(d.Options, r.options[name])
	}
	for _, name := range slices.Sorted(maps.Keys(r.info)) {
		d.Info = append(d.Info, status.InfoReading{Name: "tcpi_" + name, Value: strconv.FormatInt(r.info[name], 10)})
	}
	return d
}
