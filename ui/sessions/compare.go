package sessions

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/diff"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/part"
)

// running is a comparison, a replay or a search under way.
type running struct {
	what string
	stop context.CancelFunc
}

// comparedMsg is the result of a comparison.
type comparedMsg struct {
	of     *running
	title  string
	report diff.Report
	err    error
}

// begin begins a comparison; only one runs at a time.
func (p *Page) begin(what, title string, compare func(context.Context) (diff.Report, error)) tea.Cmd {
	ctx, stop := context.WithCancel(context.Background())
	r := &running{what, stop}
	p.busy = r
	return func() tea.Msg {
		report, err := compare(ctx)
		return comparedMsg{r, title, report, err}
	}
}

// compared shows the result of a comparison.
func (p *Page) compared(h part.Host, m comparedMsg) {
	p.busy.stop()
	p.busy = nil
	switch {
	case m.err != nil:
		h.Fail(m.err.Error())
	case len(m.report.Steps) == 0:
		h.Say(m.report.Summary())
	default:
		h.Push(&window{title: m.title, report: m.report})
	}
}

// mark marks the selected session for a comparison, or removes the mark.
func (p *Page) mark(part.Host) {
	if e, ok := p.Chosen(); ok {
		if p.marked == e.File {
			p.marked = ""
			return
		}
		p.marked = e.File
	}
}

// compare compares the marked session with the selected one.
func (p *Page) compare(part.Host) tea.Cmd {
	left, _ := p.list.find(p.marked)
	right, _ := p.Chosen()
	return p.begin("comparing", left.title()+" and "+right.title(), func(context.Context) (diff.Report, error) {
		return compared(left, right, func() (diff.Session, error) { return session(right) })
	})
}

// session reads the recording of a session.
func session(e Entry) (diff.Session, error) {
	s, err := diff.Read(e.File)
	s.Name = e.title()
	return s, err
}

func compared(left, right Entry, other func() (diff.Session, error)) (diff.Report, error) {
	l, err := session(left)
	if err != nil {
		return diff.Report{}, err
	}
	defer func() { _ = l.Close() }()
	r, err := other()
	if err != nil {
		return diff.Report{}, err
	}
	defer func() { _ = r.Close() }()
	if l.Name == r.Name {
		l.Name, r.Name = l.Name+", "+when(left), r.Name+", "+when(right)
	}
	return diff.Compare(l, r, false)
}

// replay makes the steps of the selected session again in a lab, and compares.
func (p *Page) replay(part.Host) tea.Cmd {
	e, _ := p.Chosen()
	lab := p.Lab
	return p.begin("running the steps again in a lab", e.title()+" run again", func(ctx context.Context) (diff.Report, error) {
		return compared(e, e, func() (diff.Session, error) { return remade(ctx, e, lab) })
	})
}

// remade makes the steps of a session again in a lab.
func remade(ctx context.Context, e Entry, lab func() (script.Doer, error)) (diff.Session, error) {
	source, err := script.Read(e.File)
	if err != nil {
		return diff.Session{}, err
	}
	var said output.Page
	s, status, err := diff.Run(ctx, source, script.Options{Start: func(bool) (script.Doer, error) { return lab() }, Lab: true, Warnings: &said})
	if err == nil && status != script.Held {
		err = fmt.Errorf("the steps can't be run again: %s", said.String())
	}
	s.Name = "run again"
	return s, err
}
