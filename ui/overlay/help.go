package overlay

import (
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Help shows every key that means something in some scopes.
type Help struct {
	Scopes []keymap.Scope
	top    int
	room   int
	total  int
}

// Scope is that of lists.
func (p *Help) Scope() keymap.Scope { return ScopeList }

// Move scrolls.
func (p *Help) Move(by int, pages bool) {
	if pages {
		by *= max(p.room-1, 1)
	}
	p.top = max(0, min(p.top+by, p.total-p.room))
}

func (p *Help) lines(keys *part.Table) []canvas.Line {
	var lines []canvas.Line
	visible := keys.Visible(p.Scopes)
	last := keymap.Scope("")
	for _, b := range visible {
		if b.Scope != last {
			if last != "" {
				lines = append(lines, canvas.Line{})
			}
			last = b.Scope
			lines = append(lines, canvas.Line{canvas.Raised(theme.Strong, keys.Title(b.Scope))})
		}
		var names []string
		for _, k := range b.Keys {
			names = append(names, keymap.Show(k))
		}
		lines = append(lines, canvas.Line{
			canvas.Raised(theme.Accent, "  "+canvas.Pad(strings.Join(names, " "), 16)),
			canvas.Raised(theme.Text, keys.Find(b.Action).Help),
		})
	}
	return append(lines, legendLines()...)
}

// legendLines say what the marks on the screen mean.
func legendLines() []canvas.Line {
	lines := []canvas.Line{{}, {canvas.Raised(theme.Strong, "Marks")}}
	for _, mark := range [][2]string{
		{"*", "an option that a step of yours has set"},
		{"•", "an option whose value differs from a fresh socket's"},
		{"~", "an option that has changed in the last seconds"},
		{"!", "an option that can't be read; a step that failed"},
		{"grey", "an option that makes no sense to set now; it says why"},
		{"beware", "a mistake the kernel took in silence: unfold the event"},
		{"✓ ✗", "what the line expected came; something else came"},
		{"–", "the kernel tells nothing here for this kind of socket"},
	} {
		lines = append(lines, canvas.Line{canvas.Raised(theme.Accent, "  "+canvas.Pad(mark[0], 16)), canvas.Raised(theme.Text, mark[1])})
	}
	return lines
}

// Draw draws the page of keys in the middle of r.
func (p *Help) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	lines := p.lines(h.Keys())
	w := min(96, r.W-2)
	height := min(len(lines)+2, r.H-2)
	inner := Window(c, r, w, height, "Keys", canvas.Line{canvas.Say(theme.Dim, "esc back  ↑↓ more  ctrl-p finds an action by name")})
	p.room, p.total = inner.H, len(lines)
	p.Move(0, false)
	for y := 0; y < inner.H && p.top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[p.top+y])
	}
	c.Scrollbar(canvas.Rect{X: inner.X - 2, Y: inner.Y - 1, W: inner.W + 4, H: inner.H + 2}, theme.Dim.On(theme.Raised), p.top, p.room, p.total)
}
