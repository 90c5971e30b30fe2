package editor

import (
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// editorWidth is the width of an editor, if there is room.
const editorWidth = 76

// block is a group of consecutive rows of an editor.
type block struct {
	rows  []formRow
	least int // how many are shown before any other block gets more than its least
	first int // the index of the first row shown
	shown int
}

// allot gives each block its least, and then distributes the remaining rows, earlier blocks first.
func allot(room int, blocks ...*block) {
	for _, b := range blocks {
		b.shown = max(0, min(b.least, len(b.rows), room))
		room -= b.shown
	}
	for _, b := range blocks {
		more := max(0, min(len(b.rows)-b.shown, room))
		b.shown, room = b.shown+more, room-more
	}
}

// reveal scrolls a block so that one of its rows is visible, in the middle if possible.
func (b *block) reveal(at int) {
	b.first = max(0, min(at-b.shown/2, len(b.rows)-b.shown))
}

// Draw draws the editor in the middle of r.
func (e *Editor) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	w := max(min(editorWidth, r.W-2), 2)
	now := e.now(h.Store().Pull.Last.Detail)
	view := e.form.view()
	entry := &block{rows: view.entry, least: len(view.entry)}
	verdict := &block{rows: e.verdict(w - 4), least: 2}
	writes := &block{rows: e.promise(w - 4), least: 1}
	list := &block{rows: view.list, least: 4}
	obstacle := &block{rows: passage(w-4, "now: ", theme.Wait, theme.Wait, obstacleOf(now)), least: 2}
	head := &block{rows: e.head(now, w-4), least: 4}
	above, below := gap(), gap()
	allot(r.H-2, entry, verdict, writes, list, obstacle, head, above, below)
	entry.reveal(view.at)
	list.reveal(view.chosen)
	if view.scroll != nil {
		view.scroll.Room = list.shown
		view.scroll.Move(0, false)
		list.first = view.scroll.Top
	}
	blocks := []*block{head, above, entry, verdict, list, below, obstacle, writes}
	height := 2
	for _, b := range blocks {
		height += b.shown
	}
	inner := overlay.Window(c, r, w, height, e.option.Name+" of "+e.socket.Name, e.foot(w-6))
	labels := labelWidth(view.entry)
	y := 0
	for _, b := range blocks {
		for i := range b.shown {
			row := b.rows[b.first+i]
			cut := i == b.shown-1 && b.first+b.shown < len(b.rows)
			drawFormRow(c, inner.Row(y), row, labels, cut && (b == head || b == verdict || b == obstacle || b == writes))
			y++
		}
	}
	if list.shown < len(list.rows) {
		edge := canvas.Rect{X: inner.X - 2, Y: inner.Y + head.shown + above.shown + entry.shown + verdict.shown - 1, W: inner.W + 4, H: list.shown + 2}
		c.Scrollbar(edge, theme.Dim.On(theme.Raised), list.first, list.shown, len(list.rows))
	}
}

// foot says what the keys do, as far as it fits.
func (e *Editor) foot(w int) canvas.Line {
	enter := "enter sets it"
	switch {
	case !e.option.Settable() && e.reads():
		enter = "enter reads it"
	case !e.option.Settable():
		enter = ""
	}
	text := ""
	for _, part := range []string{enter, e.form.keys(), "esc back"} {
		if part == "" || canvas.Width(text)+2+canvas.Width(part) > w {
			continue
		}
		if text != "" {
			text += "  "
		}
		text += part
	}
	return canvas.Line{canvas.Say(theme.Dim, text)}
}

// promise shows the line that enter writes.
func (e *Editor) promise(w int) []formRow {
	line := e.writes()
	if e.set != nil {
		return passage(w, "enter: ", theme.Dim, theme.Text, line)
	}
	if _, problem := e.judge(); e.option.Settable() && (line == "" || problem != "") {
		return passage(w, "writes: ", theme.Dim, theme.Faint, "nothing yet")
	}
	return passage(w, "writes: ", theme.Dim, theme.Strong, line)
}

// verdict says what the written value means, or what is wrong with it.
func (e *Editor) verdict(w int) []formRow {
	value, problem := e.judge()
	if problem != "" {
		return passage(w, "! ", theme.Bad, theme.Bad, problem)
	}
	var rows []formRow
	switch {
	case !e.option.Settable():
		rows = passage(w, "", theme.Dim, theme.Dim, e.option.Name+" can only be read")
	case e.waits():
		rows = passage(w, "", theme.Dim, theme.Dim, "nothing is written yet")
	default:
		rows = passage(w, "", theme.Text, theme.Text, e.form.means(value))
	}
	return append(rows, passage(w, "kernel: ", theme.Dim, theme.Text, e.option.Rescale)...)
}

// gap is an empty row that is shown only if there is room to spare.
func gap() *block { return &block{rows: []formRow{{index: unclickable}}} }

// passage returns a text, wrapped behind its label.
func passage(w int, label string, first, rest theme.Role, text string) []formRow {
	var rows []formRow
	for _, part := range canvas.Wrap(text, max(w-canvas.Width(label), 1)) {
		rows = append(rows, formRow{text: canvas.Line{canvas.Raised(first, label), canvas.Raised(rest, part)}, index: unclickable})
		label = canvas.Pad("", canvas.Width(label))
	}
	return rows
}

func labelWidth(rows []formRow) int {
	w := 0
	for _, row := range rows {
		if row.label != "" {
			w = max(w, canvas.Width(row.label)+2)
		}
	}
	return w
}

// drawFormRow draws a row; cut says that the text continues in rows that are not shown.
func drawFormRow(c *canvas.Canvas, r canvas.Rect, row formRow, labels int, cut bool) {
	if row.index != unclickable {
		c.Hit(r, picked{row.index})
	}
	if row.line == nil && row.label == "" {
		end := c.PutLine(r, 0, 0, row.text)
		if cut {
			c.Put(r, min(end, r.W-2), 0, theme.Faint.On(theme.Raised), " …")
		}
		return
	}
	mark, role := "  ", theme.Dim
	if row.focus {
		mark, role = "› ", theme.Accent
	}
	x := c.PutLine(r, 0, 0, canvas.Line{canvas.Raised(role, mark+canvas.Pad(row.label, labels))})
	field := canvas.Rect{X: r.X + x, Y: r.Y, W: max(r.W-x, 0), H: 1}
	if row.line == nil {
		c.PutLine(field, 0, 0, row.text)
		return
	}
	c.Fill(field, theme.Text.On(theme.Marked))
	ground := theme.Marked
	if row.fresh {
		ground = theme.Inserted
	}
	shift := 0
	if row.focus {
		shift = max(0, row.line.Column()-field.W+1)
		c.Caret(field.X+row.line.Column()-shift, field.Y)
	}
	end := c.Put(field, -shift, 0, theme.Strong.On(ground), row.line.Text)
	switch {
	case row.line.Text == "":
		for i := range row.text {
			row.text[i].Style = row.text[i].Style.On(theme.Marked)
		}
		c.PutLine(field, 1, 0, row.text)
	case row.fresh && end+24 < field.W:
		c.Put(field, end+2, 0, theme.Faint.On(theme.Marked), "typing replaces it")
	}
}

// obstacleOf returns why setting the option now would be refused or have no effect.
func obstacleOf(r status.OptionReading) string {
	if r.Obstacle == "" {
		return ""
	}
	return r.Obstacle + "; enter sets it anyway"
}
