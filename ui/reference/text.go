package reference

import (
	"strings"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// drawText draws all that is known about the selected entry. For an errno, it scrolls to the first cause
// that concerns the calls looked for; what is above it stays in reach.
func (p *Page) drawText(c *canvas.Canvas, r canvas.Rect) {
	e := p.Chosen()
	if e == nil {
		p.DrawText(c, r, canvas.Box{}, nil)
		return
	}
	box := canvas.Box{
		Title: canvas.Line{canvas.Say(theme.Name, e.Name)},
		Right: canvas.Line{canvas.Say(theme.Dim, e.Group)},
	}
	p.DrawText(c, r, box, func(w int) ([]canvas.Line, int) {
		lines, starts := lay(e, w)
		if i := e.FactAbout(p.seek()); i > 0 {
			return lines, starts[i]
		}
		return lines, 0
	})
	p.calls = nil
}

// seek returns the calls to look for in a text: those it was opened for, or the words of the filter.
func (p *Page) seek() []string {
	if p.calls != nil {
		return p.calls
	}
	return strings.Fields(p.Filter)
}

// labels is the width of the column of labels.
const labels = 12

// lay returns the lines of an entry in w columns, and the index of the first line of each fact.
func lay(e *reference.Entry, w int) (lines []canvas.Line, starts []int) {
	say := func(role theme.Role, text string) {
		lines = append(lines, canvas.Paragraph(role, text, w)...)
	}
	say(theme.Dim, e.Head)
	say(theme.Strong, e.Summary)
	lines = append(lines, canvas.Line{})
	for _, fact := range e.Facts() {
		starts = append(starts, len(lines))
		switch {
		case e.Errno():
			lines = append(lines, cause(fact, w)...)
		case w < 3*labels:
			say(theme.Dim, fact.Name)
			lines = append(lines, indented(fact.Text, factRole(fact), 2, w)...)
		default:
			for i, line := range indented(fact.Text, factRole(fact), labels, w) {
				if i == 0 {
					line[0] = canvas.Say(theme.Dim, canvas.Pad(fact.Name, labels))
				}
				lines = append(lines, line)
			}
		}
	}
	return lines, starts
}

// cause returns what an errno means for one call: the call on a line of its own, and below it why, and what
// to do.
func cause(fact reference.Fact, w int) []canvas.Line {
	call, when, _ := strings.Cut(fact.Name, ", ")
	lines := []canvas.Line{{canvas.Say(theme.Name, call)}}
	switch {
	case when == "":
	case canvas.Width(fact.Name) <= w:
		lines[0] = append(lines[0], canvas.Say(theme.Dim, ", "+when))
	default:
		lines = append(lines, indented(when, theme.Dim, 2, w)...)
	}
	lines = append(lines, indented(fact.Text, theme.Text, 2, w)...)
	return append(lines, canvas.Line{})
}

// indented returns a text that begins at a column, with a blank span before each line.
func indented(text string, role theme.Role, column, w int) []canvas.Line {
	var lines []canvas.Line
	for _, part := range canvas.Wrap(text, max(w-column, 1)) {
		lines = append(lines, canvas.Line{canvas.Say(theme.Text, canvas.Pad("", column)), canvas.Say(role, part)})
	}
	return lines
}

// factRole returns the role of a fact, by its name.
func factRole(fact reference.Fact) theme.Role {
	switch fact.Name {
	case "surprise", "needs", "kernel":
		return theme.Wait
	case "try":
		return theme.Accent
	}
	return theme.Text
}
