package ui

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"

	tea "charm.land/bubbletea/v2"
)

// queue is lines that are posted one after the other, each when the one before has
// answered: steps that are posted together also wait together. What else is under
// way, such as a blocked call, is not waited for.
type queue struct {
	lines []string
	under underway
}

// next posts the next line unless one is under way. A line that can't be posted
// ends the queue: those behind it need what it would have made.
func (q *queue) next(s *Screen) tea.Cmd {
	switch {
	case s.source == nil:
		*q = queue{}
		s.fail("there is no engine")
		return nil
	case len(q.lines) == 0 || q.under != "":
		return nil
	}
	line := q.lines[0]
	q.lines = q.lines[1:]
	step, _, err := step.ParseLine(line, s.roster.names())
	if err != nil {
		q.lines = nil
		s.fail(line + ": " + err.Error())
		return nil
	}
	q.under = underway(step.String())
	return s.postStep(step)
}

// take looks for the event of the step under way. A step that was refused ends the
// queue too.
func (q *queue) take(f engine.Frame) {
	if e, ok := q.under.take(f); ok && e.Problem != "" {
		q.lines = nil
	}
}
