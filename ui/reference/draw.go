package reference

import (
	"fmt"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	p.all()
	list, text := p.layout(r)
	p.drawList(c, list)
	p.drawText(c, text)
}

// layout divides the page. On a narrow screen, the list gives up some of its rows while the text is being
// read.
func (p *Page) layout(r canvas.Rect) (list, text canvas.Rect) {
	switch {
	case r.W >= part.SideBySide:
		return r.SplitLeft(max(52, min(r.W*45/100, 92)))
	case p.Reading:
		return r.SplitTop(max(4, r.H*22/100))
	}
	return r.SplitTop(max(5, r.H*42/100))
}

func (p *Page) drawList(c *canvas.Canvas, r canvas.Rect) {
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "Reference")}}
	if p.Filter != "" {
		box.Title = append(box.Title, canvas.Say(theme.Accent, " /"+p.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d match", len(p.List))))
	} else {
		box.Title = append(box.Title, canvas.Say(theme.Dim, fmt.Sprintf(" %d", len(p.entries))))
	}
	p.DrawList(c, r, box, rowLine)
}

// rowLine returns an entry in w columns: its name, and where it belongs and what it does if there is room.
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
