// Package overlay is the windows in front of a page: menus, questions, lists, the palette, the page of
// keys.
package overlay

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// inside is the click target of an overlay's background: a click there does not close it, as one outside
// does.
type inside struct{}

// Beside is the click target of everything outside an overlay.
type Beside struct{}

// Window draws the box of an overlay in the middle of r, and returns the rectangle inside.
func Window(c *canvas.Canvas, r canvas.Rect, w, h int, title string, foot canvas.Line) canvas.Rect {
	c.Hit(canvas.Rect{W: c.W, H: c.H - 1}, Beside{}) // the bar of keys remains clickable
	box := r.Center(w, h)
	c.Fill(box, theme.Text.On(theme.Raised))
	c.Hit(box, inside{})
	inner := canvas.Box{
		Border: theme.BorderOn.On(theme.Raised),
		Title:  canvas.Line{canvas.Say(theme.Strong, title)},
		Foot:   foot,
	}.Draw(c, box)
	return canvas.Rect{X: inner.X + 1, Y: inner.Y, W: max(inner.W-2, 0), H: inner.H}
}
