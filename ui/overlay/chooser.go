package overlay

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Choice is one row of a [Chooser]: its name and what distinguishes it.
type Choice struct {
	Name string
	Text string
	Note string // in front of the text: marks the current one, for example
}

// Chooser is a list from which one row is taken.
type Chooser struct {
	Title string
	Does  string // what enter does, in a word or two
	List  []Choice
	At    int
	Take  func(h part.Host, at int) tea.Cmd

	top  int // the first visible line
	room int // how many rows are wholly visible
}

// choosing is the click target of a row.
type choosing struct{ index int }

// Scope returns the scope of lists.
func (p *Chooser) Scope() keymap.Scope { return scopeList }

// Move selects another row.
func (p *Chooser) Move(by int, pages bool) {
	if pages {
		by *= max(p.room-1, 1)
	}
	p.At = max(0, min(p.At+by, len(p.List)-1))
}

// Choose takes the selected row.
func (p *Chooser) Choose(h part.Host) tea.Cmd {
	h.Pop()
	return p.Take(h, p.At)
}

// Click takes the row that was clicked.
func (p *Chooser) Click(h part.Host, t canvas.Target) tea.Cmd {
	c, ok := t.(choosing)
	if !ok {
		return nil
	}
	p.At = c.index
	return p.Choose(h)
}

// chooserWidth is the width of the window, if there is room.
const chooserWidth = 84

// Draw draws the list in the middle of r. A text too long for its row continues below it. If the names
// leave no room for texts, only the selected row shows its text.
func (p *Chooser) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	w := min(chooserWidth, r.W-2)
	lines, from := p.lines(w - 4)
	foot := canvas.Line{canvas.Say(theme.Dim, "enter "+p.Does+"  ↑↓ choose  esc back")}
	inner := Window(c, r, w, min(len(lines)+2, r.H-2), p.Title, foot)
	p.top = max(min(p.top, from[p.At]), from[p.At+1]-inner.H)
	p.top = max(0, min(p.top, len(lines)-inner.H))
	p.room = 0
	for i := range p.List {
		if from[i] >= p.top && from[i+1] <= p.top+inner.H {
			p.room++
		}
		for y := max(from[i], p.top); y < min(from[i+1], p.top+inner.H); y++ {
			c.PutLine(inner.Row(y-p.top), 0, 0, lines[y])
			c.Hit(inner.Row(y-p.top), choosing{i})
		}
	}
}

// lines returns the lines of all rows, and the index of each row's first line.
func (p *Chooser) lines(w int) (lines []canvas.Line, from []int) {
	names, notes := 0, 0
	for _, row := range p.List {
		names, notes = max(names, canvas.Width(row.Name)), max(notes, canvas.Width(row.Note))
	}
	if w-names-notes < w/3 {
		return p.folded(w)
	}
	for i, row := range p.List {
		from = append(from, len(lines))
		line := canvas.Line{p.mark(i), canvas.Raised(p.role(i), canvas.Pad(row.Name, names+2))}
		if notes > 0 {
			line = append(line, canvas.Raised(theme.Text, canvas.Pad(row.Note, notes+2)))
		}
		indent := line.Width()
		for j, text := range canvas.Wrap(row.Text, w-indent) {
			if j > 0 {
				lines = append(lines, line)
				line = canvas.Line{canvas.Raised(theme.Text, canvas.Pad("", indent))}
			}
			line = append(line, canvas.Raised(theme.Dim, text))
		}
		lines = append(lines, line)
	}
	return lines, append(from, len(lines))
}

// folded returns the names with their notes, and the text of the selected row below it.
func (p *Chooser) folded(w int) (lines []canvas.Line, from []int) {
	const indent = 4
	most := 0
	for i, row := range p.List {
		from = append(from, len(lines))
		line := canvas.Line{p.mark(i), canvas.Raised(p.role(i), canvas.Shorten(row.Name, w-2))}
		if room := w - line.Width() - canvas.Width(row.Note); room > 0 {
			line = append(line, canvas.Raised(theme.Faint, canvas.Pad("", room)+row.Note))
		}
		lines = append(lines, line)
		texts := canvas.Wrap(row.Text, w-indent)
		most = max(most, len(texts))
		for _, text := range texts {
			if i == p.At {
				lines = append(lines, canvas.Line{canvas.Raised(theme.Dim, canvas.Pad("", indent)+text)})
			}
		}
	}
	from = append(from, len(lines))
	for len(lines) < len(p.List)+most { // the height of the window does not change
		lines = append(lines, nil)
	}
	return lines, from
}

func (p *Chooser) mark(i int) canvas.Span {
	if i == p.At {
		return canvas.Raised(theme.Accent, "▸ ")
	}
	return canvas.Raised(theme.Text, "  ")
}

func (p *Chooser) role(i int) theme.Role {
	if i == p.At {
		return theme.Accent
	}
	return theme.Text
}
