package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/player"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// playedMsg reports that a recording has been moved to another step.
type playedMsg struct {
	from  *player.Player
	frame engine.Frame
	err   error
}

// played returns the player of the recording that the screen shows, or nil if it shows an engine.
func (s *Screen) played() *player.Player {
	source := s.store.Source
	if first, ok := source.(*starting); ok {
		source = first.started()
	}
	p, _ := source.(*player.Player)
	return p
}

// Recorded reports whether the screen shows a recording.
func (s *Screen) Recorded() bool { return s.played() != nil }

// mostPlayed is how many steps of a recording the trace shows after a jump.
const mostPlayed = 500

// atOnce is how long a key may block while a recording moves.
const atOnce = 50 * time.Millisecond

// play shows a recording after its first n steps. A long way is read in the background and shown when it
// has been read.
func (s *Screen) play(p *player.Player, n uint64) tea.Cmd {
	p.Go(int(n))
	query := s.Page().Query()
	query.Events = mostPlayed
	arrive := func(most time.Duration) (m playedMsg, arrived bool) {
		if !p.Arrive(most) {
			return m, false
		}
		frame, err := p.Frame(query)
		return playedMsg{p, frame, err}, p.At() == int(n)
	}
	if m, arrived := arrive(atOnce); arrived {
		return s.showPlayed(m)
	}
	s.Pull()
	return func() tea.Msg {
		const ever = 1<<63 - 1
		if m, arrived := arrive(ever); arrived {
			return m
		}
		return nil // it was stopped or sent elsewhere
	}
}

// showPlayed shows the step that a recording has been moved to.
func (s *Screen) showPlayed(m playedMsg) tea.Cmd {
	switch {
	case s.played() != m.from:
		return nil
	case m.err != nil:
		s.Fail(m.err.Error())
		return nil
	}
	return s.showSession(s.store.Source, m.frame)
}

// showSession switches to another source; frame holds the events of its session so far, or the last of
// them.
func (s *Screen) showSession(source store.Source, frame engine.Frame) tea.Cmd {
	tags := s.store.Tags
	s.store = store.New(source)
	s.store.Tags = tags
	s.bench.Again()
	s.broughtBack(frame.Skipped + uint64(len(frame.Events)))
	s.message = store.Note{}
	next := s.land(frame)
	s.picture.stale = true
	s.Pull()
	return next
}

// broughtBack tells the pages that the session has returned to its first n steps.
func (s *Screen) broughtBack(n uint64) {
	for _, page := range s.pages {
		if p, ok := page.(part.Follower); ok {
			p.Return(n)
		}
	}
}
