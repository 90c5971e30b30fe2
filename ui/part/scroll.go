package part

// Scroll is the visible part of a text without a selected line.
type Scroll struct {
	Top   int // the first visible line
	Room  int // the number of lines that fit
	Total int // the number of lines
}

// Move scrolls by lines, or by pages if pages is set.
func (s *Scroll) Move(by int, pages bool) {
	if pages {
		by *= max(s.Room-1, 1)
	}
	s.Top = max(0, min(s.Top+by, s.Total-s.Room))
}
