package ui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/sessions"
	"netnet-tui/ui/store"
	"netnet-tui/ui/walk"
)

// begunMsg reports that a session with an empty bench has begun, or why it has not.
type begunMsg struct {
	part.Beginning
	remark string // the heading of its steps in the trace
	source store.Source
	err    error
}

// starter returns the function that starts an engine, in a lab or not.
func (s *Screen) starter(lab bool) func() (store.Source, error) {
	switch {
	case !lab:
		return s.options.Start
	case s.options.InLab == nil:
		return func() (store.Source, error) { return nil, errors.New("no engine can be started in a lab here") }
	}
	return s.options.InLab
}

// Begin begins a separate session, in another engine with an empty bench. The current session ends once the
// other has begun, and continues if that fails. If sockets would be lost, it asks first; those of a lesson are
// made again when the lesson is opened again.
func (s *Screen) Begin(b part.Beginning) tea.Cmd {
	if s.starting {
		s.Fail(onItsWay)
		return nil
	}
	remark := "a session of its own for " + b.What
	if b.Start == nil && s.store.Untouched() && s.lab == b.Lab && s.played() == nil {
		s.bench.Trace.Retitle(remark)
		s.TurnTo(part.Home)
		return b.Then(s)
	}
	start := func(part.Host) tea.Cmd { return s.beginFor(b, remark) }
	if open := s.closing("Another session"); open != "" && !s.bench.Lesson() {
		s.Push(&overlay.Confirm{Text: overlay.Text{Title: "Close the sockets?", Lines: []string{open}}, Does: "begin", Yes: start})
		return nil
	}
	return start(s)
}

// closing says which sockets something would close, or returns "" if it would close none: those of a recording are
// not open.
func (s *Screen) closing(what string) string {
	switch open := s.store.Network.Open; {
	case s.store.Source == nil, s.played() != nil, open == 0:
		return ""
	case open == 1:
		return "A socket is open. " + what + " closes it; ctrl-s saves the steps that made it."
	default:
		return fmt.Sprintf("%d sockets are open. %s closes them; ctrl-s saves the steps that made them.", open, what)
	}
}

// beginFor begins a session and says so.
func (s *Screen) beginFor(b part.Beginning, remark string) tea.Cmd {
	s.Say("starting a session for " + b.What + " …")
	return s.begin(b, remark)
}

// onItsWay says why no other engine can be started.
const onItsWay = "a new engine is starting"

// begin begins a session, whether or not there is one now.
func (s *Screen) begin(b part.Beginning, remark string) tea.Cmd {
	s.starting = true
	start := b.Start
	if start == nil {
		start = s.starter(b.Lab)
	}
	return func() tea.Msg {
		source, err := start()
		return begunMsg{b, remark, source, err}
	}
}

// walk opens a recording beside the bench. The current session ends.
func (s *Screen) walk(_ part.Host, v sessions.Visit) tea.Cmd {
	var file walk.File
	return s.Begin(part.Beginning{
		What: "the recording",
		Start: func() (store.Source, error) {
			read, err := walk.Read(v.File)
			if err != nil {
				return nil, err
			}
			file = read
			return read.Tape.Player(), nil
		},
		Then: func(h part.Host) tea.Cmd {
			if s.tape != nil {
				_ = s.tape.Close()
			}
			s.tape = file.Tape
			s.bench.OpenFile(h, file)
			return tea.Batch(file.Tape.Walk(h, v.At), s.bench.Script.Find(v.Find))
		},
	})
}

// begun shows the session that has begun, or says why it has not.
func (s *Screen) begun(m begunMsg) tea.Cmd {
	s.starting = false
	old := s.store.Source
	var unavailable *engine.Unavailable
	switch {
	case m.err != nil && old == nil:
		s.showDeath(m.err)
		return nil
	case errors.As(m.err, &unavailable) && m.Else != nil:
		m.Else(s, unavailable.Reason)
		return nil
	case errors.As(m.err, &unavailable):
		s.Fail(m.What + " can't be started here: " + unavailable.Reason)
		return nil
	case m.err != nil:
		s.Fail(m.err.Error())
		return nil
	}
	s.lab = m.Lab
	s.fresh(m.source, m.remark)
	s.TurnTo(part.Home)
	s.message = store.Note{}
	return tea.Batch(m.Then(s), func() tea.Msg {
		if old != nil {
			_ = old.Close()
		}
		return nil
	})
}

// fresh shows an engine whose bench is empty.
func (s *Screen) fresh(source store.Source, remark string) {
	s.uncover(0)
	s.store = store.New(source) // its sockets reuse the numbers of the old ones
	s.bench.Forget()
	s.bench.Trace.Remark(remark)
	s.Pull()
}

// Beside shows p beside the sockets of the bench.
func (s *Screen) Beside(p part.Beside) { s.bench.Beside(p) }
