package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	sessions "netnet-tui/sessions/race"
)

// lapMsg is a lap of a race that is over; results are nil when the race is.
type lapMsg struct {
	from    *racing
	results []sessions.Result
	err     error
}

// racing is a race under way, in a process of its own.
type racing struct {
	stop context.CancelFunc
	laps chan lapMsg
}

// raceActions begin and end a race.
func raceActions() []Action {
	move := func(by int) func(*Screen) tea.Cmd { return do(func(s *Screen) { s.race.Move(by) }) }
	return []Action{
		{Name: "start-race", Help: "send the same traffic through every readiness", Inner: true, Why: racesAlready, Do: (*Screen).startRace},
		{Name: "leave-race", Help: "end the race; go back to the bench", Inner: true, Do: do(func(s *Screen) {
			if s.racing != nil {
				s.racing.stop()
				return
			}
			s.turnTo(benchPage)
		})},
		{Name: "race-up", Help: "one up", Inner: true, Do: move(-1)},
		{Name: "race-down", Help: "one down", Inner: true, Do: move(+1)},
	}
}

func racesAlready(s *Screen) string {
	if s.racing != nil {
		return "a race is under way: esc ends it"
	}
	return ""
}

func (s *Screen) startRace() tea.Cmd {
	o := s.race.Begin()
	ctx, stop := context.WithCancel(context.Background())
	r := &racing{stop: stop, laps: make(chan lapMsg)}
	s.racing = r
	go func() {
		err := s.options.Race(ctx, o, func(results []sessions.Result) { r.laps <- lapMsg{from: r, results: results} })
		r.laps <- lapMsg{from: r, err: err}
	}()
	return r.next
}

// next waits for the next lap.
func (r *racing) next() tea.Msg { return <-r.laps }

// lapped shows a lap, or the end of a race.
func (s *Screen) lapped(msg lapMsg) tea.Cmd {
	if msg.results != nil {
		s.race.Lap(msg.results)
		return msg.from.next
	}
	msg.from.stop()
	s.racing = nil
	s.race.Ended(msg.err)
	return nil
}
