package system

import (
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system/attach"
)

// optionList is the options of another program's socket, one of which is selected.
type optionList struct {
	filter    string
	all, rows []attach.Reading // rows are those that match the filter
	at        string           // the key of the selected one
	top, room int
}

func keyOf(r *attach.Reading) string { return r.Option.Level + " " + r.Option.Name }

// take takes what was read.
func (l *optionList) take(all []attach.Reading) {
	l.all = all
	l.sift(l.filter)
}

// sift shows only the options that contain every word in their name, level, value or help.
func (l *optionList) sift(filter string) {
	l.filter, l.rows = filter, nil
	words := strings.Fields(strings.ToLower(filter))
	for _, r := range l.all {
		text := strings.ToLower(r.Option.Name + " " + r.Option.Level + " " + valueText(&r) + " " + r.Option.Summary)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			l.rows = append(l.rows, r)
		}
	}
	if i := l.index(); i >= 0 {
		l.at = keyOf(&l.rows[i])
	}
}

// index returns the index of the selected option, the first one if that is gone, or -1 if there are none.
func (l *optionList) index() int {
	i := slices.IndexFunc(l.rows, func(r attach.Reading) bool { return keyOf(&r) == l.at })
	if i < 0 && len(l.rows) > 0 {
		return 0
	}
	return i
}

func (l *optionList) chosen() (r attach.Reading, ok bool) {
	if i := l.index(); i >= 0 {
		return l.rows[i], true
	}
	return r, false
}

func (l *optionList) move(by int, pages bool) {
	if pages {
		by *= max(l.room-1, 1)
	}
	if i := l.index(); i >= 0 {
		l.at = keyOf(&l.rows[max(0, min(i+by, len(l.rows)-1))])
	}
}

// reveal scrolls to the selected option, with room for that many rows.
func (l *optionList) reveal(room int) {
	l.room = max(room, 0)
	i := max(l.index(), 0)
	l.top = max(min(l.top, i), i-l.room+1)
	l.top = max(0, min(l.top, len(l.rows)-l.room))
}

// valueText returns a value, or why there is none.
func valueText(r *attach.Reading) string {
	switch {
	case r.Effect != "":
		return "not read"
	case r.Errno != "":
		return r.Errno
	case !r.Known():
		return "?"
	}
	return r.Value.String()
}

// asReading converts a reading for the editor.
func asReading(r *attach.Reading) status.OptionReading {
	o := status.OptionReading{Name: r.Option.Name, Level: r.Option.Level, Errno: r.Errno, Unread: r.Effect != ""}
	if r.Known() {
		o.Value = r.Value.String()
	}
	return o
}

// Move moves the selection among the options of the open socket.
func (p openOptions) Move(by int, pages bool) {
	if p.open != nil {
		p.open.options.move(by, pages)
	}
}

// Edge selects the first or the last one.
func (p openOptions) Edge(last bool) {
	if p.open == nil {
		return
	}
	n := len(p.open.options.rows)
	if !last {
		n = -n
	}
	p.open.options.move(n, false)
}

// openOptions is the options of the open socket, as a list.
type openOptions struct{ *Page }
