package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// notRecorded returns why the recording cannot be turned on or off, or "" if it can.
func (s *Screen) notRecorded(part.Host) string {
	state := s.store.Network.Recording
	switch {
	case s.played() != nil:
		return "this is already a recording"
	case state == nil:
		return store.ErrNotRecorded.Error() + ": it was started with --no-record, and recording can't start in the middle"
	case state.Lost != "":
		return state.Lost
	}
	return ""
}

// record turns the recording on or off.
func (s *Screen) record(part.Host) tea.Cmd {
	recorder, ok := s.store.Source.(store.Recorder)
	if !ok {
		return nil
	}
	on := !s.store.Network.Recording.On
	if err := recorder.Record(on); err != nil {
		s.Fail(err.Error())
		return nil
	}
	if on {
		s.Say("what is done from now on is recorded")
	} else {
		s.Say("what is done from now on is not recorded")
	}
	s.Pull()
	return nil
}

// recorded returns the state of the recording for the row of tabs, behind something else, or nil if there is none.
// The short form of one that runs is a mark, and of one that was turned off nothing.
func (s *Screen) recorded(short bool) canvas.Line {
	state := s.store.Network.Recording
	var said canvas.Span
	switch {
	case state == nil, short && !state.On && state.Lost == "":
		return nil
	case state.Lost != "":
		said = canvas.Say(theme.Bad, "! no rec")
	case short:
		return canvas.Line{canvas.Say(theme.Text, " ●")}
	case state.On:
		said = canvas.Say(theme.Text, "rec ●")
	default:
		said = canvas.Say(theme.Dim, "rec off")
	}
	return canvas.Line{canvas.Say(theme.Faint, " · "), said}
}
