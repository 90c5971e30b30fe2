package diff

import (
	"cmp"
	"unicode/utf8"

	"netnet-tui/engine/step"
)

// Layout is a report in rows with a label and two columns.
type Layout struct {
	Number int // the width of the numbers
	Label  int // the width of the labels
	Each   int // the width of each column
	Rows   []Row
}

// Row is one line of a report: about a step, over the whole width, or with both sessions side by side. A
// text too long for it continues in the next row, and an answer too long for several rows is an excerpt.
// All text is printable.
type Row struct {
	Mark   string // "-" or "+" if only one session has the step or these words, else " "
	Number string // of the step, as the first row says what it counts: of both sides where they differ
	Step   string // over the whole width; "" for two columns
	Part   Part   // "" for the names of the sessions

	Label, Left, Right string
}

// The widths of a row apart from its label and columns.
const (
	gaps  = len("  ") + len(" | ")
	least = 40
)

// Layout lays the report out in rows of at most width characters.
func (r Report) Layout(width int) Layout {
	width = max(width, least)
	label := 6
	for _, s := range r.Steps {
		for _, d := range s.Differences {
			label = max(label, utf8.RuneCountInString(d.title()))
		}
	}
	l := Layout{Label: min(label, width/4), Number: numbers(r)}
	l.Each = (width - l.Indent() - l.Label - gaps) / 2
	l.columns("", "", r.Left.title(), r.Right.title())
	l.Rows[0].Number = both(string(r.Left.Unit), string(r.Right.Unit))
	for _, s := range r.Steps {
		l.step(s, width-l.Indent())
	}
	return l
}

// title returns the heading of a session's column.
func (s Side) title() string {
	if s.Network == "" {
		return s.Name
	}
	return s.Name + " (" + s.Network + ")"
}

// title returns the label of a difference.
func (d Difference) title() string { return cmp.Or(d.What, string(d.Part)) }

// step adds a step and its differences.
func (l *Layout) step(s Step, width int) {
	switch {
	case s.Left == nil:
		l.wide("+", s.Right.number(), s.Right, width)
	case s.Right == nil:
		l.wide("-", s.Left.number(), s.Left, width)
	case s.Changed():
		l.wide("-", s.Left.number(), s.Left, width)
		l.wide("+", s.Right.number(), s.Right, width)
	default:
		l.wide(" ", both(s.Left.number(), s.Right.number()), s.Left, width)
	}
	for _, d := range s.Differences {
		left, right := d.Left, d.Right
		if d.Part != PartWhy && d.Part != PartNote {
			left, right = excerpts(left, right, mostRows*l.Each)
		}
		l.columns(d.Part, d.title(), cmp.Or(left, "–"), cmp.Or(right, "–"))
	}
}

// wide adds the line of a step.
func (l *Layout) wide(mark, number string, at *Place, width int) {
	for _, text := range wrapped(excerpt([]rune(step.Printable(at.Step)), 0, mostRows*width), width) {
		l.Rows = append(l.Rows, Row{Mark: mark, Number: number, Step: text})
		number = ""
	}
}

// columns adds both sides of a difference, each in as many rows as it needs.
func (l *Layout) columns(part Part, label, left, right string) {
	labels, lefts, rights := wrapped(label, l.Label), wrapped(left, l.Each), wrapped(right, l.Each)
	for i := range max(len(labels), len(lefts), len(rights)) {
		l.Rows = append(l.Rows, Row{Mark: " ", Part: part, Label: nth(labels, i), Left: nth(lefts, i), Right: nth(rights, i)})
	}
}

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// wrapped returns a printable text in lines of at most width characters, broken at spaces if there are any.
func wrapped(text string, width int) []string {
	var lines []string
	rest := []rune(step.Printable(text))
	for width = max(width, 8); len(rest) > width; {
		at := width
		for at > width/2 && rest[at] != ' ' {
			at--
		}
		if rest[at] != ' ' {
			at = width
		}
		lines = append(lines, string(rest[:at]))
		for rest = rest[at:]; len(rest) > 0 && rest[0] == ' '; rest = rest[1:] {
		}
	}
	return append(lines, string(rest))
}
