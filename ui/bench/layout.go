package bench

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
)

// ownColumn is the minimum width for a script in a column of its own.
const ownColumn = 160

// Draw draws the page.
func (b *Bench) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	b.areas = b.Layout(r)
	if _, ok := b.areas[b.Focus]; !ok && b.Figure != FigureNone && b.Focus != PaneSockets {
		b.yield(r)
	}
	b.opening = false
	b.asked = false // unless its window is drawn in front
	if area, ok := b.areas[PaneSockets]; ok {
		b.Sockets.draw(h, c, area, b)
	}
	if area, ok := b.areas[PaneInspector]; ok {
		b.Inspector.draw(c, area, b)
	}
	if area, ok := b.areas[PaneScript]; ok {
		b.drawScript(c, area)
	}
	if area, ok := b.areas[PaneTrace]; ok {
		_, beside := b.areas[PaneInspector]
		b.Trace.draw(c, area, b.Focus == PaneTrace, !beside && b.explains() != nil)
	}
	if area, ok := b.areas[PaneFigure]; ok {
		b.drawFigure(h, c, area)
	}
	if b.welcomes(h) && h.Top() == nil {
		b.drawWelcome(c, r)
	}
}

// Layout returns where each visible pane is. On a narrow screen the inspector, the script and the trace
// share a place, which belongs to the one that last had the focus.
func (b *Bench) Layout(r canvas.Rect) map[Pane]canvas.Rect {
	if b.Inspector.Full {
		return map[Pane]canvas.Rect{PaneInspector: r}
	}
	if b.Figure != FigureNone {
		return b.figureLayout(r)
	}
	return b.panes(r)
}

// panes returns the layout without a figure.
func (b *Bench) panes(r canvas.Rect) map[Pane]canvas.Rect {
	areas := map[Pane]canvas.Rect{}
	script := b.beside != nil
	tall := script && b.beside.Tall()
	if script && r.W >= ownColumn {
		areas[PaneScript], r = r.SplitLeft(max(48, min(r.W*27/100, 80)))
		script = false // it has its place
	}
	if r.W >= part.SideBySide {
		side := max(46, min(r.W*38/100, 84))
		left, right := r.SplitLeft(r.W - side)
		areas[PaneInspector] = right
		share := 38
		if script {
			share = 26
		}
		rows := max(8, left.H*share/100)
		if tall { // it mentions all of them
			rows = max(rows, min(b.Sockets.total+3, 11))
		}
		areas[PaneSockets], left = left.SplitTop(rows)
		if script {
			half := left.H / 2
			if tall { // it is to be read, and says most of what the trace would
				half = left.H * 2 / 3
			}
			areas[PaneScript], left = left.SplitTop(half)
		}
		areas[PaneTrace] = left
		return areas
	}
	if b.Focus != PaneSockets || b.below == PaneScript && !script { // what was below the sockets stays there
		b.below = b.Focus
	}
	rows := max(6, r.H*43/100)
	switch { // panes with much to show get some rows of the table
	case b.below == PaneInspector:
		rows = max(5, r.H*26/100)
	case b.below == PaneScript && tall:
		rows = max(5, r.H*26/100, min(b.Sockets.total+3, 7))
	}
	top, below := r.SplitTop(rows)
	areas[PaneSockets] = top
	if b.below == PaneInspector || b.below == PaneScript {
		areas[b.below] = below
	} else {
		areas[PaneTrace] = below
	}
	return areas
}

// focusing is the click target of a pane's background.
type focusing struct{ pane Pane }
