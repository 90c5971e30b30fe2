package system

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/recorder"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// tapeColumns are the columns of the entries.
var tapeColumns = []table.Column{
	{Title: "TIME", Min: 12, Max: 12},
	{Title: "", Min: 2, Max: 2},
	{Title: "PROTO", Min: 5, Max: 7},
	{Title: "STATE", Min: 11, Max: 26},
	{Title: "LOCAL", Left: true, Min: 8, Max: 26},
	{Title: "PEER", Left: true, Min: 8, Max: 26},
	{Title: "PROCESS", Min: 8, Max: 20},
	{Title: "WHY", Min: 8, Max: 60, Wide: 110},
}

// signOf returns the sign of an event.
func signOf(e system.Event) (string, theme.Role) {
	switch e {
	case system.Born:
		return "+", theme.OK
	case system.Died:
		return "−", theme.Wait
	case system.Changed:
		return "~", theme.Accent
	}
	return "·", theme.Faint
}

// drawTape draws what was recorded: the entries, and the details of the selected one below them.
func (p *Page) drawTape(c *canvas.Canvas, r canvas.Rect) {
	t := p.tape
	upper, lower := r.SplitBottom(min(max(lowPane, r.H*2/5), r.H/2))
	first, next, dropped := t.recorder.Range()
	title := canvas.Line{canvas.Say(theme.Strong, "Recording"), canvas.Say(theme.Dim, fmt.Sprintf(" %d entries", next-first))}
	if t.filter != "" {
		title = append(title, canvas.Say(theme.Accent, " /"+t.filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d", len(t.rows))))
	}
	if dropped > 0 {
		title = append(title, canvas.Say(theme.Dim, fmt.Sprintf(", %d older ones are gone", dropped)))
	}
	inner := canvas.Box{Border: theme.Border.On(theme.Plain), Title: title, Right: t.span()}.Draw(c, upper)
	t.room = max(inner.H-1, 1)
	t.top = max(0, min(max(min(t.top, t.at), t.at-t.room+1), len(t.rows)-t.room))
	view := table.View{Columns: tapeColumns, Focused: true}
	for i := t.top; i < min(t.top+t.room, len(t.rows)); i++ {
		id := uint64(i + 1)
		if i == t.at {
			view.Selected = id
		}
		view.Rows = append(view.Rows, t.row(i, id))
	}
	view.Draw(c, inner)
	if len(t.rows) == 0 {
		c.Put(inner, 2, 1, theme.Dim.On(theme.Plain), "nothing that was recorded matches")
	}
	c.Scrollbar(upper, theme.Dim.On(theme.Plain), t.top, t.room, len(t.rows))
	c.Foot(upper, theme.Border.On(theme.Plain), canvas.Line{canvas.Say(theme.OK, "+"), canvas.Say(theme.Dim, " born  "), canvas.Say(theme.Accent, "~"), canvas.Say(theme.Dim, " changed  "),
		canvas.Say(theme.Wait, "−"), canvas.Say(theme.Dim, " ended  "), canvas.Say(theme.Faint, "·"), canvas.Say(theme.Dim, " as it was then")})
	t.drawEntry(c, lower)
}

// span returns the first and last time of the recording.
func (t *tape) span() canvas.Line {
	first, ok := t.entry(0)
	last, _ := t.entry(len(t.rows) - 1)
	if !ok {
		return nil
	}
	return canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%s to %s", first.T.Format(time.TimeOnly), last.T.Format(time.TimeOnly)))}
}

// row returns an entry as a row of the table.
func (t *tape) row(i int, id uint64) table.Row {
	e, ok := t.entry(i)
	m, err := e.Moment()
	if !ok || err != nil {
		return table.Row{ID: id}
	}
	sign, role := signOf(m.Event)
	state, why := m.Socket.State, m.Why
	switch {
	case m.Event == system.Died:
		state = string(m.Ending)
	case m.Was != "":
		state = m.Was + " → " + state
	}
	faint := theme.Text
	if m.Event == recorder.Seen {
		faint = theme.Dim
	}
	cells := []table.Cell{{Text: e.T.Format("15:04:05.000"), Role: theme.Dim}, {Text: sign, Role: role}, {Text: m.Socket.Protocol, Role: theme.Dim}, {Text: state, Role: faint},
		{Text: m.Socket.Local, Role: faint}, {Text: m.Socket.Peer, Role: faint}, {Text: ownerText(m.Socket.Owners), Role: theme.Name}, {Text: why, Role: theme.Dim}}
	return table.Row{ID: id, Cells: cells}
}

// drawEntry draws the details of the selected entry.
func (t *tape) drawEntry(c *canvas.Canvas, r canvas.Rect) {
	inner := canvas.Box{Border: theme.Border.On(theme.Plain), Title: canvas.Line{canvas.Say(theme.Strong, "As it was")}}.Draw(c, r)
	inner = canvas.Rect{X: inner.X + 1, Y: inner.Y, W: inner.W - 2, H: inner.H}
	e, ok := t.entry(t.at)
	if !ok || inner.H < 1 {
		return
	}
	details := toldOf(e)
	const least = 30 // columns, for a name with its value
	columns := max(1, min((len(details)+inner.H-1)/inner.H, inner.W/least))
	w := inner.W / columns
	for i, d := range details {
		x, y := i/inner.H, i%inner.H
		if x == columns {
			break
		}
		at := canvas.Rect{X: inner.X + x*w, Y: inner.Y + y, W: w - 1, H: 1}
		c.PutLine(at, 0, 0, canvas.Line{canvas.Say(theme.Dim, d.Name+" "), canvas.Say(theme.Text, d.Value)})
	}
}

// times are the names of values that are times in nanoseconds.
var times = []string{"age", "left", "rtt", "rttvar", "min_rtt", "rto", "last_sent", "last_received"}

// toldOf returns the values of an entry, formatted for people, without its time, which is in the table.
func toldOf(e recorder.Entry) []recorder.Detail {
	list := slices.DeleteFunc(e.Details(), func(d recorder.Detail) bool { return d.Name == "t" })
	for i := range list {
		d := &list[i]
		d.Name = strings.TrimPrefix(d.Name, "socket ")
		words := strings.Fields(d.Name)
		if n, err := strconv.ParseInt(d.Value, 10, 64); err == nil && slices.Contains(times, words[len(words)-1]) {
			d.Value = time.Duration(n).String()
		}
	}
	return list
}
