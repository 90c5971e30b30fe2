// Package table draws rows in columns. It draws only the visible rows, selects by identity and never by
// index, and marks the cells that have just changed.
package table

import (
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// Column is one column of a table.
type Column struct {
	Name  string // sort key; "" if it cannot be sorted by
	Title string
	Right bool // right-aligned
	Left  bool // shortened at its left end
	Min   int  // minimum width
	Keep  int  // the part of the width its cells need that it does not give up
	Max   int  // maximum width
	Wide  int  // minimum width of the table to show it; 0 always shows it
}

// Cell is one cell of a row.
type Cell struct {
	Text  string
	Role  theme.Role
	Fresh bool // it has just changed
}

// Row is one row, with one cell per column.
type Row struct {
	ID    uint64
	Cells []Cell
	Note  *Note // replaces the later cells; nil for none
}

// Note is a text that replaces the cells from From on, in a row that can no longer be selected.
type Note struct {
	From int
	Cell
}

// Picked is the click target of a row.
type Picked struct{ ID uint64 }

// Sorted is the click target of a column's title.
type Sorted struct{ Column string }

// View is a table ready to be drawn.
type View struct {
	Columns  []Column
	Rows     []Row
	Selected uint64
	Focused  bool
	Sort     string
	Reverse  bool
}

// gap is the space between two columns.
const gap = 1

// mark is the width of the pointer before the selected row.
const mark = 2

// Draw draws the titles, and the rows below them.
func (v *View) Draw(c *canvas.Canvas, r canvas.Rect) {
	widths := v.Widths(r.W - mark)
	x := mark
	for i, column := range v.Columns {
		if widths[i] == 0 {
			continue
		}
		at := canvas.Rect{X: r.X + x, Y: r.Y, W: widths[i], H: 1}
		v.title(c, at, column)
		x += widths[i] + gap
	}
	for i, row := range v.Rows {
		if i+1 >= r.H {
			break
		}
		v.row(c, r.Row(i+1), row, widths)
	}
}

func (v *View) title(c *canvas.Canvas, r canvas.Rect, column Column) {
	text, role := column.Title, theme.Dim
	if v.Sort != "" && v.Sort == column.Name {
		role = theme.Accent
		arrow := "↑"
		if v.Reverse {
			arrow = "↓"
		}
		text = canvas.Cut(text, r.W-1) + arrow
	}
	if column.Right {
		c.PutRight(r, 0, role.On(theme.Plain), canvas.Cut(text, r.W))
	} else {
		c.Put(r, 0, 0, role.On(theme.Plain), text)
	}
	c.Hit(r, Sorted{column.Name})
}

func (v *View) row(c *canvas.Canvas, r canvas.Rect, row Row, widths []int) {
	ground := theme.Plain
	if row.ID == v.Selected {
		ground = theme.Marked
		if v.Focused {
			ground = theme.Chosen
		}
		c.Fill(r, theme.Text.On(ground))
		c.Put(r, 0, 0, theme.Accent.On(ground), "▸")
	}
	x := mark
	for i, cell := range row.Cells {
		if row.Note != nil && i == row.Note.From {
			c.Put(r, x, 0, row.Note.Role.On(ground), canvas.Shorten(row.Note.Text, max(r.W-x, 0)))
			return
		}
		if widths[i] == 0 {
			continue
		}
		role := cell.Role
		if cell.Fresh {
			role = theme.Fresh
		}
		text := canvas.Shorten(cell.Text, widths[i])
		if v.Columns[i].Left {
			text = shortAddress(cell.Text, widths[i])
		}
		at := canvas.Rect{X: r.X + x, Y: r.Y, W: widths[i], H: 1}
		if v.Columns[i].Right {
			c.PutRight(at, 0, role.On(ground), text)
		} else {
			c.Put(at, 0, 0, role.On(ground), text)
		}
		x += widths[i] + gap
	}
	c.Hit(r, Picked{row.ID})
}

// Widths divides w columns: every column gets what its cells need, up to its Max. If that is too much, the
// widest columns are narrowed first, down to their Min or Keep. A column that is left out has width 0.
func (v *View) Widths(w int) []int {
	widths, least := make([]int, len(v.Columns)), make([]int, len(v.Columns))
	total := -gap
	for i, column := range v.Columns {
		if column.Wide > w+mark {
			continue
		}
		need := canvas.Width(column.Title)
		for _, row := range v.Rows {
			need = max(need, canvas.Width(row.Cells[i].Text))
		}
		if column.Name != "" { // so that the arrow of the sorted column shifts nothing
			need = max(need, canvas.Width(column.Title)+1)
		}
		widths[i], least[i] = max(min(need, column.Max), column.Min), max(min(need, column.Keep), column.Min)
		total += widths[i] + gap
	}
	for total > w {
		widest := -1
		for i := range v.Columns {
			if widths[i] > least[i] && (widest < 0 || widths[i]-least[i] > widths[widest]-least[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
		total--
	}
	return widths
}

// shortAddress shortens an address but keeps its port: among sockets of one machine, that is what
// distinguishes them.
func shortAddress(text string, w int) string {
	if port := strings.LastIndexByte(text, ':'); canvas.Width(text) > w && port > 0 && canvas.Width(text[port:]) < w {
		return "…" + text[port:]
	}
	return canvas.ShortenLeft(text, w)
}
