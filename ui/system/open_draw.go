package system

import (
	"strings"

	"netnet-tui/engine/system/attach"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/sessions/foreign"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// optionPicked is the click target of an option.
type optionPicked struct{ key string }

// drawFull draws everything about a row on the whole page, and below it the options, or why they cannot be
// read.
func (p *Page) drawFull(c *canvas.Canvas, r canvas.Rect, l *watcher.Chosen) {
	f := p.open
	if f == nil {
		p.drawPane(c, r, l)
		return
	}
	if len(f.options.all) == 0 {
		said := canvas.Paragraph(theme.Wait, f.state(), r.W-4)
		upper, lower := r.SplitBottom(min(len(said)+2, r.H/2))
		p.drawPane(c, upper, l)
		inner := f.box("").Draw(c, lower)
		for y, line := range said {
			c.PutLine(inner, 1, y, line)
		}
		return
	}
	upper, lower := r.SplitTop(max(lowPane, r.H*2/5))
	p.drawPane(c, upper, l)
	p.drawForeign(c, lower)
}

// state returns the reason why there are no options.
func (f *openSocket) state() string {
	if f.trouble != "" {
		return f.trouble
	}
	return "The options are being read …"
}

func (f *openSocket) box(right string) canvas.Box {
	title := canvas.Line{canvas.Say(theme.Strong, "Options")}
	if f.owner.PID != 0 {
		title = append(title, canvas.Say(theme.Dim, " by "), canvas.Say(theme.Name, f.whose()))
	}
	if f.options.filter != "" {
		title = append(title, canvas.Say(theme.Accent, " /"+f.options.filter))
	}
	return canvas.Box{Border: theme.Border.On(theme.Plain), Title: title, Right: canvas.Line{canvas.Say(theme.Dim, right)}}
}

// drawForeign draws the options of the open socket.
func (p *Page) drawForeign(c *canvas.Canvas, r canvas.Rect) {
	f := p.open
	l := &f.options
	inner := f.box(f.held(r.W)).Draw(c, r)
	inner = canvas.Rect{X: inner.X + 1, Y: inner.Y, W: inner.W - 2, H: inner.H}
	for _, line := range f.remarks(inner.W, inner.H/3) {
		c.PutLine(inner, 0, 0, line)
		_, inner = inner.SplitTop(1)
	}
	about := p.about(inner.W, max(inner.H/4, 1))
	list, foot := inner.SplitBottom(len(about))
	for y, line := range about {
		c.PutLine(foot, 0, y, line)
	}
	l.reveal(list.H)
	if len(l.rows) == 0 {
		c.Put(list, 2, 0, theme.Dim.On(theme.Plain), "no option matches; esc shows all")
	}
	chosen := l.index()
	for y := 0; y < list.H && l.top+y < len(l.rows); y++ {
		row, at := &l.rows[l.top+y], list.Row(y)
		c.PutLine(at, 0, 0, p.optionLine(row, at.W))
		if l.top+y == chosen {
			wide := canvas.Rect{X: at.X - 1, Y: at.Y, W: at.W + 2, H: 1}
			c.Ground(wide, theme.Chosen)
			c.Put(wide, 0, 0, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(at, optionPicked{keyOf(row)})
	}
	c.Scrollbar(canvas.Rect{X: r.X, Y: list.Y - 1, W: r.W, H: list.H + 2}, theme.Dim.On(theme.Plain), l.top, l.room, len(l.rows))
}

// held says how long copies of the descriptor were held and, if there is room, what was read without one.
func (f *openSocket) held(w int) string {
	said := foreign.Summary(f.sweep.Readings)
	if len(said) > w/2 {
		_, said, _ = strings.Cut(said, ": ")
	}
	return said
}

// remarks returns what is wrong with the readings, in at most most lines.
func (f *openSocket) remarks(w, most int) []canvas.Line {
	said := f.sweep.Missing
	if f.trouble != "" {
		said = append([]string{f.trouble}, said...)
	}
	for _, r := range f.sweep.Readings {
		if let := r.LetGo(); let != "" {
			said = append(said, let)
		}
	}
	var lines []canvas.Line
	for _, sentence := range said {
		lines = append(lines, canvas.Paragraph(theme.Wait, "! "+sentence, w)...)
	}
	return lines[:min(len(lines), max(most, 1))]
}

// The widths of an option's columns: its mark, its name and, on the right, the source of its value.
const (
	optionMark = 2
	optionName = 26
	optionFrom = 13
)

// optionLine returns an option: its value, where that was read, and what it was before it was set here.
func (p *Page) optionLine(r *attach.Reading, w int) canvas.Line {
	mark, role, value := " ", theme.Text, valueText(r)
	switch was := p.changeOf(r.Option); {
	case was != nil:
		mark, role, value = "*", theme.Yours, value+"   was "+was.was
	case r.Errno != "":
		mark, role = "!", theme.Bad
	case !r.Known():
		role = theme.Dim
	}
	room := max(w-optionMark-optionName-optionFrom, 0)
	return canvas.Line{
		canvas.Say(role, canvas.Pad(mark, optionMark)), canvas.Say(theme.Text, canvas.Pad(canvas.Shorten(r.Option.Name, optionName-1), optionName)),
		canvas.Say(role, canvas.Pad(canvas.Shorten(value, room-1), room)), canvas.Say(theme.Dim, canvas.Pad(r.How(), optionFrom)),
	}
}

// about explains the selected option, in at most most lines.
func (p *Page) about(w, most int) []canvas.Line {
	r, ok := p.open.options.chosen()
	if !ok {
		return nil
	}
	said := r.Option.Level + ": " + r.Option.Summary
	if r.Effect != "" {
		said += "; r reads it, although " + r.Effect
	}
	lines := canvas.Paragraph(theme.Dim, said, w)
	return lines[:min(len(lines), most)]
}
