package bench

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// Chosen returns the selected row.
func (in *Inspector) Chosen() (optionRow, bool) {
	if i := in.index(); i >= 0 {
		return in.rows[i], true
	}
	return optionRow{}, false
}

// choosesAmong reports whether the machine lists the values of the selected option.
func (in *Inspector) choosesAmong() bool {
	row, ok := in.Chosen()
	return ok && row.option != nil && row.option.Among != nil
}

// Pick selects a row by its key.
func (in *Inspector) Pick(key string) {
	in.at = key
	in.reveal()
}

// index returns the index of the selected row, or of the first selectable one if it is gone.
func (in *Inspector) index() int {
	if i := slices.IndexFunc(in.rows, func(r optionRow) bool { return r.key() == in.at && in.at != "" }); i >= 0 {
		return i
	}
	return slices.IndexFunc(in.rows, func(r optionRow) bool { return r.key() != "" })
}

// Move moves the selection by options, or by pages if pages is set.
func (in *Inspector) Move(by int, pages bool) {
	if pages {
		by *= max(in.room-1, 1)
	}
	i := in.index()
	if i < 0 {
		return
	}
	step := 1
	if by < 0 {
		step, by = -1, -by
	}
	for j := i + step; j >= 0 && j < len(in.rows) && by > 0; j += step {
		by--
		if in.rows[j].key() != "" {
			i = j
		} else {
			by++ // skips the title of a group
		}
	}
	in.Pick(in.rows[i].key())
	if i <= 1 {
		in.top = 0
	}
}

// Edge selects the first or the last option.
func (in *Inspector) Edge(last bool) {
	if last {
		in.Move(len(in.rows), false)
	} else {
		in.Move(-len(in.rows), false)
	}
}

func (in *Inspector) reveal() {
	i := in.index()
	if in.room < 1 || i < 0 {
		return
	}
	in.top = max(min(in.top, i), i-in.room+1)
	in.top = max(0, min(in.top, len(in.rows)-in.room))
}

// drawOptions draws the rule above the list, the titles of its columns if there is room, and the visible
// rows; box is the pane, whose border has the scroll bar.
func (in *Inspector) drawOptions(c *canvas.Canvas, r, box canvas.Rect, focused bool) {
	columns := in.optionColumns(r.W)
	if r.H > 0 {
		c.PutLine(r, 0, 0, rule(in.listTitle(), in.filtered(), r.W))
	}
	_, list := r.SplitTop(1)
	if titled := list.H > 4 && (r.W >= 72 || in.compares() || in.watches()); titled {
		line := titles(columns)
		if in.watches() {
			line = interestTitles(r.W)
		}
		c.PutLine(list, 0, 0, line)
		_, list = list.SplitTop(1)
	}
	in.room = max(list.H, 0)
	if in.room == 0 {
		return
	}
	in.reveal()
	if len(in.rows) == 0 {
		for y, line := range canvas.Paragraph(theme.Dim, in.nothing(), list.W-3) {
			if y < list.H {
				c.PutLine(list, 2, y, line)
			}
		}
	}
	chosen := in.index()
	for i := 0; i < in.room && in.top+i < len(in.rows); i++ {
		row, at := in.rows[in.top+i], list.Row(i)
		line := in.rowLine(row, columns, r.W)
		if in.top+i == chosen && focused {
			line = legible(line)
		}
		c.PutLine(at, 0, 0, line)
		if row.key() == "" {
			continue
		}
		if in.top+i == chosen && focused {
			wide := canvas.Rect{X: at.X - 1, Y: at.Y, W: at.W + 2, H: 1}
			c.Ground(wide, theme.Chosen)
			c.Put(wide, 0, 0, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(at, picking{row.key()})
	}
	bar := canvas.Rect{X: box.X, Y: list.Y - 1, W: box.W, H: list.H + 2}
	c.Scrollbar(bar, theme.Dim.On(theme.Plain), in.top, in.room, len(in.rows))
}

// legible makes the fainter words of a line readable on the ground of the selected row.
func legible(line canvas.Line) canvas.Line {
	for i := range line {
		if s := line[i].Style; s == theme.Faint.On(theme.Plain) || s == theme.Dim.On(theme.Plain) {
			line[i].Style = theme.Text.On(theme.Plain)
		}
	}
	return line
}

// listTitle says what is listed.
func (in *Inspector) listTitle() string {
	if d := in.detail; in.compares() {
		return fmt.Sprintf("where %s and %s differ", d.Name, d.Beside.Name)
	}
	if in.watches() {
		return "what " + in.detail.Name + " watches"
	}
	return "options"
}

// watches reports whether a non-empty interest list is shown.
func (in *Inspector) watches() bool { return len(in.detail.Interests) > 0 }

// filtered returns the filter, and how many rows match it.
func (in *Inspector) filtered() string {
	if in.Filter == "" {
		return ""
	}
	shown := 0
	for _, row := range in.rows {
		if row.key() != "" {
			shown++
		}
	}
	return fmt.Sprintf("/%s  %d of %d", in.Filter, shown, in.all)
}

// nothing says why the list is empty.
func (in *Inspector) nothing() string {
	switch {
	case !in.detail.Open:
		return "a closed descriptor has no options to read"
	case in.Filter != "":
		return "no option matches; esc shows all"
	case in.compares():
		return "nothing: all their options are the same"
	}
	return "this socket has none that can be read"
}

// Sift shows only the options that match every word.
func (in *Inspector) Sift(filter string) {
	in.Filter, in.top = filter, 0
	in.sift()
}

// fields splits a filter into words.
func fields(filter string) []string { return strings.Fields(strings.ToLower(filter)) }

// At returns the key of the selected row.
func (in *Inspector) At() string {
	if row, ok := in.Chosen(); ok {
		return row.key()
	}
	return ""
}
