package learn

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/part"
)

// lacksMsg says what a lesson needs but the session begun for it lacks.
type lacksMsg struct {
	lesson *lesson.Lesson
	err    error // nil if nothing is lacking
}

// begin begins to play a lesson in a session that has just begun for it: at once, or once it is known that
// the session has what the lesson needs.
func (p *Page) begin(h part.Host, l *lesson.Lesson) tea.Cmd {
	doer, ok := h.Store().Source.(script.Doer)
	if !ok || len(l.Needs) == 0 {
		return lacksMsg{l, nil}.take(p, h)
	}
	return func() tea.Msg { return lacksMsg{l, l.Lacks(doer)} }
}

// take plays the lesson, or says why it cannot.
func (m lacksMsg) take(p *Page, h part.Host) tea.Cmd {
	var unavailable *engine.Unavailable
	switch {
	case errors.As(m.err, &unavailable):
		p.lacks(h, m.lesson, unavailable.Reason)
		return nil
	case m.err != nil:
		h.Fail(m.err.Error())
		return nil
	}
	delete(p.lacking, m.lesson)
	p.show(h, m.lesson)
	return p.Pane.goOn(h)
}

// lacks shows the text of a lesson that cannot be played here, preceded by the reason.
func (p *Page) lacks(h part.Host, l *lesson.Lesson, reason string) {
	p.lacking[l] = reason
	p.Choose(l)
	p.Again()
	p.Reading = true
	h.TurnTo(p.Name())
	h.Fail("this lesson can't be played here; its text says why, and can be read")
}
