package diff

import (
	"cmp"
	"fmt"
	"unicode/utf8"

	"netnet-tui/engine/step"
)

// Layout is a report in rows with a label and two columns.
type Layout struct {
	Label int // the width of the labels
	Each  int // the width of each column
	Rows  []Row
}

// Row is one line of a report: about a step, over the whole width, or with both sessions side by side. A
// text too long for it continues in the next row, and an answer too long for several rows is an excerpt.
// All text is printable.
type Row struct {
	Mark   string // "-" or "+" if only one session has the step or these words, else " "
	Number string // the line number in the script
	Step   string // over the whole width; "" for two columns
	Part   Part   // "" for the names of the sessions

	Label, Left, Right string
}

// The widths of a row apart from its label and columns.
const (
	indent = len("-    5 ")
	gaps   = len("  ") + len(" | ")
	least  = 40
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
	l := Layout{Label: min(label, width/4)}
	l.Each = (width - indent - l.Label - gaps) / 2
	l.columns("", "", r.Left.title(), r.Right.title())
	for _, s := range r.Steps {
		l.step(s, width-indent)
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
		l.wide("+", s.Right, width)
	case s.Right == nil:
		l.wide("-", s.Left, width)
	case s.Changed():
		l.wide("-", s.Left, width)
		l.wide("+", s.Right, width)
	default:
		l.wide(" ", s.Left, width)
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
func (l *Layout) wide(mark string, at *Place, width int) {
	number := ""
	if at.Line > 0 {
		number = fmt.Sprint(at.Line)
	}
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
