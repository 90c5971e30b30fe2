package walk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/recording"
	"netnet-tui/ui/part"
)

// search is a text that was searched for, and the lines that contain it.
type search struct {
	text  string
	stop  context.CancelFunc // cancels the search; nil if it is not running
	lines []int
}

// foundMsg is the result of a search.
type foundMsg struct {
	course Course
	search search
	err    error
}

// Searcher is a course with a search of its own.
type Searcher interface {
	// Search returns the lines that match a text, in order. It ends with ctx.
	Search(ctx context.Context, text string) ([]int, error)
}

// lookFor asks what to search for.
func (p *Pane) lookFor(h part.Host) {
	h.Open(&part.Purpose{
		Sign: "/", About: "a text, errno:EAGAIN, socket:s or mark:word",
		Done: func(h part.Host, text string) tea.Cmd {
			h.Shut()
			return p.Find(strings.TrimSpace(text))
		},
	}, p.search.text)
}

// Find searches for a text, and goes to the first line from the cursor on that matches; "" clears the
// search.
func (p *Pane) Find(text string) tea.Cmd {
	p.giveUp()
	if p.search = (search{text: text}); text == "" {
		return nil
	}
	ctx, stop := context.WithCancel(context.Background())
	p.search.stop = stop
	course := p.course
	return func() tea.Msg { return find(ctx, course, text) }
}

// giveUp cancels a running search, and reports whether there was one.
func (p *Pane) giveUp() bool {
	if p.search.stop == nil {
		return false
	}
	p.search.stop()
	p.search = search{}
	return true
}

// Back cancels what is under way, and reports whether there was anything.
func (p *Pane) Back() bool {
	if p.giveUp() {
		return true
	}
	if p.course == nil || !p.course.Walking() {
		return false
	}
	if _, taped := p.course.(*Tape); !taped && p.course.Goal() == p.course.Next()+1 { // a call is not stopped
		return false
	}
	p.course.Stop()
	return true
}

// find searches a course for a text.
func find(ctx context.Context, course Course, text string) foundMsg {
	m := foundMsg{course: course, search: search{text: text}}
	if s, ok := course.(Searcher); ok {
		m.search.lines, m.err = s.Search(ctx, text)
		return m
	}
	q := recording.ParseQuery(text)
	for i := range course.Len() {
		if matches(course.Line(i), q) {
			m.search.lines = append(m.search.lines, i)
		}
	}
	return m
}

// found takes the result of a search, and goes to its first line from the cursor on.
func (p *Pane) found(h part.Host, m foundMsg) {
	switch {
	case m.course != p.course || p.search.stop == nil || m.search.text != p.search.text: // it was cancelled
		return
	case m.err != nil:
		h.Fail(m.err.Error())
	case len(m.search.lines) == 0:
		h.Fail(missing(p.course, m.search.text))
	}
	p.search.stop()
	if p.search = m.search; len(p.search.lines) > 0 {
		p.Choose(p.search.lines[p.search.from(p.chosen())%len(p.search.lines)])
	}
}

// from returns the index of the first match that is not before a line.
func (s search) from(line int) int {
	i, _ := slices.BinarySearch(s.lines, line)
	return i
}

// another goes to the next or the previous match, wrapping around.
func (p *Pane) another(by int) {
	at, n := p.search.from(p.chosen()+max(by, 0)), len(p.search.lines)
	p.Choose(p.search.lines[(at+min(by, 0)+n)%n])
}

func (p *Pane) nothingFound(h part.Host) string {
	if why := p.nothing(h); why != "" {
		return why
	}
	if len(p.search.lines) == 0 {
		return "nothing has been found: / starts a search, and tab goes to the sockets, where n makes one"
	}
	return ""
}

// said describes a search on the border of the pane.
func (s search) said(at int) string {
	switch i := s.from(at); {
	case s.stop != nil:
		return "looking for " + s.text + " …, esc cancels"
	case len(s.lines) == 0:
		return ""
	case i < len(s.lines) && s.lines[i] == at:
		return fmt.Sprintf("/%s %d of %d", s.text, i+1, len(s.lines))
	}
	return fmt.Sprintf("/%s %d found", s.text, len(s.lines))
}

// Hear handles the results of the pane's commands, and reports whether the message was one.
func (p *Pane) Hear(h part.Host, msg tea.Msg) bool {
	m, ok := msg.(foundMsg)
	if ok {
		p.found(h, m)
	}
	return ok
}
