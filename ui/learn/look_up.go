package learn

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/part"
)

// lookUp opens the reference on what the last step made, or the next one, is about.
func (p *Pane) lookUp(h part.Host) {
	last, made := p.play.Latest()
	next, comes := p.play.Next()
	m := p.page.manual
	p.page.open(h, p.play.Lesson, made && openErrno(m, last) || comes && openStep(m, next) || made && openStep(m, last.Made()))
}

// lookUp opens the reference on what the selected lesson shows; for the lesson being played, it does what
// the pane does.
func (p *Page) lookUp(h part.Host) {
	if p.Pane.play != nil && p.Pane.play.Lesson == p.Last {
		p.Pane.lookUp(h)
		return
	}
	p.open(h, p.Last, false)
}

// open turns to the reference. If that shows nothing relevant yet, it opens the first thing that the lesson
// shows.
func (p *Page) open(h part.Host, l *lesson.Lesson, shown bool) {
	for _, name := range l.Shows {
		shown = shown || p.manual.OpenName(name)
	}
	for _, s := range l.Steps() {
		shown = shown || openStep(p.manual, s)
	}
	if !shown {
		h.Fail("the reference has nothing about this lesson; page Reference finds words in all of it")
		return
	}
	h.TurnTo(p.manual.Name())
}

// openErrno shows the errno that an event ended with, and reports whether there is one.
func openErrno(m part.Manual, e engine.Event) bool {
	return e.Errno() != "" && m.OpenErrno(e.Errno(), string(e.Calls[len(e.Calls)-1].Name))
}

// openStep shows the option of a step, or else its call, and reports whether the reference has it.
func openStep(m part.Manual, s step.Step) bool {
	if s.Option != nil {
		if found, err := s.Option.Find(); err == nil && found.Entry != nil && m.OpenOption(found.Entry) {
			return true
		}
	}
	return m.OpenName(s.Verb)
}
