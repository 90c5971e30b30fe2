package sessions

import (
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/sessions/archive"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// Draw draws the page.
func (p *Page) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	if _, ok := p.Chosen(); !ok {
		p.drawList(h, c, r)
		return
	}
	upper, lower := r.SplitTop(max(5, r.H*55/100))
	if r.W >= part.SideBySide {
		upper, lower = r.SplitLeft(max(60, r.W*45/100))
	}
	p.drawList(h, c, upper)
	p.drawPreview(c, lower)
}

// columns returns the columns of the list; during a search they include the number of hits.
func (p *Page) columns() []table.Column {
	if p.inside.text == "" {
		return columns
	}
	hits := []table.Column{{Name: "hits", Title: "HITS", Right: true, Min: 5, Max: 9}, {Name: "first", Title: "FIRST", Right: true, Min: 5, Max: 9}}
	return slices.Insert(slices.Clone(columns), 2, hits...)
}

var columns = []table.Column{
	{Name: "mark", Title: "", Min: 1, Max: 1},
	{Name: "name", Title: "NAME", Min: 12, Max: 60},
	{Name: "begun", Title: "BEGUN", Min: 12, Max: 12},
	{Name: "steps", Title: "STEPS", Right: true, Min: 5, Max: 9},
	{Name: "size", Title: "SIZE", Right: true, Min: 7, Max: 8},
	{Name: "network", Title: "NETWORK", Min: 4, Max: 7, Wide: 56},
}

func (p *Page) drawList(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	l := &p.list
	title := canvas.Line{canvas.Say(theme.Strong, "Sessions")}
	if p.Filter != "" {
		title = append(title, canvas.Say(theme.Accent, " /"+p.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d of", len(l.shown))))
	}
	if p.inside.text != "" {
		title = append(title, canvas.Say(theme.Accent, " "+p.inside.text), canvas.Say(theme.Dim, fmt.Sprintf(" in %d of", len(l.shown))))
	}
	if l.listed {
		title = append(title, canvas.Say(theme.Dim, " "+strconv.Itoa(len(l.all))))
	}
	box := canvas.Box{Border: theme.BorderOn.On(theme.Plain), Title: title}
	if p.busy != nil {
		box.Right = canvas.Line{canvas.Say(theme.Wait, p.busy.what+" … "), canvas.Say(theme.Accent, "esc"), canvas.Say(theme.Wait, " cancels")}
	}
	inner := box.Draw(c, r)
	if text := p.nothing(h); text != "" {
		for y, line := range canvas.Paragraph(theme.Dim, text, inner.W-4) {
			c.PutLine(inner, 2, 1+y, line)
		}
		return
	}
	l.room = max(inner.H-1, 1)
	l.reveal()
	view := table.View{Columns: p.columns(), Focused: true, Selected: uint64(l.at) + 1}
	for i := l.top; i < min(l.top+l.room, len(l.shown)); i++ {
		view.Rows = append(view.Rows, p.row(&l.shown[i], uint64(i)+1))
	}
	view.Draw(c, inner)
	c.Scrollbar(r, theme.Dim.On(theme.Plain), l.top, l.room, len(l.shown))
	if e, ok := l.find(p.marked); ok {
		c.Foot(r, theme.Border.On(theme.Plain), canvas.Line{canvas.Say(theme.Accent, "●"), canvas.Say(theme.Dim, " picked: "+canvas.Shorten(e.title(), 24)+"  "), canvas.Say(theme.Accent, "d"), canvas.Say(theme.Dim, " compares with it")})
	}
}

// row returns a session as a row of the table.
func (p *Page) row(e *Entry, id uint64) table.Row {
	mark, role := " ", theme.Text
	if e.File == p.marked {
		mark = "●"
	}
	switch {
	case e.Name != "":
		role = theme.Name
	case e.Script == "":
		role = theme.Dim
	}
	name := e.title()
	if e.Now {
		name += " (now)"
	}
	if e.Left != nil {
		name += fmt.Sprintf(" (stepped back to %d)", *e.Left)
	}
	cells := []table.Cell{
		{Text: mark, Role: theme.Accent}, {Text: name, Role: role}, {Text: p.list.begun(e), Role: theme.Text},
		{Text: strconv.Itoa(e.Steps), Role: theme.Text}, {Text: archive.Size(e.Size), Role: theme.Dim}, {Text: e.Network, Role: theme.Dim},
	}
	if found := p.hits(e); found != nil {
		cells = slices.Insert(cells, 2, table.Cell{Text: strconv.Itoa(found.count), Role: theme.Accent}, table.Cell{Text: strconv.Itoa(found.first + 1), Role: theme.Text})
	}
	return table.Row{ID: id, Cells: cells}
}

// nothing says why there are no rows; "" if there are some.
func (p *Page) nothing(h part.Host) string {
	l := &p.list
	switch {
	case p.Archive == nil:
		return "Sessions are not recorded here."
	case l.err != nil:
		return l.err.Error()
	case !l.listed:
		return "Listing the sessions …"
	case len(l.shown) > 0:
		return ""
	case p.inside.of != nil:
		return "nothing found so far …"
	case len(l.all) > 0:
		return "no session has this in its name, script, date or network; s searches the steps of all, esc shows all"
	}
	if h.Store().Network.Recording == nil {
		return "There are no recordings yet, and this session is not recorded."
	}
	return "There are no recordings yet. Each session is recorded from its first step."
}

// drawPreview draws the first steps of the selected session.
func (p *Page) drawPreview(c *canvas.Canvas, r canvas.Rect) {
	e, _ := p.Chosen()
	v := &p.preview
	title := canvas.Line{canvas.Say(theme.Strong, canvas.Shorten(e.title(), r.W/2)), canvas.Say(theme.Dim, " "+when(e))}
	inner := canvas.Box{Border: theme.Border.On(theme.Plain), Title: title}.Draw(c, r)
	inner = canvas.Rect{X: inner.X + 1, Y: inner.Y, W: inner.W - 2, H: inner.H}
	if v.key != v.asked { // it still has the steps of another session
		return
	}
	lines := v.lines(inner.W)
	if left := v.total - inner.H; left > 0 && len(v.rows) > 0 && len(lines) > inner.H {
		lines = append(lines[:inner.H-1:inner.H-1], canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("… and %d more", v.total-inner.H+1))})
	}
	for y, line := range lines[:min(len(lines), inner.H)] {
		c.PutLine(inner, 0, y, line)
	}
}

// lines returns the steps with their answers, or why there are none.
func (v *preview) lines(w int) []canvas.Line {
	var lines []canvas.Line
	if v.err != nil {
		lines = append(lines, canvas.Paragraph(theme.Bad, v.err.Error(), w)...)
	}
	if v.cut != "" {
		lines = append(lines, canvas.Paragraph(theme.Wait, v.cut, w)...)
	}
	if v.err == nil && v.total == 0 && v.key != "" {
		return append(lines, canvas.Line{canvas.Say(theme.Dim, "it has no steps")})
	}
	answer := min(24, w/3)
	for _, row := range v.rows {
		role := theme.OK
		switch {
		case row.failed:
			role = theme.Bad
		case row.errno:
			role = theme.Wait
		}
		text := canvas.Shorten(row.line, w-answer-6)
		lines = append(lines, canvas.Line{
			canvas.Say(theme.Dim, fmt.Sprintf("%4d ", row.number)), canvas.Say(theme.Text, canvas.Pad(text, w-answer-5)), canvas.Say(role, canvas.Shorten(row.answer, answer)),
		})
	}
	return lines
}
