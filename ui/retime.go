package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
)

// retime times the round trips of the selected socket again after an option of it,
// or of its other end, has been set: while their time is shown, what the option does
// is seen at once. One is under way at a time, for their bytes would mix.
type retime struct {
	wanted bool
	under  underway
}

// take looks for the event of the step under way, and for options that were set.
func (r *retime) take(s *Screen, f engine.Frame) tea.Cmd {
	r.under.take(f)
	for _, e := range f.Events {
		r.wanted = r.wanted || s.concerns(e)
	}
	busy := r.under != "" || s.queue.under != "" || slices.ContainsFunc(s.network.stuck(), func(b engine.Blocked) bool { return b.Verb == "roundtrip" })
	switch d := s.pull.last.Detail; {
	case !r.wanted || busy:
		return nil
	case d == nil || s.bench.Focus != bench.PaneInspector || !s.bench.Inspector.Timed(d.ID) || noConnection(s) != "":
		r.wanted = false
		return nil
	}
	r.wanted = false
	line := roundtripLine(s)
	cmd, err := s.post(line)
	if err != nil {
		s.fail(err.Error())
		return nil
	}
	r.under = underway(line)
	return cmd
}

// concerns tells whether an event has set an option of the selected socket, or of
// the one at its other end.
func (s *Screen) concerns(e engine.Event) bool {
	d := s.pull.last.Detail
	if d == nil || e.Verb != "setsockopt" || e.Evidence == nil {
		return false
	}
	return slices.ContainsFunc(e.Evidence.Options, func(set status.OptionChange) bool {
		return set.Socket == d.ID || isOtherEnd(d.Socket, s.roster.known[set.Socket])
	})
}
