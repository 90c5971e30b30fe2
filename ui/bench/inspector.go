package bench

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// Inspector is the pane of the selected socket: its condition, what can be done with it and why not the
// rest, and its options.
type Inspector struct {
	Filter  string
	meant   status.SocketID // the socket that the filter was typed for, whose frame may not have arrived yet
	ByLevel bool            // options are grouped by level, not by purpose
	Full    bool            // it has the whole page
	Beside  status.SocketID // the socket it is compared with, 0 for none

	detail     *engine.Detail
	t          float64
	watched    []optionRow     // the interest list, if it is an epoll
	rows       []optionRow     // those that match the filter
	all        int             // how many there are without the filter
	of         status.SocketID // the socket shown last
	at         string          // the key of the selected row
	top        int
	room       int
	flash      table.Flash
	catalogued map[string]*sockopts.Option // by level and name
	trips      map[status.SocketID]trip
	history    History
	from       siftedFrom

	measures bool // there is room for TCP_INFO
}

// infoHeight is the minimum height of an inspector that shows TCP_INFO.
const infoHeight = 30

// recently is how long an option that has changed stays marked, in seconds.
const recently = 4

func newInspector() Inspector {
	return Inspector{flash: table.Flash{For: recently}, catalogued: map[string]*sockopts.Option{}, trips: map[status.SocketID]trip{}}
}

// picking is the click target of an option's row.
type picking struct{ key string }

func (in *Inspector) take(f engine.Frame) {
	in.time(f.Events)
	in.history.take(f)
	in.detail, in.t = f.Detail, f.T
	d := in.detail
	if d == nil {
		in.rows, in.from = nil, siftedFrom{}
		return
	}
	if d.ID != in.of && in.of != 0 { // the filter and comparison were for another socket
		in.Beside, in.top = 0, 0
		if d.ID != in.meant {
			in.Filter = ""
		}
	}
	if in.of = d.ID; in.Beside == d.ID {
		in.Beside = 0
	}
	now := siftedOf(d)
	if d.Version != 0 && d.Beside == nil && now == in.from && !in.flash.Active(in.t-recently) {
		return
	}
	in.from = now
	for i := range d.Options {
		if o := &d.Options[i]; !o.Runs {
			in.flash.Note(uint64(d.ID), o.Level+" "+o.Name, o.Value, f.T)
		}
	}
	in.watched = interests(d)
	for _, row := range slices.Concat(in.watched, flags(d)) {
		in.flash.Note(uint64(d.ID), row.key(), row.value(), f.T)
	}
	in.sift()
}

// fresh reports whether an option's value has just changed.
func (in *Inspector) fresh(row optionRow) bool {
	return row.key() != "" && in.flash.Fresh(uint64(in.detail.ID), row.key(), in.t)
}

func (in *Inspector) draw(c *canvas.Canvas, r canvas.Rect, b *Bench) {
	focused := b.Focus == PaneInspector
	d := in.detail
	if d == nil {
		box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "Inspector")}}
		inner := part.Frame(c, r, focused, focusing{PaneInspector}, box)
		in.room = 0
		in.empty(c, inner, b)
		return
	}
	fd := fmt.Sprintf("fd %d", d.FD)
	if !d.Open {
		fd = "fd closed"
	}
	box := canvas.Box{
		Title: canvas.Line{canvas.Say(theme.Name, d.Name), canvas.Say(theme.Dim, "  "+fd+"  "), canvas.Say(theme.Text, d.Kind)},
		Right: canvas.Line{canvas.Say(stateRole(d.State), string(d.State))},
	}
	inner := part.Frame(c, r, focused, focusing{PaneInspector}, box)
	inner.X, inner.W = inner.X+1, inner.W-2
	head := in.head(inner.W, inner.H)
	foot := in.foot(inner, focused, b)
	y := 0
	for _, line := range head {
		c.PutLine(inner, 0, y, line)
		y++
	}
	list := canvas.Rect{X: inner.X, Y: inner.Y + y, W: inner.W, H: inner.H - y - len(foot)}
	in.drawOptions(c, list, r, focused)
	for i, line := range foot {
		c.PutLine(inner, 0, inner.H-len(foot)+i, line)
	}
}

func (in *Inspector) empty(c *canvas.Canvas, r canvas.Rect, b *Bench) {
	y := 0
	for _, part := range canvas.Wrap("The selected socket is shown here: its state, what can be done with it now, and every option it has.", r.W-2) {
		c.Put(r, 1, y, theme.Faint.On(theme.Plain), part)
		y++
	}
	if it := b.explains(); it != nil {
		for i, line := range explained(it, r.W-2, r.H-y-1) {
			c.PutLine(r, 1, y+1+i, line)
		}
	}
}

// foot explains the selected option while the pane has the focus, and otherwise the event selected in the
// trace.
func (in *Inspector) foot(inner canvas.Rect, focused bool, b *Bench) []canvas.Line {
	room := min(inner.H/3, 12)
	switch {
	case inner.H < 10:
		return nil
	case inner.H < 14:
		room = min(inner.H/4, 3)
	}
	if focused {
		if row, ok := in.Chosen(); ok {
			return in.about(row, inner.W, room)
		}
		return nil
	}
	if it := b.explains(); it != nil {
		return explained(it, inner.W, room)
	}
	return nil
}

// rule returns a line across a pane that names what follows.
func rule(name, detail string, w int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Faint, "── "), canvas.Say(theme.Dim, name), canvas.Say(theme.Faint, " ")}
	if detail != "" {
		line = append(line, canvas.Say(theme.Text, detail), canvas.Say(theme.Faint, " "))
	}
	return append(line, canvas.Say(theme.Faint, strings.Repeat("─", max(w-line.Width(), 0))))
}

// clip keeps the first lines, with an ellipsis if some are dropped.
func clip(lines []canvas.Line, room int) []canvas.Line {
	if len(lines) > room && room > 0 {
		lines = lines[:room]
		last := lines[room-1]
		lines[room-1] = append(append(canvas.Line{}, last...), canvas.Say(theme.Faint, " …"))
	}
	return lines
}

func ago(seconds float64) string {
	if seconds < 1 {
		return "just now"
	}
	return age(seconds) + " ago"
}

func flagRole(on bool) theme.Role {
	if on {
		return theme.OK
	}
	return theme.Dim
}

func amountRole(n *int) theme.Role {
	if n == nil || *n == 0 {
		return theme.Dim
	}
	return theme.Strong
}
