package part

// Row is a row of a list in groups: the name of a group, or an entry.
type Row[E any] struct {
	Group string
	Entry *E // nil for the name of a group
}

// Rows is a list in groups, one entry of which is chosen.
type Rows[E any] struct {
	List []Row[E]
	Top  int // the first visible row
	Room int // rows there is room for
	Last *E  // the entry that was chosen last, whether it is among the rows or not; nil for none
}

// Index is where the chosen entry stands, the first one where it is not there; -1 where none is.
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

// Chosen is the chosen entry, nil where there is none among the rows.
func (l *Rows[E]) Chosen() *E {
	if i := l.Index(); i >= 0 {
		return l.List[i].Entry
	}
	return nil
}

// next is the entry that is some rows from the chosen one, or a page of them; the names of groups are passed over.
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

// reveal scrolls as far as it takes to see the chosen entry, and the name of its group where that stands right
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
