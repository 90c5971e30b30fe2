package watcher

import (
	"maps"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/system"
)

// list is the rows of a query, sorted.
type list struct {
	query   Query
	wanted  system.Filter // the query's filter, as of the last arrangement
	past    bool          // wanted is about rows that have ended
	all     []*system.Row // the existing rows, unsorted
	entries []entry
	groups  []Group
	total   int
	stalled int

	visible map[system.Key]bool // as of the last view
	gone    map[system.Key]gone // how rows ended: visible ones fade, and others may still be in the list
}

// gone is how a row ended. The row is kept only while it fades.
type gone struct {
	row    *system.Row
	ending system.Ending
	at     time.Time
}

// fades is how long a row is shown after it has ended. If the filter is about ended rows, it is endedFor instead, and
// mostEnded rows are kept.
const (
	fades     = 3 * time.Second
	endedFor  = 5 * time.Minute
	mostEnded = 1000
)

func (l *list) begin() {
	l.visible, l.gone = map[system.Key]bool{}, map[system.Key]gone{}
}

// ended records how a row ended.
func (l *list) ended(c *system.Change) {
	k := c.Row.Key()
	g := gone{ending: c.Ending, at: c.T}
	if l.visible[k] || l.query.Chosen == k || l.past && l.wanted(&c.Row) {
		row := c.Row
		g.row = &row
	}
	l.gone[k] = g
}

// arrange finds the rows that match the query, and sorts them.
func (l *list) arrange(live *system.Live, now time.Time) {
	l.wanted, l.past = system.ParseFilter(l.query.Filter), system.WantsEnded(l.query.Filter)
	l.all, l.entries, l.groups = l.all[:0], l.entries[:0], l.groups[:0]
	l.total, l.stalled = 0, 0
	live.Rows(func(r *system.Row) {
		l.total++
		if r.Stall != "" {
			l.stalled++
		}
		l.all = append(l.all, r)
	})
	by := l.grouping()
	take := func(r *system.Row) {
		if l.wanted(r) && (l.query.Inside == "" || by.of(r) == l.query.Inside) {
			l.entries = append(l.entries, entry{row: r})
		}
	}
	for _, r := range l.all {
		take(r)
	}
	shown := fades
	if l.past {
		shown = endedFor
		l.forget()
	}
	for k, g := range l.gone {
		switch there := live.Row(k) != nil; {
		case there && !l.past, now.Sub(g.at) > shown, g.row == nil:
			delete(l.gone, k)
		default:
			take(g.row)
		}
	}
	if l.query.groups() {
		l.gather(by)
		return
	}
	l.sort()
}

// forget drops the rows that ended first, if there are more than are kept.
func (l *list) forget() {
	if len(l.gone) <= mostEnded {
		return
	}
	var times []time.Time
	for _, g := range l.gone {
		times = append(times, g.at)
	}
	slices.SortFunc(times, time.Time.Compare)
	from := times[len(times)-mostEnded]
	maps.DeleteFunc(l.gone, func(_ system.Key, g gone) bool { return g.at.Before(from) })
}

// known returns a row by its key, even while it fades; nil if there is none.
func (l *looker) known(k system.Key) *system.Row {
	if r := l.live.Row(k); r != nil {
		return r
	}
	return l.gone[k].row
}

// at returns the index of a row in the list; -1 if it is not there.
func (l *list) at(r *system.Row) int {
	return slices.IndexFunc(l.entries, func(e entry) bool { return e.row == r })
}

// costly reports whether a field depends on what is not read at every look.
func costly(field string) bool {
	switch field {
	case "rtt", "retrans", "in-rate", "out-rate", "in", "out", "cwnd":
		return true
	}
	return false
}

func costlyFilter(filter string) bool {
	for _, word := range strings.Fields(filter) {
		if name, _, _ := strings.Cut(word, ":"); costly(name) {
			return true
		}
	}
	return false
}
