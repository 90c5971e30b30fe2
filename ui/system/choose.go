package system

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/part"
)

// See takes a view.
func (p *Page) See(v watcher.View) {
	if p.begun.IsZero() {
		p.begun = v.T
	}
	p.now = v
	if v.Query.First == p.top {
		p.top = v.First
	}
	p.keepChosen()
}

// count returns the number of rows in the view.
func (p *Page) count() int {
	if p.now.Query.Group != watcher.Ungrouped && p.now.Query.Inside == "" {
		return len(p.now.Groups)
	}
	return len(p.now.Lines)
}

// pick selects the i-th visible row.
func (p *Page) pick(i int) {
	p.index, p.want = p.now.First+i, -1
	if i < len(p.now.Groups) {
		p.group = p.now.Groups[i].Name
	} else if i < len(p.now.Lines) {
		p.chosen = p.now.Lines[i].Key()
	}
}

// keepChosen keeps the selection on its row, wherever that has moved. If the row is gone for good or does
// not match the filter, it selects the row now in its place.
func (p *Page) keepChosen() {
	v := &p.now
	if v.Query.Group != p.Group || v.Query.Inside != p.Inside || v.Query.Filter != p.Filter {
		return // the view was requested before that changed
	}
	if p.want >= v.First && p.want < v.First+p.count() {
		p.pick(p.want - v.First)
		p.asking.hurry = true // its details are needed
		return
	}
	if v.Query.Chosen != p.chosen || v.Query.ChosenGroup != p.group {
		return
	}
	if v.At >= 0 {
		p.index = v.At
		if p.reveal && (p.index < p.top || p.index >= p.top+p.room) {
			p.top = max(0, p.index-p.room/2)
			p.asking.hurry = true
		}
		p.reveal = false
		return
	}
	if fading := v.Chosen != nil && v.Chosen.Ending != ""; fading || p.want >= 0 {
		return
	}
	if n := p.count(); n > 0 {
		p.pick(max(0, min(p.index-v.First, n-1)))
		p.asking.hurry = true
	}
	p.reveal = false
}

// Chosen returns the selected row, or false if there is none.
func (p *Page) Chosen() (watcher.Chosen, bool) {
	if c := p.now.Chosen; c != nil && c.Key() == p.chosen {
		return *c, true
	}
	for _, l := range p.now.Lines {
		if l.Key() == p.chosen {
			return watcher.Chosen{Line: l}, true
		}
	}
	return watcher.Chosen{}, false
}

// Move moves the selection by rows, or by pages if pages is set.
func (p *Page) Move(by int, pages bool) {
	if p.now.Shown == 0 {
		return
	}
	if pages {
		by *= max(p.room-1, 1)
	}
	to := max(0, min(p.index+by, p.now.Shown-1))
	p.index, p.want, p.reveal = to, to, false
	if p.room > 0 {
		p.top = max(min(p.top, to), to-p.room+1, 0)
	}
	if at := to - p.now.First; at >= 0 && at < p.count() {
		p.pick(at)
	}
	p.asking.hurry = true
}

// Edge goes to the first or the last row.
func (p *Page) Edge(last bool) {
	by := p.now.Shown
	if !last {
		by = -by
	}
	p.Move(by, false)
}

// again requests other rows, and keeps the selection.
func (p *Page) again() { p.reveal, p.asking.hurry = true, true }

// afresh requests other rows, and selects the first one.
func (p *Page) afresh() { p.top, p.index, p.want, p.asking.hurry = 0, 0, 0, true }

// SortBy sorts by a column, or reverses the order if it is sorted by that already.
func (p *Page) SortBy(column string) {
	if p.Sort == column {
		p.Reverse = !p.Reverse
	} else {
		p.Sort, p.Reverse = column, p.numeric(column)
	}
	p.again()
}

// SortNext sorts by the next column.
func (p *Page) SortNext() {
	names := []string{""}
	for _, c := range p.tableColumns() {
		if c.Name != "" {
			names = append(names, c.Name)
		}
	}
	p.Sort = names[(slices.Index(names, p.Sort)+1)%len(names)]
	p.Reverse = p.numeric(p.Sort)
	p.again()
}

// numeric reports whether a column should be sorted largest first.
func (p *Page) numeric(column string) bool {
	if p.groups() {
		return column != "" && column != "group"
	}
	f, _ := system.FieldOf(column)
	return f.Numeric
}

// GroupBy groups the rows.
func (p *Page) GroupBy(by watcher.Grouping) {
	p.Group, p.Inside, p.group, p.Sort, p.Reverse, p.Full = by, "", "", "", false, false
	p.afresh()
}

// Enter opens the selected group, or shows the selected row on the whole page.
func (p *Page) Enter() {
	if !p.groups() {
		p.Full = true
		return
	}
	if p.group != "" {
		p.Inside, p.Sort, p.Reverse = p.group, "", false
		p.afresh()
	}
}

// Back undoes the innermost thing that was done on the page, or returns false if there is none.
func (p *Page) Back() bool {
	switch {
	case p.Full && p.open != nil && p.open.options.filter != "":
		p.open.options.sift("")
	case p.Full:
		p.Full = false
	case p.Inside != "":
		p.Inside, p.Sort, p.Reverse = "", "", false
		p.top, p.want = 0, -1
		p.again()
	case p.Filter != "":
		p.Filter = ""
		p.again()
	case p.Group != watcher.Ungrouped:
		p.GroupBy(watcher.Ungrouped)
	default:
		return false
	}
	return true
}

func (p *Page) leave(h part.Host) tea.Cmd {
	home := func(h part.Host) tea.Cmd {
		h.TurnTo(part.Home)
		return nil
	}
	if p.Back() || p.Leave(h, false, home) {
		return nil
	}
	return home(h)
}

// Choose selects a row.
func (p *Page) Choose(k system.Key) {
	p.chosen, p.want, p.asking.hurry = k, -1, true
}
