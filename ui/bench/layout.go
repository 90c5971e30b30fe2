package bench

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// sideBySide is how wide a screen must be to show the inspector beside the others.
const sideBySide = 110

// Draw draws the page.
func (b *Bench) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	b.areas = b.Layout(r)
	if _, ok := b.areas[b.Focus]; !ok && b.Figure != FigureNone && b.Focus != PaneSockets { // a pane that is wanted has its place back
		b.Figure = FigureNone
		b.areas = b.Layout(r)
	}
	b.asked = false // unless its window is drawn in front
	if area, ok := b.areas[PaneSockets]; ok {
		b.Sockets.draw(c, area, b)
	}
	if area, ok := b.areas[PaneInspector]; ok {
		b.Inspector.draw(c, area, b)
	}
	if area, ok := b.areas[PaneTrace]; ok {
		_, beside := b.areas[PaneInspector]
		b.Trace.draw(c, area, b.Focus == PaneTrace, !beside)
	}
	if area, ok := b.areas[PaneFigure]; ok {
		b.drawFigure(h, c, area)
	}
	if b.welcomes(h) && h.Top() == nil {
		b.drawWelcome(c, r)
	}
}

// Layout is where each visible pane stands. On a narrow screen the inspector and
// the trace share a place, and the one that had the focus last has it.
func (b *Bench) Layout(r canvas.Rect) map[Pane]canvas.Rect {
	if b.Inspector.Full {
		return map[Pane]canvas.Rect{PaneInspector: r}
	}
	if b.Figure != FigureNone {
		return b.figureLayout(r)
	}
	return b.panes(r)
}

// panes is the layout of the three panes.
func (b *Bench) panes(r canvas.Rect) map[Pane]canvas.Rect {
	if r.W >= sideBySide {
		side := max(46, min(r.W*38/100, 84))
		left, right := r.SplitLeft(r.W - side)
		top, below := left.SplitTop(max(8, left.H*38/100))
		return map[Pane]canvas.Rect{PaneSockets: top, PaneTrace: below, PaneInspector: right}
	}
	switch b.Focus {
	case PaneInspector:
		b.Inspector.shown = true
	case PaneTrace:
		b.Inspector.shown = false
	case PaneSockets, PaneFigure: // below it stays what was there
	}
	top, below := r.SplitTop(max(6, r.H*43/100))
	if b.Inspector.shown {
		// The inspector has much to say: the table gives some of its rows to it.
		top, below = r.SplitTop(max(5, r.H*26/100))
		return map[Pane]canvas.Rect{PaneSockets: top, PaneInspector: below}
	}
	return map[Pane]canvas.Rect{PaneSockets: top, PaneTrace: below}
}

// focusing is the target of a pane where there is nothing else to hit.
type focusing struct{ pane Pane }

// frame draws the box of a pane.
func frame(c *canvas.Canvas, r canvas.Rect, pane Pane, focused bool, box canvas.Box) canvas.Rect {
	box.Border = theme.Border.On(theme.Plain)
	if focused {
		box.Border = theme.BorderOn.On(theme.Plain)
		if len(box.Title) > 0 {
			title := canvas.Line{canvas.Say(theme.Accent, "▪ ")}
			box.Title = append(title, box.Title...)
		}
	}
	c.Hit(r, focusing{pane})
	return box.Draw(c, r)
}
