package overlay

import (
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Text is a window with lines to read. A line that is too long continues on the next, with the same
// indentation.
type Text struct {
	part.Scroll
	Title string
	Lines []string
	Foot  string // what the keys of its scope do; "" for those of a list
}

// Scope returns the scope of lists.
func (p *Text) Scope() keymap.Scope { return scopeList }

// textWidth is the width of the window, if there is room.
const textWidth = 100

// Draw draws the window in the middle of r.
func (p *Text) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	w := min(textWidth, r.W-2)
	lines := p.wrapped(w - 4)
	foot := p.Foot
	switch {
	case foot != "":
	case len(lines)+2 > r.H-2:
		foot = "esc back  ↑↓ more"
	default:
		foot = "esc back"
	}
	inner := Window(c, r, w, max(min(len(lines)+2, r.H-2), 3), canvas.Shorten(p.Title, w-6), canvas.Line{canvas.Say(theme.Dim, foot)})
	p.drawLines(c, inner, lines)
}

// drawLines draws as many lines as fit, from the first visible one on.
func (p *Text) drawLines(c *canvas.Canvas, inner canvas.Rect, lines []string) {
	p.Room, p.Total = inner.H, len(lines)
	p.Move(0, false)
	for y := 0; y < inner.H && p.Top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, canvas.Line{canvas.Raised(theme.Text, lines[p.Top+y])})
	}
}

func (p *Text) wrapped(w int) []string {
	var lines []string
	for _, line := range p.Lines {
		text := strings.TrimLeft(line, " ")
		margin := line[:len(line)-len(text)]
		if canvas.Width(line) <= w {
			lines = append(lines, line)
			continue
		}
		for i, part := range canvas.Wrap(text, max(w-len(margin)-2, 20)) {
			if i > 0 {
				part = "  " + part
			}
			lines = append(lines, margin+part)
		}
	}
	return lines
}
