package bench

import (
	"fmt"

	"netnet-tui/sessions/states"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/diagram"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Figure is a picture of what the sockets have been through. It takes the place of other panes, and changes
// with every step; the keys remain those of the page.
type Figure string

// The figures.
const (
	FigureNone   Figure = ""
	FigureStates Figure = "states" // the state diagram of TCP, with the ends of the selected connection on it
	FigureMatrix Figure = "matrix" // what poll reported in which state
)

// PaneFigure is the pane of the figure.
const PaneFigure Pane = "figure"

// figureKeys returns the actions that show the figures.
func (b *Bench) figureKeys() []part.Action {
	return []part.Action{
		{Name: "states", Keys: part.Key("g"), Help: "show the TCP state diagram, with the path of both ends of the selected connection; again to close it",
			Do: part.Do(func(part.Host) { b.toggleFigure(FigureStates) })},
		{Name: "poll-matrix", Keys: part.Key("M"), Help: "show what poll reported for your sockets in each state; again to close it",
			Do: part.Do(func(part.Host) { b.toggleFigure(FigureMatrix) })},
	}
}

func (b *Bench) toggleFigure(f Figure) {
	if b.Figure == f {
		b.Figure = FigureNone
		return
	}
	b.Figure, b.opening, b.Inspector.Full = f, true, false
}

// yield resolves a conflict between the focused pane and the figure when only one of them fits: the one
// that was requested last is shown.
func (b *Bench) yield(r canvas.Rect) {
	if b.opening {
		b.Focus = PaneSockets
		return
	}
	b.Figure = FigureNone
	b.areas = b.Layout(r)
}

// figureHeight is the minimum height of a figure, including its border.
const figureHeight = 21

// figureWidth is the minimum width of a figure in place of the inspector.
const figureWidth = 76

// figureLayout returns where the panes are while there is a figure. It takes the place of the inspector if
// that is wide enough, or else the place below the sockets and the script, or else the whole page.
func (b *Bench) figureLayout(r canvas.Rect) map[Pane]canvas.Rect {
	if r.W >= part.SideBySide && r.H >= figureHeight {
		if areas := b.panes(r); areas[PaneInspector].W >= figureWidth {
			areas[PaneFigure] = areas[PaneInspector]
			delete(areas, PaneInspector)
			return areas
		}
	}
	if r.H < figureHeight+7 {
		return map[Pane]canvas.Rect{PaneFigure: r}
	}
	areas := map[Pane]canvas.Rect{}
	areas[PaneSockets], areas[PaneFigure] = r.SplitTop(min(r.H*38/100, r.H-figureHeight))
	if b.beside != nil && r.W >= part.SideBySide {
		areas[PaneScript], areas[PaneSockets] = areas[PaneSockets].SplitLeft(r.W * 40 / 100)
	}
	return areas
}

// drawFigure draws the figure.
func (b *Bench) drawFigure(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	paths := &h.Store().Paths
	if b.Figure == FigureMatrix {
		box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "What poll says in each state of TCP")},
			Right: canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%d of %d seen", paths.Matrix.Filled(), len(states.TCP())*len(states.Bits())))},
			Foot:  canvas.Line{canvas.Say(theme.Dim, "M or esc: back")}}
		inner := part.Frame(c, r, false, focusing{PaneFigure}, box)
		inner.X, inner.W = inner.X+1, inner.W-2
		diagram.DrawMatrix(c, inner, &paths.Matrix)
		return
	}
	one, other := paths.Ends(b.Sockets.Chosen)
	ends := diagram.Ends{one, other}
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "States of TCP")}, Right: diagram.Title(ends), Foot: diagram.Legend()}
	if one == nil {
		box.Right = canvas.Line{canvas.Say(theme.Dim, "the selected socket is not a TCP socket")}
		if b.Sockets.Chosen == 0 {
			box.Right = canvas.Line{canvas.Say(theme.Dim, "no socket is selected")}
		}
	}
	box.Foot = append(box.Foot, canvas.Say(theme.Dim, "g or esc: back"))
	if room := r.W - box.Title.Width() - box.Right.Width() - 14; b.areas[PaneTrace] == (canvas.Rect{}) { // the trace would show the step
		if e, ok := b.Trace.Newest(); ok && room > 8 {
			step := fmt.Sprintf("%d %s → %s", e.Seq, e.Text, dash(e.Got))
			box.Title = append(box.Title, canvas.Say(theme.Dim, "  "+canvas.Shorten(step, room)))
		}
	}
	diagram.Draw(c, part.Frame(c, r, false, focusing{PaneFigure}, box), ends)
}
