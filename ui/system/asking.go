package system

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/part"
)

// asking schedules the requests for views: one at a time, at once after a key, and less often while nothing
// changes.
type asking struct {
	inFlight bool
	hurry    bool // the next one is needed at once
	waits    bool // a timer is running, after which the next one is due
	turn     int
	moved    time.Time // when something last changed
}

// viewMsg carries a view.
type viewMsg struct {
	from *Page
	view watcher.View
}

// dueMsg reports that it is time for the next view.
type dueMsg struct {
	from *Page
	turn int
}

// The time between two views, while rows change and while they do not.
const (
	lively = time.Second / 4
	calm   = time.Second
	cools  = 5 * time.Second // how long without a change until it is calm
)

// Ask requests the next view, and the options of the open socket, if they are due.
func (p *Page) Ask() tea.Cmd { return tea.Batch(p.askView(), p.askOptions()) }

func (p *Page) askView() tea.Cmd {
	a := &p.asking
	if a.inFlight || a.waits && !a.hurry || p.source == nil {
		return nil
	}
	a.inFlight, a.hurry, a.waits = true, false, false
	a.turn++
	source, query := p.source, p.query()
	return func() tea.Msg { return viewMsg{p, source.View(query)} }
}

// query returns what the page shows.
func (p *Page) query() watcher.Query {
	return watcher.Query{
		First: p.top, Rows: max(p.room, 8), Sort: p.Sort, Reverse: p.Reverse, Filter: p.Filter,
		Group: p.Group, Inside: p.Inside, Chosen: p.chosen, ChosenGroup: p.group,
	}
}

// Hear handles a view, the answer about a port, or the result of an action on a socket.
func (p *Page) Hear(h part.Host, msg tea.Msg) (cmd tea.Cmd, changed bool) {
	switch msg := msg.(type) {
	case viewMsg:
		if msg.from != p {
			return nil, false
		}
		if msg.view.Frozen {
			p.hasFrozen(h)
		}
		return p.landed(msg.view), true
	case dueMsg:
		if msg.from == p && msg.turn == p.asking.turn {
			p.asking.waits = false
		}
	case doneMsg:
		if msg.from == p {
			return msg.take(h), true
		}
	case portMsg:
		msg.about.take(msg)
		return nil, true
	}
	return nil, false
}

// landed takes a view, and schedules the next one.
func (p *Page) landed(v watcher.View) tea.Cmd {
	a := &p.asking
	a.inFlight, a.waits = false, true
	if moves(&p.now, &v) {
		a.moved = v.T
	}
	p.See(v)
	wait := calm
	if v.T.Sub(a.moved) < cools {
		wait = lively
	}
	turn := a.turn
	return tea.Tick(wait, func(time.Time) tea.Msg { return dueMsg{p, turn} })
}

// moves reports whether rows look different in two views. Elapsed time does not count.
func moves(a, b *watcher.View) bool {
	return a.Total != b.Total || a.Shown != b.Shown || !slices.Equal(a.Groups, b.Groups) || !slices.EqualFunc(a.Lines, b.Lines, func(a, b watcher.Line) bool {
		return a.Key() == b.Key() && a.State == b.State && a.Receive == b.Receive && a.Send == b.Send && a.Stall == b.Stall &&
			a.Ending == b.Ending && a.InRate == b.InRate && a.OutRate == b.OutRate && a.Born == b.Born
	})
}
