package bench

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// welcomes reports whether nothing has been done with the engine yet.
func (b *Bench) welcomes(h part.Host) bool {
	return h.Store().Untouched() && b.beside == nil && !h.Recorded()
}

// welcomeWidth is the width of the box, if there is room.
const welcomeWidth = 76

// drawWelcome offers things to try in the place of the sockets.
func (b *Bench) drawWelcome(c *canvas.Canvas, r canvas.Rect) {
	lines := []canvas.Line{
		{canvas.Raised(theme.Text, "A workbench for sockets: every key is a real system call, and shows")},
		{canvas.Raised(theme.Text, "what the kernel makes of it. Nothing is open yet. Try:")},
	}
	if r.H < len(tries)+9 { // the lines to try are what matters
		lines = lines[1:]
		lines[0][0].Text = "Nothing is open yet. Try:"
	}
	actions, empty := map[int]string{}, b.Trace.Len() == 0
	if empty {
		lines = append(lines, canvas.Line{})
	}
	for _, t := range tries {
		actions[len(lines)] = t.action()
		lines = append(lines, canvas.Line{canvas.Raised(theme.Accent, "  "+canvas.Pad(t.key, 4)), canvas.Raised(theme.Strong, t.title)})
		if r.H >= 19 && empty {
			for _, text := range canvas.Wrap(t.about, welcomeWidth-10) {
				lines = append(lines, canvas.Line{canvas.Raised(theme.Dim, "      "+text)})
			}
		}
	}
	if r.H >= 15 && empty {
		lines = append(lines, canvas.Line{})
	}
	lines = append(lines, canvas.Line{
		canvas.Raised(theme.Text, "or make a socket with "), canvas.Raised(theme.Accent, "n"), canvas.Raised(theme.Text, ", type a call with "), canvas.Raised(theme.Accent, ":"),
		canvas.Raised(theme.Text, ", see every key with "), canvas.Raised(theme.Accent, "?"), canvas.Raised(theme.Text, "."),
	})
	box := r.Center(welcomeWidth, len(lines)+2)
	if !empty { // the trace of the previous engine stays readable below
		box.Y = r.Y
	}
	c.Fill(box, theme.Text.On(theme.Raised))
	inner := canvas.Box{Border: theme.BorderOn.On(theme.Raised), Title: canvas.Line{canvas.Say(theme.Strong, "Welcome")}}.Draw(c, box)
	for y, line := range lines {
		row := canvas.Rect{X: inner.X + 1, Y: inner.Y + y, W: inner.W - 2, H: 1}
		c.PutLine(row, 0, 0, line)
		if actions[y] != "" {
			c.Hit(row, part.Press{Action: actions[y]})
		}
	}
}

// welcome begins a session with an empty bench, which offers things to try.
func (b *Bench) welcome(h part.Host) tea.Cmd {
	return h.Begin(part.Beginning{What: "a new beginning", Then: func(h part.Host) tea.Cmd {
		if b.beside != nil {
			b.beside.PutAway(h)
		}
		b.Open(nil)
		return nil
	}})
}
