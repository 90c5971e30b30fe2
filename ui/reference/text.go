package reference

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// text is the pane of all that is known of the chosen entry.
type text struct {
	part.Scroll
	seek []string // calls: the first cause of any is to be seen when the text is drawn next
}

func (t *text) draw(c *canvas.Canvas, r canvas.Rect, e *reference.Entry, focused bool) {
	t.Room = max(r.H-2, 0)
	if e == nil {
		frame(c, r, focused, focusing{true}, canvas.Box{})
		return
	}
	lines, starts := lay(e, r.W-4)
	t.Total = len(lines)
	if i := e.FactAbout(t.seek); i > 0 { // of the first cause, what stands above it is of use too
		t.Top = starts[i]
	}
	t.seek = nil
	t.Move(0, false)
	box := canvas.Box{
		Title: canvas.Line{canvas.Say(theme.Name, e.Name)},
		Right: canvas.Line{canvas.Say(theme.Dim, e.Group)},
	}
	if below := t.Total - t.Top - t.Room; below > 0 {
		box.Foot = canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%d more below", below))}
	}
	inner := frame(c, r, focused, focusing{true}, box)
	inner.X, inner.W = inner.X+1, inner.W-2
	for y := 0; y < inner.H && t.Top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[t.Top+y])
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), t.Top, t.Room, t.Total)
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
