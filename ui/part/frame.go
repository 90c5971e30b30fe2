package part

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// SideBySide is how wide a screen must be, in columns, to show two panes beside each other.
const SideBySide = 110

// Frame draws the box of a pane, in which the one with the focus stands out, and returns what is inside. The
// target is hit where the pane has nothing else.
func Frame(c *canvas.Canvas, r canvas.Rect, focused bool, target canvas.Target, box canvas.Box) canvas.Rect {
	box.Border = theme.Border.On(theme.Plain)
	if focused {
		box.Border = theme.BorderOn.On(theme.Plain)
		box.Title = append(canvas.Line{canvas.Say(theme.Accent, "▪ ")}, box.Title...)
	}
	c.Hit(r, target)
	return box.Draw(c, r)
}
