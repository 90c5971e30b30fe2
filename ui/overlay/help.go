package overlay

import (
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Help shows every key that is bound in some scopes.
type Help struct {
	part.Scroll
	Scopes []keymap.Scope
}

// Scope returns the scope of lists.
func (p *Help) Scope() keymap.Scope { return scopeList }

// lines returns the keys of each scope under its title, and the marks of the page, in w columns. On a recording
// it omits those that make steps.
func (p *Help) lines(h part.Host, w int) []canvas.Line {
	var lines []canvas.Line
	keys := h.Keys()
	last := keymap.Scope("")
	for _, b := range keys.Visible(p.Scopes) {
		if keys.Find(b.Action).Void(h) {
			continue
		}
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
		lines = append(lines, explained(strings.Join(names, " "), keys.Find(b.Action).Help, w)...)
	}
	if m, ok := h.Page().(part.Marker); ok {
		lines = append(lines, canvas.Line{}, canvas.Line{canvas.Raised(theme.Strong, "Marks")})
		for _, mark := range m.Marks() {
			lines = append(lines, explained(mark.Sign, mark.Means, w)...)
		}
	}
	return lines
}

// explained returns a key or a mark, with what it does or means beside it.
func explained(what, text string, w int) []canvas.Line {
	const column = 18
	var lines []canvas.Line
	for _, part := range canvas.Wrap(text, w-column) {
		lines = append(lines, canvas.Line{canvas.Raised(theme.Accent, canvas.Pad("  "+what, column)), canvas.Raised(theme.Text, part)})
		what = ""
	}
	return lines
}

// Draw draws the page of keys in the middle of r.
func (p *Help) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	w := min(96, r.W-2)
	lines := p.lines(h, w-4)
	height := min(len(lines)+2, r.H-2)
	inner := Window(c, r, w, height, "Keys", canvas.Line{canvas.Say(theme.Dim, "esc back  ↑↓ more  ctrl-p finds an action by name")})
	p.Room, p.Total = inner.H, len(lines)
	p.Move(0, false)
	for y := 0; y < inner.H && p.Top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[p.Top+y])
	}
	c.Scrollbar(canvas.Rect{X: inner.X - 2, Y: inner.Y - 1, W: inner.W + 4, H: inner.H + 2}, theme.Dim.On(theme.Raised), p.Top, p.Room, p.Total)
}
