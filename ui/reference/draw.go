package reference

import (
	"fmt"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// sideBySide is how wide a screen must be to show the text beside the list.
const sideBySide = 110

// areas are where the two panes stand.
type areas struct{ list, text canvas.Rect }

// picking is the target of an entry's row.
type picking struct{ entry *reference.Entry }

// focusing is the target of a pane where there is nothing else to hit.
type focusing struct{ reading bool }

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	p.areas = p.layout(r)
	p.drawList(c, p.areas.list)
	p.text.draw(c, p.areas.text, p.Chosen(), p.Reading)
}

// layout shares the page out. On a narrow screen the list gives some of its rows to
// the text that is being read.
func (p *Page) layout(r canvas.Rect) areas {
	var a areas
	switch {
	case r.W >= sideBySide:
		a.list, a.text = r.SplitLeft(max(52, min(r.W*45/100, 92)))
	case p.Reading:
		a.list, a.text = r.SplitTop(max(4, r.H*22/100))
	default:
		a.list, a.text = r.SplitTop(max(5, r.H*42/100))
	}
	return a
}

// frame draws the box of a pane.
func frame(c *canvas.Canvas, r canvas.Rect, focused bool, target focusing, box canvas.Box) canvas.Rect {
	box.Border = theme.Border.On(theme.Plain)
	if focused {
		box.Border = theme.BorderOn.On(theme.Plain)
		box.Title = append(canvas.Line{canvas.Say(theme.Accent, "▪ ")}, box.Title...)
	}
	c.Hit(r, target)
	return box.Draw(c, r)
}

func (p *Page) drawList(c *canvas.Canvas, r canvas.Rect) {
	p.room = max(r.H-2, 0)
	p.reveal()
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "Reference")}}
	if p.Filter != "" {
		box.Title = append(box.Title, canvas.Say(theme.Accent, " /"+p.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d match", len(p.list()))))
	} else {
		box.Title = append(box.Title, canvas.Say(theme.Dim, fmt.Sprintf(" %d", len(p.all()))))
	}
	inner := frame(c, r, !p.Reading, focusing{false}, box)
	rows, chosen := p.list(), p.index()
	if len(rows) == 0 {
		for y, part := range canvas.Wrap("nothing matches; esc shows all", inner.W-2) {
			c.Put(inner, 1, y, theme.Dim.On(theme.Plain), part)
		}
	}
	for y := 0; y < inner.H && p.top+y < len(rows); y++ {
		row, at := rows[p.top+y], inner.Row(y)
		if row.entry == nil {
			c.PutLine(at, 1, 0, canvas.Line{canvas.Say(theme.Dim, row.group)})
			continue
		}
		c.PutLine(at, 2, 0, rowLine(row.entry, at.W-3))
		if p.top+y == chosen {
			ground := theme.Marked
			if !p.Reading {
				ground = theme.Chosen
			}
			c.Ground(at, ground)
			c.Put(at, 0, 0, theme.Accent.On(ground), "▸")
		}
		c.Hit(at, picking{row.entry})
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), p.top, p.room, len(rows))
}

// rowLine is an entry in w columns: its name, then as there is room where it stands
// and what it does.
func rowLine(e *reference.Entry, w int) canvas.Line {
	names, wheres := 28, 12
	switch {
	case w < 36:
		names, wheres = w, 0
	case w < 60:
		names = max(w-18, 20)
	case w > 80:
		names, wheres = 36, 14
	}
	line := canvas.Line{canvas.Say(theme.Text, canvas.Pad(canvas.Shorten(e.Name, names), names))}
	if wheres > 0 && (w >= 60 || !e.Errno()) {
		line = append(line, canvas.Say(theme.Dim, " "+canvas.Pad(canvas.Shorten(e.Where, wheres), wheres)))
	}
	if room := w - line.Width() - 1; room >= 14 {
		line = append(line, canvas.Say(theme.Dim, " "+canvas.Shorten(e.Summary, room)))
	}
	return line
}
