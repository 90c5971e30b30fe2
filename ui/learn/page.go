// Package learn is the page of lessons, and the pane beside the bench in which one is played.
//
//	page.go      the page, as the screen sees it
//	list.go      the lessons in their chapters, and the selection
//	about.go     the description of the selected one
//	draw_page.go drawing these
//	play.go      a lesson being played: how far it is, and what comes next
//	judge.go     the results of predictions and goals, judged by the kernel
//	brought_back.go  a play whose session has returned to an earlier step
//	draw.go      drawing a play
//	pane.go      the pane that shows a play, and has its keys
//	lacks.go     what a lesson needs but lacks
//	look_up.go   what the step of a lesson is about, in the reference
//	experiments.go experiments, which run by themselves
//	kept.go      the reader's progress, on disk
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

	Pane    Pane // plays a lesson beside the bench
	loaded  bool
	library lesson.Library
	kept    kept
	manual  part.Manual
	lacking map[*lesson.Lesson]string // why lessons cannot be played here, as far as that was tried
}

// New returns the page. Its reader's progress is kept in a file; "" keeps none. What a lesson is about is
// looked up in the manual.
func New(load func() lesson.Library, progress string, manual part.Manual) *Page {
	p := &Page{Load: load, kept: kept{file: progress}, manual: manual, lacking: map[*lesson.Lesson]string{}}
	p.Pane.page = p
	return p
}

// scopePage is the scope of the page.
const scopePage keymap.Scope = "learn"

// Name returns the text of the tab.
func (p *Page) Name() string { return "Learn" }

// Scopes returns the page's only scope: its keys move through the focused pane.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: what is shown here does not come from an engine.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take ignores the frame.
func (p *Page) Take(engine.Frame) {}

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Most: time.Second} }

// Follow lets the lesson being played continue when a step has been answered.
func (p *Page) Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd {
	return tea.Batch(p.Pane.follow(h, events, skipped), p.kept.write())
}

// Return is called when the session has returned to its first n steps.
func (p *Page) Return(n uint64) { p.Pane.back(n) }

// Hear handles the kernel's answers about conditions, and the result of writing the progress.
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

// Close writes the reader's progress.
func (p *Page) Close() error { return p.kept.close() }

// Play plays a lesson from where the reader was; "" is the next one that has not been finished.
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

// openMsg asks to play a lesson that was read from a file.
type openMsg struct{ lesson *lesson.Lesson }

// Open returns the command that plays a lesson from a file as soon as the screen handles messages.
func (p *Page) Open(l *lesson.Lesson) tea.Cmd { return func() tea.Msg { return openMsg{l} } }

// show plays a lesson in the session that has just begun.
func (p *Page) show(h part.Host, l *lesson.Lesson) {
	p.Pane.open(l)
	h.Beside(&p.Pane)
}

// ShowAbout selects the first lesson that shows one of the subjects, closest subject first, and reports
// whether there is one. It does not begin the lesson, because that would end the session.
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
