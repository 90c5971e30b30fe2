package ui

import tea "charm.land/bubbletea/v2"

// promptActions are the keys of the prompt that do more than edit the line.
func promptActions() []Action {
	return []Action{
		{Name: "accept-line", Help: "take the line: make its call, keep the filter, write the file", Inner: true, Do: func(s *Screen) tea.Cmd {
			return s.entry.purpose.done(s, s.entry.line.Text)
		}},
		{Name: "leave-line", Help: "back to the panes; the line is kept", Inner: true, Do: do(func(s *Screen) {
			if leave := s.entry.purpose.leave; leave != nil {
				leave(s)
				s.store.Pull.Hurry = true
			}
			s.shut()
		})},
		{Name: "complete", Help: "put the next word that fits", Inner: true, Do: do(func(s *Screen) { s.complete(+1) })},
		{Name: "complete-back", Help: "put the word before", Inner: true, Do: do(func(s *Screen) { s.complete(-1) })},
		{Name: "older", Help: "the line typed before", Inner: true, Do: do(func(s *Screen) { s.recall(-1) })},
		{Name: "newer", Help: "the line typed after", Inner: true, Do: do(func(s *Screen) { s.recall(+1) })},
	}
}

// complete puts a word that fits into the line.
func (s *Screen) complete(by int) {
	e := &s.entry
	e.problem, e.column = "", 0
	only := len(e.completion.Words) == 1
	e.completion.Cycle(&e.line, by)
	if only {
		if e.line.Cursor == len(e.line.Text) {
			e.line.Insert(" ")
		}
		s.offer()
	}
}

// recall puts a line that was typed before into the line.
func (s *Screen) recall(by int) {
	e := &s.entry
	if e.purpose.move != nil {
		e.purpose.move(s, by)
	}
	if !e.purpose.words {
		return
	}
	move := e.history.Older
	if by > 0 {
		move = e.history.Newer
	}
	if text, ok := move(e.line.Text); ok {
		e.line.Set(text)
		s.changed()
	}
}
