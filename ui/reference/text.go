package reference

import (
	"strings"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// drawText draws all that is known of the chosen entry. Of an errno the first cause of a call that is looked for
// is to be seen first; what stands above it is of use too.
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

// seek is the calls that are looked for in a text: those it was opened for, or the words of the filter.
func (p *Page) seek() []string {
	if p.calls != nil {
		return p.calls
	}
	return strings.Fields(p.Filter)
}

// labels is how wide the column of a fact's name is.
const labels = 12

// lay makes the lines of an entry in w columns, and says at which of them each fact
// begins.
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

// cause is what an errno means of one call: the call on a line of its own, below it
// why, and what to do.
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

// indented is a text that begins at a column, its every line with a blank span
// before it.
func indented(text string, role theme.Role, column, w int) []canvas.Line {
	var lines []canvas.Line
	for _, part := range canvas.Wrap(text, max(w-column, 1)) {
		lines = append(lines, canvas.Line{canvas.Say(theme.Text, canvas.Pad("", column)), canvas.Say(role, part)})
	}
	return lines
}

// factRole is how a fact is coloured; its name says what it is.
func factRole(fact reference.Fact) theme.Role {
	switch fact.Name {
	case "surprise", "needs", "kernel":
		return theme.Wait
	case "try":
		return theme.Accent
	}
	return theme.Text
}
