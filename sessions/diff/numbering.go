package diff

import "strconv"

// numbers returns the width of the numbers of a report, in columns.
func numbers(r Report) int {
	width := max(len("1234"), len(both(string(r.Left.Unit), string(r.Right.Unit))))
	for _, s := range r.Steps {
		left, right := s.Left.number(), s.Right.number()
		width = max(width, len(left), len(right))
		if s.Both() && !s.Changed() {
			width = max(width, len(both(left, right)))
		}
	}
	return width
}

// number returns the number of a step, "" for none.
func (p *Place) number() string {
	if p == nil || p.Number == 0 {
		return ""
	}
	return strconv.Itoa(p.Number)
}

// both joins the numbers of a step in both sessions, or the units they count, into one text: once if they are equal.
func both(left, right string) string {
	if left == right {
		return left
	}
	return left + "/" + right
}

// Indent returns the width of the mark and the number before a step, in columns.
func (l Layout) Indent() int { return len("- ") + l.Number + len(" ") }
