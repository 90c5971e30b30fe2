package walk

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/ui/part"
)

// Edit changes the text of a line. A line that has been made becomes the next one: the session returns to
// before it, unless it is the last step made and the kernel refused it.
func (s *Script) Edit(h part.Host, i int, text string) tea.Cmd {
	r := &s.rows[i]
	if text == r.Text {
		return nil
	}
	scope := step.NewScope()
	scope.Part = true
	seq, failed := r.seq, r.State == Failed
	r.read(scope, text)
	if i > s.next || seq == 0 {
		s.next = s.stepFrom(min(i, s.next))
		return nil
	}
	s.next = s.stepFrom(i)
	if failed && seq == h.Store().Journal.Last {
		return nil
	}
	return h.Return(seq - 1)
}
