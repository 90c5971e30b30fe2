// Package server is the page of the event loop: its listeners, the live table of its connections, and how
// the loop spends its time.
package server

import (
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/swarms"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Page is the server page.
type Page struct {
	Sort    string
	Reverse bool
	Filter  string

	chosen uint64         // the selected connection
	follow uint64         // the connection whose calls are shown
	now    *status.Server // nil if nothing is served
	swarms []swarms.State
	t      float64 // the time of the frame
	rates  rates
	index  int // of the selected row, when last seen
	want   int // the row to select when it arrives; -1 for none
	top    int // the first visible row
	room   int // the number of rows that fit
}

// New returns the page.
func New() *Page { return &Page{want: -1} }

// scopePage is the scope of the page.
const scopePage keymap.Scope = "server"

// Name returns the text of the tab.
func (p *Page) Name() string { return "Server" }

// Scopes returns the page's only scope.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// asked is how many sockets of the bench are requested: their names can be typed here.
const asked = 64

// Query asks for the visible rows only.
func (p *Page) Query() engine.Query {
	return engine.Query{Rows: asked, Server: &status.Query{
		First: p.top, Rows: max(p.room, 8), Sort: p.Sort, Reverse: p.Reverse, Filter: p.Filter, Follow: p.follow, Chosen: p.chosen,
	}}
}

// Take takes a frame.
func (p *Page) Take(f engine.Frame) {
	p.now, p.swarms, p.t = f.Server, f.Swarms, f.T
	if p.now == nil { // the selection is gone with the connections
		fresh := New()
		fresh.Sort, fresh.Reverse, fresh.room, fresh.swarms, fresh.t = p.Sort, p.Reverse, p.room, p.swarms, p.t
		*p = *fresh
		return
	}
	p.rates.take(f.T, p.now)
	p.keepChosen()
}

// keepChosen keeps the selection on its row, wherever that has moved.
func (p *Page) keepChosen() {
	rows := p.now.Connections
	p.top = p.now.First
	if p.want >= p.now.First && p.want < p.now.First+len(rows) {
		p.index, p.chosen, p.want = p.want, rows[p.want-p.now.First].ID, -1
		return
	}
	for i, c := range rows {
		if c.ID == p.chosen {
			p.index = p.now.First + i
			return
		}
	}
	if p.now.Chosen != nil {
		return // its row is not visible, or the frame was requested before it was selected
	}
	// It has been closed: select the row now in its place.
	p.chosen = 0
	if len(rows) > 0 {
		p.index = max(p.now.First, min(p.index, p.now.First+len(rows)-1))
		p.chosen = rows[p.index-p.now.First].ID
	}
}

// Pace is slow: looking takes time from the loop.
func (p *Page) Pace() store.Pace { return store.Pace{Least: time.Second / 10, Most: time.Second} }

// Chosen returns the selected connection, whether or not its row is visible.
func (p *Page) Chosen() (status.Connection, bool) {
	if p.now != nil {
		if c := p.now.Chosen; c != nil && c.ID == p.chosen {
			return *c, true
		}
		for _, c := range p.now.Connections {
			if c.ID == p.chosen {
				return c, true
			}
		}
	}
	return status.Connection{}, false
}

// Choose selects a connection.
func (p *Page) Choose(id uint64) { p.chosen, p.want = id, -1 }

// Follow starts to record the calls of the selected connection, or stops if it is followed already.
func (p *Page) Follow() {
	if p.follow == p.chosen {
		p.follow = 0
		return
	}
	p.follow = p.chosen
}

// Move moves the selection by rows, or by pages if pages is set.
func (p *Page) Move(by int, pages bool) {
	if p.now == nil || p.now.Shown == 0 {
		return
	}
	if pages {
		by *= max(p.room-1, 1)
	}
	to := max(0, min(p.index+by, p.now.Shown-1))
	p.index, p.want = to, to
	if p.room > 0 {
		p.top = max(min(p.top, to), to-p.room+1, 0)
	}
	if at := to - p.now.First; at >= 0 && at < len(p.now.Connections) {
		p.chosen, p.want = p.now.Connections[at].ID, -1
	}
}

// Edge goes to the first or the last row.
func (p *Page) Edge(last bool) {
	if p.now == nil {
		return
	}
	if last {
		p.Move(p.now.Shown, false)
	} else {
		p.Move(-p.now.Shown, false)
	}
}

// SortBy sorts by a column, or reverses the order if it is sorted by that already.
func (p *Page) SortBy(column string) {
	if p.Sort == column {
		p.Reverse = !p.Reverse
		return
	}
	p.Sort, p.Reverse = column, numeric(column)
}

// SortNext sorts by the next column.
func (p *Page) SortNext() {
	names := []string{""}
	for _, c := range columns() {
		if c.Name != "" {
			names = append(names, c.Name)
		}
	}
	for i, name := range names {
		if name == p.Sort {
			p.Sort = names[(i+1)%len(names)]
			p.Reverse = numeric(p.Sort)
			return
		}
	}
}

// Back undoes the innermost thing that was done on the page, or returns false if there is none.
func (p *Page) Back() bool {
	switch {
	case p.Filter != "":
		p.Filter = ""
	case p.follow != 0:
		p.follow = 0
	default:
		return false
	}
	return true
}
