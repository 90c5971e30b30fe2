package race

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/race"
	"netnet-tui/ui/part"
)

// Runner runs a race and reports each lap; it returns when the race or ctx has ended.
type Runner func(ctx context.Context, o race.Options, lap func([]race.Result)) error

// LapMsg reports that a lap of a race is over or that a round begins; it has neither when the race is over.
type LapMsg struct {
	from    *racing
	results []race.Result
	turn    race.Turn // the round that begins, unless Nth is 0
	err     error
}

// racing is a running race, in a process of its own.
type racing struct {
	stop context.CancelFunc
	laps chan LapMsg
}

func (p *Page) start(part.Host) tea.Cmd {
	o := p.Begin()
	ctx, stop := context.WithCancel(context.Background())
	r := &racing{stop: stop, laps: make(chan LapMsg)}
	p.racing = r
	o.Begins = func(t race.Turn) { r.laps <- LapMsg{from: r, turn: t} }
	go func() {
		err := p.run(ctx, o, func(results []race.Result) { r.laps <- LapMsg{from: r, results: results} })
		r.laps <- LapMsg{from: r, err: err}
	}()
	return r.next
}

// next waits for the next lap.
func (r *racing) next() tea.Msg { return <-r.laps }

// Hear shows a lap, or the end of a race.
func (p *Page) Hear(_ part.Host, msg tea.Msg) (cmd tea.Cmd, changed bool) {
	m, ok := msg.(LapMsg)
	if !ok {
		return nil, false
	}
	if m.turn.Nth > 0 {
		p.turn = m.turn
		return m.from.next, true
	}
	if m.results != nil {
		p.Lap(m.results)
		return m.from.next, true
	}
	m.from.stop()
	p.racing = nil
	p.Ended(m.err)
	return nil, true
}

// Close ends the running race.
func (p *Page) Close() error {
	if p.racing != nil {
		p.racing.stop()
	}
	return nil
}
