// Package learn is the page of lessons, and the pane beside the bench in which one is played.
//
//	page.go      the page: what it is to the screen
//	list.go      the lessons in their chapters, and which is chosen
//	about.go     what is said of the chosen one
//	draw_page.go how these are drawn
//	play.go      a lesson that is being played: how far it is, and what comes next
//	judge.go     what came of predictions and goals, by what the kernel says
//	brought_back.go  a play whose session has been brought back
//	draw.go      what is drawn of a play
//	pane.go      the pane that shows a play, and has its keys
//	lacks.go     what a lesson needs that is not there
//	look_up.go   what the step of a lesson is about, in the reference
//	experiments.go experiments, which make themselves
//	kept.go      how far the reader has come, on the disk
package learn

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Page is the page of lessons.
type Page struct {
	part.Browser[lesson.Lesson]
	Load func() lesson.Library // reads the lessons

	Pane    Pane // plays one, beside the bench
	loaded  bool
	library lesson.Library
	kept    kept
	manual  part.Manual
	lacking map[*lesson.Lesson]string // why lessons can't be played here, as far as that was tried
}

// New is the page, whose readers' progress is kept in a file; "" keeps none. What a lesson is about is
// looked up in the manual.
func New(load func() lesson.Library, progress string, manual part.Manual) *Page {
	p := &Page{Load: load, kept: kept{file: progress}, manual: manual, lacking: map[*lesson.Lesson]string{}}
	p.Pane.page = p
	return p
}

// scopePage is where the keys of the page mean something.
const scopePage keymap.Scope = "learn"

// Name is what the tab says.
func (p *Page) Name() string { return "Learn" }

// Scopes are the page's one: its keys move through what has the focus.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: what is shown here does not come from an engine.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take takes a frame.
func (p *Page) Take(engine.Frame) {}

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Most: time.Second} }

// Follow has the lesson that is played go on when a step has answered.
func (p *Page) Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd {
	return tea.Batch(p.Pane.follow(h, events, skipped), p.kept.write())
}

// Return takes note that the session has been brought back to its first n steps.
func (p *Page) Return(n uint64) { p.Pane.back(n) }

// Hear takes what the kernel has said of conditions, and what came of writing the progress.
func (p *Page) Hear(h part.Host, msg tea.Msg) (cmd tea.Cmd, changed bool) {
	switch m := msg.(type) {
	case Judgement:
		return tea.Batch(p.Pane.judged(h, m), p.kept.write()), true
	case openMsg:
		p.load()
		p.Choose(m.lesson)
		return p.play(h), true
	case lacksMsg:
		return m.take(p, h), true
	case wroteMsg:
		return p.kept.wrote(h, m), m.err != nil
	}
	return nil, false
}

// Close keeps how far the reader is.
func (p *Page) Close() error { return p.kept.close() }

// Play plays a lesson, from where the reader was; "" is the next that has not been gone through.
func (p *Page) Play(h part.Host, name string) tea.Cmd {
	p.load()
	l := p.next()
	if name != "" {
		l, _ = p.library.Find(name)
	}
	if p.Choose(l); l == nil {
		h.Fail(strings.TrimSpace("there is no lesson " + name))
		return nil
	}
	return p.play(h)
}

// openMsg asks for a lesson of a file.
type openMsg struct{ lesson *lesson.Lesson }

// Open returns what begins to play a lesson of a file, as soon as the screen takes messages.
func (p *Page) Open(l *lesson.Lesson) tea.Cmd { return func() tea.Msg { return openMsg{l} } }

// show plays a lesson in the session that has just begun.
func (p *Page) show(h part.Host, l *lesson.Lesson) {
	p.Pane.open(l)
	h.Beside(&p.Pane)
}

// ShowAbout chooses the first lesson that shows one of some subjects, the nearest first, and reports
// whether there is one. It is not begun: that would end the session.
func (p *Page) ShowAbout(h part.Host, subjects []string) bool {
	p.load()
	for _, subject := range subjects {
		if list := p.library.About(subject); subject != "" && len(list) > 0 {
			p.Sift("")
			p.Choose(list[0])
			p.Reading = false
			h.TurnTo(p.Name())
			h.Say(fmt.Sprintf("%s is shown in %q", subject, list[0].Title))
			return true
		}
	}
	return false
}
