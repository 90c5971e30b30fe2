package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/store"
)

// pull asks for a frame at once, or as soon as the one under way has come.
func (s *Screen) pull() tea.Cmd { return s.store.Now(s.pages[s.page]) }

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
	f := msg.Frame
	f.Events = k.Journal.Add(f.Events, f.Skipped)
	second := int(f.T) != int(k.Pull.Last.T)
	asker, about := k.Pull.Asker, k.Pull.About
	page := s.pages[s.page]
	changed, next := k.Pull.Landed(f, page)
	if k.Pull.Wanted() {
		next = s.pull()
	}
	k.Network.Take(f)
	k.Roster.Take(f)
	k.Queue.Take(f)
	for _, note := range k.Undo.Take(f) {
		s.message = message{note.Text, note.Bad}
	}
	s.answered(f.Events)
	s.show(f, asker)
	if changed || second || len(f.Blocked) > 0 || page.Pace().Moves {
		s.picture.stale = true
	}
	if page.Query().Selected != about {
		// The selection has moved since: the detail of another socket is wanted at once.
		next = tea.Batch(next, s.pull())
	}
	return tea.Batch(next, s.goOn(), s.time(f))
}

// goOn posts the next line of the queue, unless one is under way.
func (s *Screen) goOn() tea.Cmd {
	if s.store.Source == nil {
		s.store.Queue = store.Queue{}
		s.fail(store.ErrNoEngine.Error())
		return nil
	}
	return s.postNext(s.store.Queue.Next(s.store.Roster.Names(), &s.store.Tags))
}

// time posts the step that times round trips again, where that is wanted.
func (s *Screen) time(f engine.Frame) tea.Cmd {
	d := s.store.Pull.Last.Detail
	shown := d != nil && s.bench.Focus == bench.PaneInspector && s.bench.Inspector.Timed(d.ID) && noConnection(s) == ""
	return s.postNext(s.store.AutoTimer.Take(f, d, s.store, shown))
}

func (s *Screen) postNext(step engine.Step, ok bool, err error) tea.Cmd {
	switch {
	case err != nil:
		s.fail(err.Error())
		return nil
	case !ok:
		return nil
	}
	return s.postStep(step)
}

// show gives a frame to the page that asked for it. Whichever that is, every event
// comes to the bench once.
func (s *Screen) show(f engine.Frame, asker store.Asker) {
	if page, ok := asker.(Page); ok && page != Page(s.bench) {
		s.store.Unseen.Note(f)
		page.Take(f)
		return
	}
	s.bench.Take(s.store.Unseen.With(f))
}

// answered tells what came of a step where the trace alone might be missed.
func (s *Screen) answered(events []engine.Event) {
	for _, e := range events {
		switch {
		case e.Problem != "":
			s.fail(e.Problem)
		case e.Verb == "setsockopt" && e.Errno() != "" && s.bench.Inspector.Full:
			s.fail(e.Step + " answered " + e.Errno()) // the page hides the trace
		case len(e.Warnings) > 0:
			s.say("beware: " + e.Warnings[0])
		}
	}
}
