package bench

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/why"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// height returns the height of an item, without making its lines if it is folded.
func (t *Trace) height(it *item) int {
	if !it.open {
		return folded(it)
	}
	return len(t.made(it))
}

func (t *Trace) made(it *item) []canvas.Line {
	if it.lines == nil || it.width != t.width {
		it.lines, it.width = it.render(t.width), t.width
	}
	return it.lines
}

// draw draws the trace; explains says that no other pane has room for the findings about the selected
// event.
func (t *Trace) draw(c *canvas.Canvas, r canvas.Rect, focused, explains bool) {
	waiting := t.waiting(r.H / 3)
	if explains {
		waiting = append(waiting, t.explained(r.W-4, r.H)...)
	}
	t.room, t.width = max(r.H-2-len(waiting), 1), max(r.W-4, 1)
	if t.follow {
		t.reveal()
	}
	total := 0
	for _, it := range t.items {
		total += t.height(it)
	}
	t.top = max(0, min(t.top, total-t.room))
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "Trace")}}
	switch {
	case !t.follow:
		box.Right = canvas.Line{canvas.Say(theme.Wait, fmt.Sprintf("%d of %d", t.at+1, len(t.items))), canvas.Say(theme.Dim, "  G newest")}
	case t.dropped > 0:
		box.Right = canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("the last %d", len(t.items)))}
	}
	inner := part.Frame(c, r, focused, focusing{PaneTrace}, box)
	if total == 0 {
		c.Put(inner, 1, 0, theme.Faint.On(theme.Plain), "every system call will appear here, with its answer")
	}
	for i, line := range waiting {
		c.PutLine(inner, 1, inner.H-len(waiting)+i, line)
	}
	inner.H -= len(waiting)
	line := 0
	for i, it := range t.items {
		h := t.height(it)
		if line+h > t.top && line < t.top+t.room {
			t.drawItem(c, inner, line-t.top, i, focused)
		}
		line += h
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), t.top, t.room, total)
}

func (t *Trace) drawItem(c *canvas.Canvas, inner canvas.Rect, y, index int, focused bool) {
	it := t.items[index]
	for i, line := range t.made(it) {
		row := y + i
		if row < 0 || row >= inner.H {
			continue
		}
		c.PutLine(canvas.Rect{X: inner.X, Y: inner.Y + row, W: inner.W - 1, H: 1}, 1, 0, line)
		if index == t.at && i == 0 && focused {
			c.Ground(inner.Row(row), theme.Chosen)
			c.Put(inner, 0, row, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(inner.Row(row), unfolding{index})
	}
}

// explained returns the findings about the selected event in two or three lines, below the events.
func (t *Trace) explained(w, h int) []canvas.Line {
	it := t.latest()
	if it == nil || h < roomForWhy || it.open || len(it.why) == 0 {
		return nil
	}
	const label = "why "
	room, most := shortWhy, max(w-len(label), 20)
	if h >= roomForThird {
		room++
	}
	parts := canvas.Wrap(why.Text(it.why), most)
	cut := len(parts) > room
	if cut {
		rest := strings.Join(parts[room-1:], " ")
		parts = append(parts[:room-1], canvas.Shorten(rest, most-len(wholeWhy)))
	}
	lines := make([]canvas.Line, room) // always the same number, so that the events above do not jump
	for i, part := range parts {
		head := label
		if i > 0 {
			head = canvas.Pad("", len(label))
		}
		lines[i] = canvas.Line{canvas.Say(theme.Accent, head), canvas.Say(theme.Text, part)}
	}
	if cut {
		lines[room-1] = append(lines[room-1], canvas.Say(theme.Dim, wholeWhy))
	}
	return lines
}

// waiting returns the calls that have not returned, below all that have.
func (t *Trace) waiting(room int) []canvas.Line {
	var lines []canvas.Line
	for _, b := range t.blocked {
		state := fmt.Sprintf("blocked for %.1f s, i interrupts it", b.For.Seconds())
		if b.Done {
			state = "has returned and waits to be joined"
		}
		if len(lines) < room {
			lines = append(lines, canvas.Line{canvas.Say(theme.Wait, "  … "), canvas.Say(theme.Text, b.Step), canvas.Say(theme.Wait, "  "+state)})
		}
	}
	return lines
}
