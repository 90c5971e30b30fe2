package sessions

import (
	"netnet-tui/sessions/diff"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// scopeWindow is the scope of a comparison.
const scopeWindow keymap.Scope = "comparison"

// window is the window with a comparison: both sessions side by side, and only what differs.
type window struct {
	part.Scroll
	title  string
	report diff.Report

	width int
	rows  diff.Layout // for that width
}

// Scope returns the scope of comparisons.
func (w *window) Scope() keymap.Scope { return scopeWindow }

// step goes to the next or the previous step that differs.
func (w *window) step(by int) {
	rows := w.body()
	begins := func(i int) bool {
		return rows[i].Step != "" && (i == 0 || rows[i-1].Step == "" || rows[i].Number != "")
	}
	for i := w.Top + by; i >= 0 && i < len(rows); i += by {
		if begins(i) {
			w.Move(i-w.Top, false)
			return
		}
	}
}

// heads returns how many rows name the sessions; they do not scroll.
func (w *window) heads() int {
	n := 0
	for n < len(w.rows.Rows) && w.rows.Rows[n].Step == "" {
		n++
	}
	return n
}

func (w *window) body() []diff.Row { return w.rows.Rows[w.heads():] }

// Draw draws the window over the page.
func (w *window) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	width := r.W - 2
	if w.width != width-4 {
		w.width = width - 4
		w.rows = w.report.Layout(w.width)
	}
	foot := canvas.Line{canvas.Say(theme.Dim, w.report.Summary()+"  "), canvas.Say(theme.Accent, "n"), canvas.Say(theme.Dim, " next step  "), canvas.Say(theme.Accent, "esc"), canvas.Say(theme.Dim, " back")}
	inner := overlay.Window(c, r, width, min(len(w.rows.Rows)+2, r.H-2), canvas.Shorten(w.title, width-6), foot)
	heads := w.heads()
	top, below := inner.SplitTop(min(heads, inner.H))
	for y := range top.H {
		c.PutLine(top, 0, y, w.line(w.rows.Rows[y]))
	}
	rows := w.body()
	w.Room, w.Total = below.H, len(rows)
	w.Move(0, false)
	for y := 0; y < below.H && w.Top+y < len(rows); y++ {
		c.PutLine(below, 0, y, w.line(rows[w.Top+y]))
	}
}

// line returns a row of the comparison.
func (w *window) line(row diff.Row) canvas.Line {
	if row.Step != "" {
		role := theme.Strong
		switch row.Mark {
		case "-":
			role = theme.Wait
		case "+":
			role = theme.OK
		}
		return canvas.Line{canvas.Raised(role, row.Mark+" "), canvas.Raised(theme.Dim, toRight(row.Number, w.rows.Number)+" "), canvas.Raised(role, row.Step)}
	}
	role := theme.Text
	switch row.Part {
	case "":
		role = theme.Dim
	case diff.PartAnswer, diff.PartTook:
		role = theme.Accent
	case diff.PartCall, diff.PartEvidence, diff.PartCounter, diff.PartWhy, diff.PartNote:
	}
	label := canvas.Pad(row.Label, w.rows.Label) + "  "
	number := "  " + toRight(row.Number, w.rows.Number) + " "
	return canvas.Line{canvas.Raised(theme.Dim, number), canvas.Raised(theme.Name, label), canvas.Raised(role, canvas.Pad(row.Left, w.rows.Each)), canvas.Raised(theme.Dim, " │ "), canvas.Raised(role, row.Right)}
}

// toRight returns a text right-aligned in w columns.
func toRight(text string, w int) string { return canvas.Pad("", w-canvas.Width(text)) + text }
