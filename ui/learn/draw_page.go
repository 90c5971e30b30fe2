package learn

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// sideBySide is how wide a screen must be to show the text beside the list.
const sideBySide = 110

// areas are where the two panes stand.
type areas struct{ list, text canvas.Rect }

// picking is the target of a lesson's row.
type picking struct{ lesson *lesson.Lesson }

// focusing is the target of a pane where there is nothing else to hit.
type focusing struct{ reading bool }

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	p.load()
	if r.W >= sideBySide {
		p.areas.list, p.areas.text = r.SplitLeft(max(52, min(r.W*42/100, 84)))
	} else {
		p.areas.list, p.areas.text = r.SplitTop(max(5, r.H*45/100))
	}
	p.drawList(c, p.areas.list)
	p.drawText(c, p.areas.text)
}

func (p *Page) drawList(c *canvas.Canvas, r canvas.Rect) {
	p.room = max(r.H-2, 0)
	p.reveal()
	done := 0
	for _, l := range p.library.Lessons {
		if p.kept.of(l).Done {
			done++
		}
	}
	box := canvas.Box{
		Title: canvas.Line{canvas.Say(theme.Strong, "Lessons")},
		Right: canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%d of %d gone through", done, len(p.library.Lessons)))},
	}
	if p.Filter != "" {
		box.Title = append(box.Title, canvas.Say(theme.Accent, " /"+p.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d match", len(p.rows))))
	}
	if n := len(p.library.Mistakes); n > 0 {
		box.Foot = canvas.Line{canvas.Say(theme.Bad, step.Counted(n, "lesson")+" of your own can't be read: netnet-tui lesson list says why")}
	}
	inner := frame(c, r, !p.reading, focusing{false}, box)
	if len(p.rows) == 0 {
		c.Put(inner, 1, 0, theme.Dim.On(theme.Plain), "nothing matches; esc shows all")
	}
	chosen := p.index()
	for y := 0; y < inner.H && p.top+y < len(p.rows); y++ {
		row, at := p.rows[p.top+y], inner.Row(y)
		if row.lesson == nil {
			c.PutLine(at, 1, 0, canvas.Line{canvas.Say(theme.Dim, strings.TrimLeft(row.chapter, "0123456789 "))})
			continue
		}
		c.PutLine(at, 2, 0, p.rowLine(row.lesson, at.W-3))
		if p.top+y == chosen {
			ground := theme.Marked
			if !p.reading {
				ground = theme.Chosen
			}
			c.Ground(at, ground)
			c.Put(at, 0, 0, theme.Accent.On(ground), "▸")
		}
		c.Hit(at, picking{row.lesson})
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), p.top, p.room, len(p.rows))
}

// rowLine is a lesson in w columns: how far one is, its title, how long it takes.
func (p *Page) rowLine(l *lesson.Lesson, w int) canvas.Line {
	kept := p.kept.of(l)
	sign := canvas.Say(theme.Faint, "· ")
	switch {
	case kept.Done:
		sign = canvas.Say(theme.OK, "✓ ")
	case kept.Block > 0:
		sign = canvas.Say(theme.Wait, "… ")
	}
	far := ""
	if s := kept.Score(l); kept.Done && s.Asked > 0 {
		far = fmt.Sprintf("%d/%d  ", s.Right, s.Asked)
	}
	far += fmt.Sprintf("%2d min", l.Minutes)
	room := w - 2 - canvas.Width(far) - 1
	return canvas.Line{sign, canvas.Say(theme.Text, canvas.Pad(canvas.Shorten(l.Title, room), room+1)), canvas.Say(theme.Dim, far)}
}

// drawText draws what is said of the chosen lesson.
func (p *Page) drawText(c *canvas.Canvas, r canvas.Rect) {
	t := &p.text
	t.Room = max(r.H-2, 0)
	if p.chosen == nil {
		frame(c, r, p.reading, focusing{true}, canvas.Box{})
		return
	}
	lines := p.about(p.chosen, r.W-4)
	t.Total = len(lines)
	t.Move(0, false)
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Name, p.chosen.Title)}}
	if below := t.Total - t.Top - t.Room; below > 0 {
		box.Foot = canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%d more below", below))}
	}
	inner := frame(c, r, p.reading, focusing{true}, box)
	inner.X, inner.W = inner.X+1, inner.W-2
	for y := 0; y < inner.H && t.Top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[t.Top+y])
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), t.Top, t.Room, t.Total)
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
