package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/race"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/part"
	pages "netnet-tui/ui/race"
)

// One key begins a race, each lap is shown when it is over, and another key ends the race.
func TestARaceIsRunFromItsPage(t *testing.T) {
	ended := make(chan struct{})
	s, _ := racing(t, 120, 40, sample(), func(ctx context.Context, o race.Options, lap func([]race.Result)) error {
		defer close(ended)
		lap([]race.Result{{With: "epoll", Connections: o.Connections[0], PerSecond: 1000, Ratio: 1, P50: 12, P99: 34, CPU: 5},
			{With: "select", Connections: o.Connections[0], Missing: "select(2) watches descriptors below 1024 only"}})
		<-ctx.Done()
		return ctx.Err()
	})
	s.turn("Race")
	if text := s.text(); !strings.Contains(text, "enter sends 1, 100 and 1,000 connections") {
		t.Fatalf("the page is\n%s", text)
	}
	_, cmd := s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if _, again := s.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); again != nil && s.message.Text == "" {
		t.Error("a second race begins beside the first")
	}
	next := s.deliver(t, cmd)
	text := s.text()
	for _, want := range []string{"epoll", "1000", "█", "12.0us", "below 1024 only", "100 connections: measuring"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page has no %q:\n%s", want, text)
		}
	}
	s.key("", tea.KeyEscape)
	<-ended
	s.deliver(t, next)
	if s.race().Running {
		t.Error("the race has not ended")
	}
	if text := s.text(); strings.Contains(text, "context canceled") || !strings.Contains(text, "the race was ended; enter starts it again") {
		t.Errorf("the page does not say that the race was ended:\n%s", text)
	}
	s.key("", tea.KeyEscape)
	if s.Page().Name() != part.Home {
		t.Error("esc does not lead back")
	}
}

// deliver runs the commands of a batch until a lap has come, delivers that, and returns the command that
// waits for the next one.
func (s *Screen) deliver(t *testing.T, cmd tea.Cmd) (next tea.Cmd) {
	t.Helper()
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case pages.LapMsg, bench.TrialMsg:
		_, next = s.Update(msg)
	case tea.BatchMsg:
		for _, c := range msg {
			if after := s.deliver(t, c); after != nil {
				next = after
			}
		}
	}
	return next
}

// The page always shows, below the laps, what is being measured, and says why a model could not finish its
// rounds.
func TestARaceSaysWhatItMeasures(t *testing.T) {
	s, _ := racing(t, 80, 24, sample(), func(_ context.Context, o race.Options, lap func([]race.Result)) error {
		o.Begins(race.Turn{With: "io_uring", Connections: 100, Round: 2, Rounds: 3, Nth: 26, All: 63})
		lap([]race.Result{{With: "epoll", Connections: 100, PerSecond: 10, Ratio: 1, Failed: "round 3 of 3: not all clients could connect in time"},
			{With: "busy", Connections: 100, Missing: "round 1 of 3: not all clients could connect in time, and this sentence is longer than a row"}})
		return errors.New("epoll with 100 connections, round 3 of 3: not all clients could connect in time, and this one is longer too")
	})
	s.turn("Race")
	_, cmd := s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	for _, results := range slices.Concat(laps(), laps()) { // more than fit
		s.race().Lap(results)
	}
	for range 3 {
		next := s.deliver(t, cmd)
		if text := s.text(); cmd != nil && s.race().Running && !strings.Contains(text, "100 connections: measuring io_uring, round 2 of 3") {
			t.Errorf("the page does not say what is measured:\n%s", text)
		}
		cmd = next
	}
	text := s.text()
	for _, want := range []string{"this one is longer too", "than a row", "epoll with 100 connections, round 3 of 3", "│               round 3 of 3: not all"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page has no %q:\n%s", want, text)
		}
	}
}
