package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// ask requests a frame at once, or as soon as the pending one has arrived.
func (s *Screen) ask() tea.Cmd {
	s.store.Pull.Offers = s.entry.Purpose != nil && s.entry.Purpose.Step
	return s.store.Now(s.Page())
}

// takeFrame shows a frame.
func (s *Screen) takeFrame(msg store.FrameMsg) tea.Cmd {
	k := s.store
	if msg.From != k.Source {
		return nil
	}
	if msg.Err != nil {
		k.Pull.Failed()
		return s.died(msg.Err)
	}
	next := s.land(msg.Frame)
	s.goesOn()
	return tea.Batch(next, s.goOn(), s.timeAgain(k.Pull.Last))
}

// land takes a frame in, and schedules the next request.
func (s *Screen) land(f engine.Frame) tea.Cmd {
	k := s.store
	f.Events = k.Journal.Add(f.Events, f.Skipped)
	second := int(f.T) != int(k.Pull.Last.T)
	asker, about := k.Pull.Asker, k.Pull.About
	page := s.Page()
	changed, next := k.Pull.Landed(f, page)
	k.Network.Take(f)
	k.Roster.Take(f)
	k.Paths.Take(f, k.Pull.All && len(f.Sockets) == f.Total)
	k.Queue.Take(f)
	if f.Offers != nil {
		k.Offers = *f.Offers
		if changed {
			s.entry.Renew(s)
		}
	}
	for _, note := range k.Undo.Take(f) {
		s.message = note
	}
	s.answered(f.Events)
	s.show(f, asker)
	if changed || second || len(f.Blocked) > 0 || page.Pace().Moves {
		s.picture.stale = true
	}
	if page.Query().Selected != about {
		s.Pull() // the selection has moved since: another socket's detail is needed at once
	}
	return tea.Batch(next, s.follow(f))
}

// follow lets the pages that wait for an answer proceed.
func (s *Screen) follow(f engine.Frame) tea.Cmd {
	var cmds []tea.Cmd
	for _, page := range s.pages {
		if p, ok := page.(part.Follower); ok {
			cmds = append(cmds, p.Follow(s, f.Events, f.Skipped))
		}
	}
	return tea.Batch(cmds...)
}

// timeAgain posts the step that measures round trips again, if the inspector shows them.
func (s *Screen) timeAgain(f engine.Frame) tea.Cmd {
	return s.postNext(s.store.AutoTimer.Take(f, s.store.Pull.Last.Detail, s.store, s.bench.ShowsRoundTrips()))
}

// show gives a frame to the page that asked for it. Whichever page that is, the bench gets every event
// exactly once.
func (s *Screen) show(f engine.Frame, asker store.Asker) {
	if page, ok := asker.(part.Page); ok && page != part.Page(s.bench) {
		s.store.Unseen.Note(f)
		page.Take(f)
		return
	}
	s.bench.Take(s.store.Unseen.With(f))
}

// answered reports the result of a step where the trace alone might be missed.
func (s *Screen) answered(events []engine.Event) {
	for _, e := range events {
		switch {
		case e.Problem != "":
			s.Fail(e.Problem)
		case e.Made().Verb == "setsockopt" && e.Errno() != "" && s.bench.Inspector.Full:
			s.Fail(e.Text + " answered " + e.Errno()) // the page hides the trace
		case len(e.Warnings) > 0:
			s.Say("beware: " + e.Warnings[0])
		}
	}
}
