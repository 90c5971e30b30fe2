package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/remote"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// scopeDead is the scope of the menu that opens when the engine dies.
const scopeDead keymap.Scope = "dead"

// died shows that the engine has died, and what it was asked last.
func (s *Screen) died(err error) tea.Cmd {
	if s.store.Source == nil {
		return nil
	}
	source := s.store.Source
	s.store.Source = nil
	s.showDeath(err)
	return func() tea.Msg {
		_ = source.Close() // it is dead already: this only reaps what is left of it
		return nil
	}
}

func (s *Screen) showDeath(err error) {
	if f, ok := s.store.Unseen.CatchUp(); ok {
		s.bench.Take(f)
	}
	s.TurnTo(part.Home)
	last, answered := "", uint64(0)
	if events, _ := s.bench.Session(); len(events) > 0 {
		e := events[len(events)-1]
		answered = e.Seq
		var died *remote.Died
		if !errors.As(err, &died) || died.Last != e.Text {
			last = "\nIts last step was: " + e.Text
		}
		if n := len(e.Calls); n > 0 {
			last += "\nIts last call was: " + e.Calls[n-1].String()
		}
	}
	s.bench.Return(answered) // the step under way gets no answer
	s.bench.Trace.Remark("the engine died: " + err.Error())
	s.Shut()
	s.uncover(0)
	s.picture.stale = true
	s.Push(&overlay.Menu{Where: scopeDead,
		Text: err.Error() + "\nIts sockets went with it; the trace and the steps are still here." + last,
		Last: "ctrl-s saves the steps so far."})
}

// engineLives returns why no new engine can be started, or "" if one can.
func (s *Screen) engineLives(part.Host) string {
	switch {
	case s.played() != nil:
		return "this is a recording: ctrl-w leaves it for a new engine"
	case s.store.Source != nil:
		return "the engine is alive"
	case s.starting:
		return onItsWay
	}
	return ""
}

// restart starts a new engine after the old one has died.
func (s *Screen) restart(part.Host) tea.Cmd {
	s.Say("starting a new engine …")
	then := func(h part.Host) tea.Cmd {
		s.broughtBack(0)
		h.Say("a new engine: the bench is empty; ctrl-s now saves only what follows")
		return nil
	}
	return s.begin(part.Beginning{Lab: s.lab, Then: then}, "a new engine: the bench is empty")
}
