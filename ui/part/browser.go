package part

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// Browser is two panes of a page: a grouped list, and the text of the selected entry.
type Browser[E any] struct {
	Rows[E]
	Filter  string // of the list
	Reading bool   // the text has the focus, not the list
	Text    Scroll
	fresh   bool // the text of the selected entry has not been drawn yet

	list, text canvas.Rect // the panes, as they were last drawn
}

// Picking is the click target of an entry's row.
type Picking[E any] struct{ Entry *E }

// Focusing is the click target of a pane's background.
type Focusing struct{ Reading bool }

// Choose selects an entry, whose text is shown from its beginning.
func (b *Browser[E]) Choose(e *E) {
	if e != b.Last {
		b.Last = e
		b.Again()
	}
	b.reveal()
}

// Again shows the text of the selected entry from its beginning.
func (b *Browser[E]) Again() { b.Text, b.fresh = Scroll{}, true }

// Fill replaces the rows of the list. If a filter has found them, the first is the best match, and is
// selected; otherwise the selection stays.
func (b *Browser[E]) Fill(rows []Row[E]) {
	b.List, b.Top = rows, 0
	if b.Filter != "" && len(rows) > 0 {
		b.Choose(rows[0].Entry)
	}
	b.reveal()
}

// Back moves the focus from the text back to the list, and reports whether the text had it.
func (b *Browser[E]) Back() bool {
	was := b.Reading
	b.Reading = false
	return was
}

// Move moves through the list or the text by rows, or by pages if pages is set.
func (b *Browser[E]) Move(by int, pages bool) {
	if b.Reading {
		b.Text.Move(by, pages)
		return
	}
	b.moveList(by, pages)
}

func (b *Browser[E]) moveList(by int, pages bool) {
	if e := b.next(by, pages); e != nil {
		b.Choose(e)
	}
}

// Edge goes to the first or the last row of the list or the text.
func (b *Browser[E]) Edge(last bool) {
	by := len(b.List) + b.Text.Total
	if !last {
		by = -by
	}
	b.Move(by, false)
}

// Wheel scrolls the pane under the pointer.
func (b *Browser[E]) Wheel(_ Host, x, y, by int) {
	switch {
	case b.text.Contains(x, y):
		b.Text.Move(by, false)
	case b.list.Contains(x, y):
		b.moveList(by, false)
	}
}

// Click selects the entry that was clicked, or moves the focus to a pane.
func (b *Browser[E]) Click(_ Host, t canvas.Target) tea.Cmd {
	switch t := t.(type) {
	case Picking[E]:
		b.Reading = false
		b.Choose(t.Entry)
	case Focusing:
		b.Reading = t.Reading
	}
	return nil
}

// Turning returns an action's function that moves the focus to the text or the list.
func (b *Browser[E]) Turning(reading func() bool) func(Host) tea.Cmd {
	return Do(func(Host) { b.Reading = reading() })
}

// DrawList draws the list; line returns an entry in w columns.
func (b *Browser[E]) DrawList(c *canvas.Canvas, r canvas.Rect, box canvas.Box, line func(e *E, w int) canvas.Line) {
	b.list = r
	b.Room = max(r.H-2, 0)
	b.reveal()
	inner := Frame(c, r, !b.Reading, Focusing{false}, box)
	if len(b.List) == 0 {
		for y, text := range canvas.Wrap("nothing matches; esc shows all", inner.W-2) {
			c.Put(inner, 1, y, theme.Dim.On(theme.Plain), text)
		}
	}
	chosen, ground := b.Index(), theme.Chosen
	if b.Reading {
		ground = theme.Marked
	}
	for y := 0; y < inner.H && b.Top+y < len(b.List); y++ {
		row, at := b.List[b.Top+y], inner.Row(y)
		if row.Entry == nil {
			c.PutLine(at, 1, 0, canvas.Line{canvas.Say(theme.Dim, row.Group)})
			continue
		}
		c.PutLine(at, 2, 0, line(row.Entry, at.W-3))
		if b.Top+y == chosen {
			c.Ground(at, ground)
			c.Put(at, 0, 0, theme.Accent.On(ground), "▸")
		}
		c.Hit(at, Picking[E]{row.Entry})
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), b.Top, b.Room, len(b.List))
}

// DrawText draws the text of the selected entry. lay returns its lines in w columns, and the line from
// which it is shown at first; a nil lay draws no text.
func (b *Browser[E]) DrawText(c *canvas.Canvas, r canvas.Rect, box canvas.Box, lay func(w int) (lines []canvas.Line, from int)) {
	b.text = r
	t := &b.Text
	t.Room = max(r.H-2, 0)
	if lay == nil {
		Frame(c, r, b.Reading, Focusing{true}, box)
		return
	}
	lines, from := lay(r.W - 4)
	t.Total = len(lines)
	if b.fresh && from > 0 {
		t.Top = from
	}
	b.fresh = false
	t.Move(0, false)
	if below := t.Total - t.Top - t.Room; below > 0 {
		box.Foot = canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%d more below", below))}
	}
	inner := Frame(c, r, b.Reading, Focusing{true}, box)
	inner.X, inner.W = inner.X+1, inner.W-2
	for y := 0; y < inner.H && t.Top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[t.Top+y])
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), t.Top, t.Room, t.Total)
}
