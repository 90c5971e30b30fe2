package ui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/race"
)

// A race is begun by a key, shows each lap when it is over, and is ended by another key.
func TestARaceIsRunFromItsPage(t *testing.T) {
	s, _ := begin(t, 120, 40, sample())
	ended := make(chan struct{})
	s.options.Race = func(ctx context.Context, o race.Options, lap func([]race.Result)) error {
		defer close(ended)
		lap([]race.Result{{With: "epoll", Connections: o.Connections[0], PerSecond: 1000, Ratio: 1, P50: 12, P99: 34, CPU: 5},
			{With: "select", Connections: o.Connections[0], Missing: "select(2) watches descriptors below 1024 only"}})
		<-ctx.Done()
		return ctx.Err()
	}
	s.key("4", '4')
	if text := s.text(); !strings.Contains(text, "enter sends 1, 100 and 1,000 connections") {
		t.Fatalf("the page is\n%s", text)
	}
	_, cmd := s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if _, again := s.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); again != nil && s.message.text == "" {
		t.Error("a second race begins beside the first")
	}
	s.deliver(t, cmd)
	text := s.text()
	for _, want := range []string{"epoll", "1000", "█", "12.0us", "below 1024 only", "100 connections are on their way"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page has no %q:\n%s", want, text)
		}
	}
	racing := s.racing
	s.key("", tea.KeyEscape)
	<-ended
	s.Update(<-racing.laps)
	if s.racing != nil || s.race.Running {
		t.Error("the race has not ended")
	}
	s.key("", tea.KeyEscape)
	if s.page != benchPage {
		t.Error("esc does not lead back")
	}
}

// deliver makes the commands of a batch until a lap has come, and hands that over.
func (s *Screen) deliver(t *testing.T, cmd tea.Cmd) {
	t.Helper()
	switch msg := cmd().(type) {
	case lapMsg:
		s.Update(msg)
	case tea.BatchMsg:
		for _, c := range msg {
			s.deliver(t, c)
		}
	}
}
