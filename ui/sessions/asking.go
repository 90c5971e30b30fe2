package sessions

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/part"
)

// asking schedules the requests for the list: when the page is shown, after each change, and periodically.
type asking struct {
	inFlight bool
	waits    bool // a timer is running, after which the list is requested again
	turn     int
}

// pace is how long a list remains valid: the session being recorded grows.
const pace = 2 * time.Second

// listMsg carries the list.
type listMsg struct {
	of   *Page
	turn int
	all  []Entry
	err  error
}

// dueMsg reports that it is time to request the list again.
type dueMsg struct {
	of   *Page
	turn int
}

// doneMsg is the result of a command; then shows it.
type doneMsg struct {
	of   *Page
	then func(part.Host) tea.Cmd
}

// Ask requests the list, or the steps of the selected session.
func (p *Page) Ask() tea.Cmd { return tea.Batch(p.askList(), p.askPreview()) }

func (p *Page) askList() tea.Cmd {
	a := &p.asking
	if a.inFlight || a.waits || p.Archive == nil {
		return nil
	}
	a.inFlight = true
	a.turn++
	archive, turn := p.Archive, a.turn
	return func() tea.Msg {
		all, err := archive.List()
		return listMsg{p, turn, all, err}
	}
}

// again requests the list as soon as possible, because something has changed.
func (p *Page) again() { p.asking.waits = false }

// Hear handles the results of requests.
func (p *Page) Hear(h part.Host, msg tea.Msg) (cmd tea.Cmd, changed bool) {
	switch msg := msg.(type) {
	case listMsg:
		if msg.of == p && msg.turn == p.asking.turn {
			return p.listed(msg), true
		}
	case dueMsg:
		if msg.of == p && msg.turn == p.asking.turn {
			p.asking.waits = false
		}
	case previewMsg:
		if msg.of == p {
			p.preview.take(msg)
			return nil, true
		}
	case doneMsg:
		if msg.of == p {
			return msg.then(h), true
		}
	case searchedMsg:
		if msg.of == p.inside.of && msg.of != nil {
			return p.searched(h, msg), true
		}
	case comparedMsg:
		if msg.of == p.busy && p.busy != nil {
			p.compared(h, msg)
			return nil, true
		}
	}
	return nil, false
}

func (p *Page) listed(m listMsg) tea.Cmd {
	p.asking.inFlight, p.asking.waits = false, true
	p.list.take(m.all, m.err)
	p.sift()
	turn := p.asking.turn
	return tea.Tick(pace, func(time.Time) tea.Msg { return dueMsg{p, turn} })
}
