package part

// Row is a row of a grouped list: the heading of a group, or an entry.
type Row[E any] struct {
	Group string
	Entry *E // nil for a heading
}

// Rows is a grouped list, one entry of which is selected.
type Rows[E any] struct {
	List []Row[E]
	Top  int // the first visible row
	Room int // the number of rows that fit
	Last *E  // the entry selected last, even if it is not among the rows; nil for none
}

// Index returns the index of the selected entry, or of the first entry if that is not in the list; -1 if
// there are no entries.
func (l *Rows[E]) Index() int {
	first := -1
	for i, row := range l.List {
		if row.Entry == nil {
			continue
		}
		if row.Entry == l.Last {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// Chosen returns the selected entry, or nil if the list has none.
func (l *Rows[E]) Chosen() *E {
	if i := l.Index(); i >= 0 {
		return l.List[i].Entry
	}
	return nil
}

// next returns the entry by rows or pages away from the selected one. Headings are skipped.
func (l *Rows[E]) next(by int, pages bool) *E {
	i := l.Index()
	if i < 0 {
		return nil
	}
	if pages {
		by *= max(l.Room-1, 1)
	}
	to := max(0, min(i+by, len(l.List)-1))
	if l.List[to].Entry == nil {
		if by < 0 {
			to--
		} else {
			to++
		}
		to = max(to, 1)
	}
	return l.List[to].Entry
}

// reveal scrolls just enough to show the selected entry, and the heading of its group if that is directly
// above.
func (l *Rows[E]) reveal() {
	i := l.Index()
	if l.Room < 1 || i < 0 {
		return
	}
	above := i
	if i > 0 && l.List[i-1].Entry == nil && l.Room > 1 {
		above--
	}
	l.Top = max(min(l.Top, above), i-l.Room+1)
	l.Top = max(0, min(l.Top, len(l.List)-l.Room))
}
