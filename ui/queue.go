package ui

import tea "charm.land/bubbletea/v2"

// queue is lines that are posted one after the other, each when the one before has
// answered: steps that are posted together also wait together.
type queue struct{ lines []string }

// next posts the next line when nothing is under way. A line that can't be posted
// ends the queue: those behind it need what it would have made.
func (q *queue) next(s *Screen) tea.Cmd {
	if len(q.lines) == 0 || s.roster.asked > 0 {
		return nil
	}
	line := q.lines[0]
	q.lines = q.lines[1:]
	cmd, err := s.post(line)
	if err != nil {
		q.lines = nil
		s.fail(line + ": " + err.Error())
	}
	return cmd
}
