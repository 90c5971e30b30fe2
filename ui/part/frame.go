package part

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// SideBySide is the minimum width, in columns, of a screen that shows two panes side by side.
const SideBySide = 110

// Frame draws the box of a pane, highlighted if it has the focus, and returns the rectangle inside. Clicks
// hit the target wherever the pane has no other.
func Frame(c *canvas.Canvas, r canvas.Rect, focused bool, target canvas.Target, box canvas.Box) canvas.Rect {
	box.Border = theme.Border.On(theme.Plain)
	if focused {
		box.Border = theme.BorderOn.On(theme.Plain)
		box.Title = append(canvas.Line{canvas.Say(theme.Accent, "▪ ")}, box.Title...)
	}
	c.Hit(r, target)
	return box.Draw(c, r)
}
