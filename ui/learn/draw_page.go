package learn

import (
	"fmt"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	p.load()
	list, text := r.SplitTop(max(5, r.H*45/100))
	if r.W >= part.SideBySide {
		list, text = r.SplitLeft(max(52, min(r.W*42/100, 84)))
	}
	p.drawList(c, list)
	p.drawText(c, text)
}

func (p *Page) drawList(c *canvas.Canvas, r canvas.Rect) {
	done := 0
	for _, l := range p.library.Lessons {
		if p.kept.of(l).Done {
			done++
		}
	}
	box := canvas.Box{
		Title: canvas.Line{canvas.Say(theme.Strong, "Lessons")},
		Right: canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%d of %d finished", done, len(p.library.Lessons)))},
	}
	if p.Filter != "" {
		box.Title = append(box.Title, canvas.Say(theme.Accent, " /"+p.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d match", len(p.List))))
	}
	if n := len(p.library.Mistakes); n > 0 {
		box.Foot = canvas.Line{canvas.Say(theme.Bad, step.Counted(n, "lesson")+" of your own can't be read: netnet-tui lesson list says why")}
	}
	p.DrawList(c, r, box, p.rowLine)
}

// rowLine returns a lesson in w columns: the reader's progress, its title, and how long it takes.
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
	if l.Own {
		far = "yours  "
	}
	if s := kept.Score(l); kept.Done && s.Asked > 0 {
		far += fmt.Sprintf("%d/%d  ", s.Right, s.Asked)
	}
	far += fmt.Sprintf("%2d min", l.Minutes)
	room := w - 2 - canvas.Width(far) - 1
	return canvas.Line{sign, canvas.Say(theme.Text, canvas.Pad(canvas.Shorten(l.Title, room), room+1)), canvas.Say(theme.Dim, far)}
}

// drawText draws the description of the selected lesson.
func (p *Page) drawText(c *canvas.Canvas, r canvas.Rect) {
	if p.Last == nil {
		p.DrawText(c, r, canvas.Box{}, nil)
		return
	}
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Name, p.Last.Title)}}
	p.DrawText(c, r, box, func(w int) ([]canvas.Line, int) { return p.about(p.Last, w), 0 })
}
