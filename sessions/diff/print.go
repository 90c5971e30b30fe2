package diff

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
)

// Print writes the report for people to read, both sessions side by side, in lines of at most width characters.
// Of sessions that do not differ it writes nothing.
func (r Report) Print(w io.Writer, width int) error {
	if !r.Differs() {
		return nil
	}
	p := printer{width: max(width, 40), label: 6}
	for _, s := range r.Steps {
		for _, d := range s.Differences {
			p.label = max(p.label, utf8.RuneCountInString(d.title()))
		}
	}
	p.label = min(p.label, p.width/4)
	p.row(" ", "", r.Left.title(), r.Right.title())
	for _, s := range r.Steps {
		p.step(s)
	}
	for _, line := range wrapped(r.summary(), p.width) {
		p.page.Line("%s", line)
	}
	_, err := io.WriteString(w, p.page.String())
	return err
}

// PrintJSON writes the report as an object on a line.
func (r Report) PrintJSON(w io.Writer) error {
	e := output.JSON(w)
	e.SetEscapeHTML(false) // so that the arrow of an outcome stays readable
	return e.Encode(struct {
		Diff Report `json:"diff"`
	}{r})
}

// title is a session as the head of its column.
func (s Side) title() string {
	if s.Network == "" {
		return s.Name
	}
	return s.Name + " (" + s.Network + ")"
}

// summary counts the steps.
func (r Report) summary() string {
	var only [2]int
	both := 0
	for _, s := range r.Steps {
		switch {
		case s.Both():
			both++
		case s.Left != nil:
			only[0]++
		default:
			only[1]++
		}
	}
	parts := []string{step.Counted(r.Same, "step") + " alike"}
	if both > 0 {
		parts = append(parts, fmt.Sprintf("%d different", both))
	}
	if only[0] > 0 {
		parts = append(parts, fmt.Sprintf("%d only on the left", only[0]))
	}
	if only[1] > 0 {
		parts = append(parts, fmt.Sprintf("%d only on the right", only[1]))
	}
	return strings.Join(parts, ", ")
}

// title is what stands in front of both sides of a difference.
func (d Difference) title() string { return cmp.Or(d.What, string(d.Part)) }

// printer writes rows of two columns behind a label.
type printer struct {
	page  output.Page
	width int
	label int
}

// step writes a step and what differs about it.
func (p *printer) step(s Step) {
	switch {
	case !s.Both() && s.Left != nil:
		p.wide("-", s.Left)
	case !s.Both():
		p.wide("+", s.Right)
	case s.Changed():
		p.wide("-", s.Left)
		p.wide("+", s.Right)
	default:
		p.wide(" ", s.Left)
	}
	for _, d := range s.Differences {
		p.row(" ", d.title(), cmp.Or(d.Left, "–"), cmp.Or(d.Right, "–"))
	}
}

// wide writes the line of a step over the whole width.
func (p *printer) wide(mark string, at *Place) {
	number := ""
	if at.Line > 0 {
		number = fmt.Sprint(at.Line)
	}
	for i, part := range wrapped(at.Step, p.width-7) {
		if i > 0 {
			number = ""
		}
		p.page.Line("%s %4s %s", mark, number, part)
	}
}

// row writes both sides of a difference, each in as many lines as it needs.
func (p *printer) row(mark, label, left, right string) {
	const indent = 7
	each := (p.width - indent - p.label - len("  ") - len(" │ ")) / 2
	l, r, names := wrapped(left, each), wrapped(right, each), wrapped(label, p.label)
	for i := range max(len(l), len(r), len(names)) {
		text := fmt.Sprintf("%s%*s%-*s  %-*s │ %s", mark, indent-1, "", p.label, nth(names, i), each, nth(l, i), nth(r, i))
		p.page.Line("%s", strings.TrimRight(text, " "))
	}
}

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// wrapped is a text in lines of at most width characters, printable, broken at blanks where there are any.
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
