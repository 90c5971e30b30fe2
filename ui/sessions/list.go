package sessions

import (
	"slices"
	"strings"
)

// list is the list of sessions, one of which is selected.
type list struct {
	all    []Entry
	shown  []Entry // those that match the filter
	chosen string  // its file
	at     int     // its last index
	top    int     // the first visible row
	room   int     // the number of rows that fit
	listed bool
	err    error
}

// take takes what the archive has listed.
func (l *list) take(all []Entry, err error) {
	l.listed, l.err = true, err
	if err == nil {
		l.all = all
	}
}

// sift shows only the sessions that contain every word of a text in their name, script, date or network,
// and that are in found, unless that is nil.
func (l *list) sift(filter string, found map[string]*hits) {
	words := strings.Fields(strings.ToLower(filter))
	l.shown = slices.DeleteFunc(slices.Clone(l.all), func(e Entry) bool {
		text := strings.ToLower(strings.Join([]string{e.title(), e.Script, when(e), e.Network}, " "))
		return found != nil && found[e.File] == nil || slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
	})
	if i := slices.IndexFunc(l.shown, func(e Entry) bool { return e.File == l.chosen }); i >= 0 {
		l.at = i
	}
	l.choose(l.at)
}

// choose selects the row at an index.
func (l *list) choose(at int) {
	l.at, l.chosen = max(0, min(at, len(l.shown)-1)), ""
	if len(l.shown) > 0 {
		l.chosen = l.shown[l.at].File
	}
	l.reveal()
}

// reveal scrolls just enough to show the selected row.
func (l *list) reveal() {
	if l.room > 0 {
		l.top = max(min(l.top, l.at), l.at-l.room+1)
		l.top = max(0, min(l.top, len(l.shown)-l.room))
	}
}

// Chosen returns the selected session, or false if there is none.
func (p *Page) Chosen() (Entry, bool) {
	if len(p.list.shown) == 0 {
		return Entry{}, false
	}
	return p.list.shown[p.list.at], true
}

// find returns the session of a file, or false if there is none.
func (l *list) find(file string) (Entry, bool) {
	i := slices.IndexFunc(l.all, func(e Entry) bool { return e.File == file })
	if i < 0 {
		return Entry{}, false
	}
	return l.all[i], true
}

// Move moves the selection by rows, or by pages if pages is set.
func (p *Page) Move(by int, pages bool) {
	if pages {
		by *= max(p.list.room-1, 1)
	}
	p.list.choose(p.list.at + by)
}

// Edge selects the first or the last session.
func (p *Page) Edge(last bool) {
	at := 0
	if last {
		at = len(p.list.shown) - 1
	}
	p.list.choose(at)
}

// Sift shows only the sessions that contain every word of a text.
func (p *Page) Sift(filter string) {
	p.Filter = filter
	p.sift()
}

// sift shows the sessions that match the filter and the search.
func (p *Page) sift() { p.list.sift(p.Filter, p.inside.found) }

// when returns when a session began.
func when(e Entry) string { return e.Begun.Format("2006-01-02 15:04") }

// begun returns when a session began as its row shows it, in the manner of ls: with its time of day in the year of the
// newest session, with its year before that.
func (l *list) begun(e *Entry) string {
	if e.Begun.Year() < l.all[0].Begun.Year() {
		return e.Begun.Format("Jan _2  2006")
	}
	return e.Begun.Format("Jan _2 15:04")
}
