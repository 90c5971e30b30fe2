package part

// Scroll is which part of some lines is visible where none of them is chosen.
type Scroll struct {
	Top   int // the first visible line
	Room  int // lines there is room for
	Total int // lines there are
}

// Move goes by some lines; pages says that by counts pages.
func (s *Scroll) Move(by int, pages bool) {
	if pages {
		by *= max(s.Room-1, 1)
	}
	s.Top = max(0, min(s.Top+by, s.Total-s.Room))
}
