package ui

import (
	"slices"
	"strings"

	"netnet-tui/sockopts"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// draw draws what is known of the option, the line, what it means, what helps to
// write it, and the step that it will be. In a small window what is known gives way
// first, then the help; the line and what is wrong with it are always there.
func (e *editor) draw(_ *Screen, c *canvas.Canvas, r canvas.Rect) {
	w := min(76, r.W-2)
	below := e.below(w - 4)
	aid := e.aidRows()
	room := max(r.H-3-len(below), 0) // the box and the line
	shown := min(aid, room)
	if aid > 6 && room < aid+6 {
		shown = max(min(aid, room-6), min(aid, 4, room))
	}
	head := e.head(w - 4)
	head = head[:max(0, min(len(head), room-shown-1))]
	h := 2 + len(head) + 1 + len(below) + shown
	if len(head) > 0 {
		h++
	}
	inner := window(c, r, w, h, e.option.Name+" of "+e.socket.Name, e.keysLine())
	y := 0
	for _, line := range head {
		c.PutLine(inner, 0, y, line)
		y++
	}
	if len(head) > 0 {
		y++
	}
	if e.option.Settable() {
		e.drawLine(c, inner.Row(y))
		y++
	}
	for _, line := range below {
		c.PutLine(inner, 2, y, line)
		y++
	}
	e.drawAid(c, canvas.Rect{X: inner.X, Y: inner.Y + y, W: inner.W, H: shown})
}

func (e *editor) keysLine() canvas.Line {
	keys := "enter sets it  esc back"
	switch {
	case !e.option.Settable():
		keys = "esc back"
	case e.form.Kind == sockopts.FlagsForm:
		keys = "space ticks  ↑↓ choose  " + keys
	case e.form.Kind == sockopts.SwitchForm:
		keys = "space turns over  " + keys
	case e.form.Kind == sockopts.PartsForm:
		keys = "tab next part  " + keys
	case len(e.list) > 0:
		keys = "↑↓ choose  " + keys
	case e.form.Kind == sockopts.NumberForm || e.form.Kind == sockopts.TimeForm:
		keys = "↑↓ more, less  " + keys
	}
	return canvas.Line{canvas.Say(theme.Dim, keys)}
}

func (e *editor) drawLine(c *canvas.Canvas, row canvas.Rect) {
	c.Fill(row, theme.Text.On(theme.Inserted))
	shift := max(0, 2+e.line.Column()-row.W+1)
	field := canvas.Rect{X: row.X + 2, Y: row.Y, W: row.W - 2, H: 1}
	c.PutLine(field, -shift, 0, canvas.Line{{Style: theme.Strong.On(theme.Inserted), Text: e.line.Text}})
	c.PutLine(row, 0, 0, canvas.Line{{Style: theme.Accent.On(theme.Inserted), Text: "› "}})
	c.Caret(field.X+e.line.Column()-shift, row.Y)
}

// below is what stands under the line: what it means or what is wrong with it, and
// the step that it will be.
func (e *editor) below(w int) []canvas.Line {
	if !e.option.Settable() {
		return []canvas.Line{{raised(theme.Dim, "it can only be read")}}
	}
	means, problem := e.meaning()
	if e.problem != "" {
		problem = e.problem
	}
	var lines []canvas.Line
	say := func(role theme.Role, text string) {
		for _, part := range canvas.Wrap(text, w-2) {
			lines = append(lines, canvas.Line{raised(role, part)})
		}
	}
	say(theme.Bad, problem)
	if problem == "" {
		say(theme.Text, means)
		if strings.TrimSpace(e.line.Text) != "" {
			say(theme.Dim, "writes: "+e.writes())
		}
	}
	if e.reading.Obstacle != "" {
		say(theme.Wait, "now: "+e.reading.Obstacle+"; enter sets it all the same")
	}
	return lines
}

// aidRows is how many rows the help for writing takes.
func (e *editor) aidRows() int {
	switch {
	case !e.option.Settable():
		return 0
	case e.form.Kind == sockopts.PartsForm:
		return len(e.form.Parts)
	case e.form.Kind == sockopts.BytesForm:
		return len(dump(e.bytes(), 4))
	}
	return len(e.list)
}

func (e *editor) bytes() []byte {
	value, err := e.option.Parse(strings.TrimSpace(e.line.Text))
	if err != nil {
		return nil
	}
	return value.Bytes()
}

func (e *editor) drawAid(c *canvas.Canvas, r canvas.Rect) {
	switch e.form.Kind {
	case sockopts.PartsForm:
		for i, part := range e.parts()[:min(r.H, len(e.form.Parts))] {
			role := theme.Dim
			if i == e.part() {
				role = theme.Accent
			}
			label, _, _ := strings.Cut(e.form.Parts[i], "=")
			c.PutLine(r.Row(i), 2, 0, canvas.Line{raised(role, fill(canvas.Shorten(label, 30), 32)), raised(theme.Text, part)})
			c.Hit(r.Row(i), picked{i})
		}
	case sockopts.BytesForm:
		for i, line := range dump(e.bytes(), r.H) {
			c.PutLine(r.Row(i), 2, 0, canvas.Line{raised(theme.Dim, line)})
		}
	default:
		first := max(0, min(e.at-r.H/2, len(e.list)-r.H))
		for i := range min(r.H, len(e.list)) {
			e.drawOffer(c, r.Row(i), first+i)
		}
	}
}

func (e *editor) drawOffer(c *canvas.Canvas, row canvas.Rect, index int) {
	o := e.list[index]
	mark, role := "  ", theme.Text
	if index == e.at && (e.form.Kind == sockopts.FlagsForm || o.value == e.line.Text) {
		mark, role = "▸ ", theme.Accent
	}
	if e.form.Kind == sockopts.FlagsForm {
		box := "[ ] "
		if slices.Contains(flagsOf(e.line.Text), o.value) {
			box = "[x] "
		}
		mark += box
	}
	line := canvas.Line{raised(role, mark+o.value)}
	if o.value == e.reading.Value {
		line = append(line, raised(theme.Dim, "  now"))
	}
	if o.means != "" {
		line = append(line, raised(theme.Dim, fill("", max(9-canvas.Width(o.value), 1))+o.means))
	}
	c.PutLine(row, 0, 0, line)
	c.Hit(row, picked{index})
}

// head says what the option is, what its value is now, and what bounds it.
func (e *editor) head(w int) []canvas.Line {
	var lines []canvas.Line
	for _, part := range canvas.Wrap(e.option.Summary, w) {
		lines = append(lines, canvas.Line{raised(theme.Text, part)})
	}
	row := func(label, text string) {
		for _, part := range canvas.Wrap(text, w-10) {
			lines = append(lines, canvas.Line{raised(theme.Dim, fill(label, 10)), raised(theme.Text, part)})
			label = ""
		}
	}
	row("now", e.now())
	if e.reading.Asked != "" && e.reading.Value != "" && e.reading.Asked != e.reading.Value {
		row("you asked", e.reading.Asked+", and the kernel made "+e.reading.Value+" of it")
	}
	row("limits", strings.Join(bench.Limits(e.option), " · "))
	row("beware", e.option.Surprise)
	return lines
}

// now is the option's value, and a fresh socket's where that is another.
func (e *editor) now() string {
	now := e.reading.Value
	switch {
	case e.reading.Errno != "":
		return "can't be read: " + e.reading.Errno
	case e.reading.Unread && e.reading.Seen != "":
		return e.reading.Seen + ", when it was read last"
	case e.reading.Unread && e.option.Readable():
		return "not read: " + e.option.ReadEffect
	case e.reading.Unread:
		return "can only be set"
	}
	if e.reading.Fresh != "" && e.reading.Fresh != now {
		now += "   (fresh: " + e.reading.Fresh + ")"
	}
	return now
}
