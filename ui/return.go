package ui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// sessionAgain returns the action that makes the session again after its engine has died.
func (s *Screen) sessionAgain() part.Action {
	return part.Action{Name: "session-again", Help: "after the engine has died, run the session again in a new one, up to its last answer",
		Why: func(h part.Host) string {
			if why := s.engineLives(h); why != "" {
				return why
			}
			if events, _ := s.bench.Session(); len(events) == 0 {
				return "no step has been answered yet, so there is nothing to run again"
			}
			return ""
		},
		Do: func(part.Host) tea.Cmd {
			events, _ := s.bench.Session()
			return s.Return(events[len(events)-1].Seq)
		}}
}

// Return returns the session to its first n steps: they are run again in a new engine, and meanwhile the
// screen shows what they answered before.
func (s *Screen) Return(n uint64) tea.Cmd {
	if p := s.played(); p != nil {
		return s.play(p, n)
	}
	events, blocked := s.bench.Session()
	switch last := uint64(len(events)); {
	case s.starting:
		s.Fail(onItsWay)
		return nil
	case last > 0 && (events[0].Seq != 1 || events[last-1].Seq != last):
		return s.reread(n)
	case n < last:
		events = events[:n]
	}
	return s.returnTo(events, blocked)
}

// returnTo makes the steps of a session again, if that is possible.
func (s *Screen) returnTo(events []engine.Event, blocked []engine.Blocked) tea.Cmd {
	if why := again.Obstacle(events); why != "" {
		s.Fail("the earlier steps can't be run again. " + why)
		return nil
	}
	return s.again(events, sleeping(blocked, events, s.bench.T))
}

// mostReread is the largest number of steps that is read back from a recording and run again: all of them
// are in memory then.
const mostReread = 20_000

// rereadMsg carries the first steps of a session, read from its recording.
type rereadMsg struct {
	of     store.Source
	events []engine.Event
	err    error
}

// reread reads the first n steps of the session from its recording: the bench does not keep all steps of a
// long session.
func (s *Screen) reread(n uint64) tea.Cmd {
	const all = "all steps would have to be run again, but the first are no longer in memory: "
	recorder, ok := s.store.Source.(store.Recorder)
	switch {
	case s.store.Source == nil:
		s.Fail(all + "open its recording on the Sessions page, and run it again there with R")
		return nil
	case !ok:
		s.Fail(all + store.ErrNotRecorded.Error())
		return nil
	case n > mostReread:
		s.Fail(fmt.Sprintf("%d steps would have to be run again, and the limit is %d", n, mostReread))
		return nil
	}
	s.Say("reading the recording …")
	of := s.store.Source
	return func() tea.Msg {
		events, err := recorder.First(n)
		if err != nil {
			err = errors.New(all + err.Error())
		}
		return rereadMsg{of, events, err}
	}
}

// haveReread returns to the steps that have been read.
func (s *Screen) haveReread(m rereadMsg) tea.Cmd {
	switch {
	case s.store.Source != m.of || s.starting:
		return nil
	case m.err != nil:
		s.Fail(m.err.Error())
		return nil
	}
	_, blocked := s.bench.Session()
	return s.returnTo(m.events, blocked)
}

// sleeping returns the lines of the calls that began before the last of events ended and have not returned.
// Calls made by a spawn are left out: they are repeated with it.
func sleeping(blocked []engine.Blocked, events []engine.Event, now float64) []string {
	spawned := map[string]bool{}
	end := 0.0
	for _, e := range events {
		spawned[e.Step.Task] = spawned[e.Step.Task] || e.Verb == "spawn"
		end = max(end, e.T+e.Took)
	}
	var lines []string
	for _, b := range blocked {
		if !b.Done && !spawned[b.Task] && now-b.For.Seconds() < end {
			lines = append(lines, b.Step)
		}
	}
	return lines
}
