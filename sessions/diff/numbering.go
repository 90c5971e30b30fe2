package diff

import "strconv"

// numbers is how wide the numbers of a report are.
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

// number is that of a step, "" where there is none.
func (p *Place) number() string {
	if p == nil || p.Number == 0 {
		return ""
	}
	return strconv.Itoa(p.Number)
}

// both are the numbers of a step in both sessions, or what they count: one where they are the same.
func both(left, right string) string {
	if left == right {
		return left
	}
	return left + "/" + right
}

// Indent is how wide the mark and the number are that stand in front of a step.
func (l Layout) Indent() int { return len("- ") + l.Number + len(" ") }
