package canvas

import (
	"strings"

	"netnet-tui/ui/theme"
)

// Box is the border of a pane or an overlay.
type Box struct {
	Border theme.Style
	Title  Line // on the top edge
	Right  Line // on the top edge, at the right
	Foot   Line // on the bottom edge
}

// Draw draws the border and returns the rectangle inside.
func (b Box) Draw(c *Canvas, r Rect) Rect {
	if r.W < 2 || r.H < 2 {
		return Rect{}
	}
	edge := strings.Repeat("─", r.W-2)
	c.Put(r, 0, 0, b.Border, "╭"+edge+"╮")
	for y := 1; y < r.H-1; y++ {
		c.Put(r, 0, y, b.Border, "│")
		c.Put(r, r.W-1, y, b.Border, "│")
	}
	c.Put(r, 0, r.H-1, b.Border, "╰"+edge+"╯")
	inner := Rect{r.X + 1, r.Y, r.W - 3, 1}
	end := 0
	if len(b.Title) > 0 {
		end = c.legend(inner, 1, b.Border, b.Title)
	}
	if w := b.Right.Width(); w > 0 && inner.W-w-3 > end {
		c.legend(inner, inner.W-w-2, b.Border, b.Right)
	}
	c.Foot(r, b.Border, b.Foot)
	return r.Inset(1)
}

// Foot writes a line on the bottom edge of a box.
func (c *Canvas) Foot(r Rect, border theme.Style, line Line) {
	if len(line) > 0 && r.H > 1 {
		c.legend(Rect{r.X + 1, r.Y + r.H - 1, r.W - 3, 1}, 1, border, line)
	}
}

// legend writes a line on an edge, with a space on either side.
func (c *Canvas) legend(r Rect, x int, border theme.Style, line Line) int {
	ground := border.Ground()
	x = c.Put(r, x, 0, border, " ")
	for i := range line {
		line[i].Style = line[i].Style.On(ground)
	}
	x = c.PutLine(r, x, 0, line)
	return c.Put(r, x, 0, border, " ")
}

// Scrollbar shows on the right edge of a box which part of a list is visible. It draws nothing if all of it
// is.
func (c *Canvas) Scrollbar(box Rect, style theme.Style, first, visible, total int) {
	rows := box.H - 2
	if total <= visible || rows < 2 {
		return
	}
	size := max(1, rows*visible/total)
	at := 0
	if total > visible {
		at = (rows - size) * first / (total - visible)
	}
	for y := range size {
		c.Put(box, box.W-1, 1+min(max(at, 0), rows-size)+y, style, "┃")
	}
}
