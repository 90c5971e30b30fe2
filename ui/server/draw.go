package server

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// sideBySide is the minimum width of a screen that shows the loop beside the table.
const sideBySide = 116

// The sizes of the panes.
const (
	loopWidth  = 46
	loopHeight = 7
	mostListed = 4
)

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	if p.now == nil {
		p.drawNone(c, r)
		return
	}
	top, rest := r.SplitTop(2 + min(len(p.now.Listeners), mostListed))
	p.drawListeners(c, top)
	if rest.W >= sideBySide {
		left, right := rest.SplitLeft(rest.W - loopWidth)
		p.drawTable(c, left)
		p.drawLoop(c, right)
		return
	}
	upper, lower := rest.SplitBottom(min(loopHeight, rest.H/2))
	p.drawTable(c, upper)
	p.drawLoop(c, lower)
}

func box(c *canvas.Canvas, r canvas.Rect, title canvas.Line, right canvas.Line) canvas.Rect {
	return canvas.Box{Border: theme.Border.On(theme.Plain), Title: title, Right: right}.Draw(c, r)
}

// drawNone says how to begin.
func (p *Page) drawNone(c *canvas.Canvas, r canvas.Rect) {
	inner := box(c, r, canvas.Line{canvas.Say(theme.Strong, "Server")}, nil)
	w := inner.W - 4
	for y, line := range slices.Concat(
		canvas.Paragraph(theme.Text, "Nothing is served. The event loop takes over a listener and makes the calls by itself:", w),
		[]canvas.Line{
			{},
			{canvas.Say(theme.Accent, "g"), canvas.Say(theme.Text, "  serves echo on a free port of loopback, with a swarm of 50 clients")},
			{canvas.Say(theme.Accent, ":"), canvas.Say(theme.Text, "  or type the lines:")},
			{canvas.Say(theme.Name, "     s = server 127.0.0.1:0 4096")},
			{canvas.Say(theme.Name, "     serve s echo with epoll")},
			{canvas.Say(theme.Name, "     swarm 50 @s echo for 10s")},
			{},
		},
		canvas.Paragraph(theme.Dim, "Then space pauses it before its next call, s makes one call, - and + change its speed.", w),
	) {
		if y+1 < inner.H {
			c.PutLine(inner, 2, y+1, line)
		}
	}
}

// drawListeners draws a line for each listener, with its accept queue and backlog.
func (p *Page) drawListeners(c *canvas.Canvas, r canvas.Rect) {
	s := p.now
	gear := string(s.Gear)
	if s.Gear == status.GearSlow {
		gear = fmt.Sprintf("slow %g/s", s.Rate)
	}
	role := theme.OK
	if s.Gear != status.GearRun {
		role = theme.Wait
	}
	right := canvas.Line{canvas.Say(theme.Text, s.Readiness+" "), canvas.Say(role, gear)}
	switch {
	case s.Starved:
		right = append(right, canvas.Say(theme.Bad, " · no descriptor left: "+s.Policy))
	case s.Spin > 0:
		right = append(right, canvas.Say(theme.Dim, " · spins "+s.Spin.String()))
	}
	inner := box(c, r, canvas.Line{canvas.Say(theme.Strong, "Listeners")}, right)
	names, addresses, protocols := 1, 1, 1
	for _, l := range s.Listeners {
		names, addresses, protocols = max(names, canvas.Width(l.Name)), max(addresses, canvas.Width(l.Address)), max(protocols, canvas.Width(l.Protocol))
	}
	for y, l := range s.Listeners {
		if y >= inner.H {
			break
		}
		line := canvas.Line{canvas.Say(theme.Name, pad(l.Name, min(names, 12))), canvas.Say(theme.Text, pad(l.Address, min(addresses, 22))), canvas.Say(theme.Accent, pad(l.Protocol, min(protocols, 12)))}
		switch {
		case l.Ended != "":
			line = append(line, canvas.Say(theme.Bad, "has ended: "+l.Ended))
		case l.Datagram:
			line = append(line, canvas.Say(theme.Dim, fmt.Sprintf("%s datagrams", part.Amount(float64(s.Totals.Datagrams)))))
		default:
			line = append(line, canvas.Say(theme.Text, fmt.Sprintf("%s conns  %s accepted  ", part.Amount(float64(l.Connections)), part.Amount(float64(l.Accepted)))))
			if l.Queue != nil && l.Backlog != nil {
				line = append(line, canvas.Say(theme.Dim, "queue "), canvas.Say(theme.Wait, part.Gauge(*l.Queue, *l.Backlog, 8)),
					canvas.Say(theme.Dim, fmt.Sprintf(" %d/%d", *l.Queue, *l.Backlog)))
			}
		}
		if l.Failed > 0 {
			line = append(line, canvas.Say(theme.Bad, fmt.Sprintf("  %s failed", part.Amount(float64(l.Failed)))))
		}
		c.PutLine(inner, 1, y, line)
	}
	if more := len(s.Listeners) - inner.H; more > 0 {
		c.PutRight(inner, inner.H-1, theme.Dim.On(theme.Plain), fmt.Sprintf("and %d more", more))
	}
}

func pad(text string, w int) string {
	return canvas.Shorten(text, w) + strings.Repeat(" ", max(w-canvas.Width(text), 0)) + " "
}

func (p *Page) drawTable(c *canvas.Canvas, r canvas.Rect) {
	p.room = max(r.H-3, 1)
	s := p.now
	title := canvas.Line{canvas.Say(theme.Strong, "Connections")}
	if p.Filter != "" {
		title = append(title, canvas.Say(theme.Accent, " /"+p.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d of %d", s.Shown, s.Totals.Open)))
	} else {
		title = append(title, canvas.Say(theme.Dim, " "+strconv.Itoa(s.Totals.Open)))
	}
	var right canvas.Line
	if s.Follow != nil {
		right = canvas.Line{canvas.Say(theme.Dim, "following "), canvas.Say(theme.Name, s.Follow.Name)}
	}
	inner := box(c, r, title, right)
	calls := p.calls()
	if len(calls) > 0 && inner.H > 8 {
		var below canvas.Rect
		inner, below = inner.SplitBottom(min(len(calls), inner.H/2) + 1)
		p.room = max(inner.H-1, 1)
		p.drawCalls(c, below, calls)
	}
	view := table.View{Columns: columns(), Selected: p.chosen, Focused: true, Sort: p.Sort, Reverse: p.Reverse}
	for _, row := range s.Connections {
		if len(view.Rows) < p.room {
			view.Rows = append(view.Rows, p.row(row))
		}
	}
	view.Draw(c, inner)
	if s.Shown == 0 {
		text := "no connection yet; w starts a swarm"
		switch {
		case p.Filter != "":
			text = "no connection matches; esc shows all"
		case s.Totals.Accepted > 0:
			text = "no connection now; w starts a swarm"
		}
		c.Put(inner, 2, 1, theme.Dim.On(theme.Plain), text)
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), s.First, p.room, s.Shown)
	c.Foot(r, theme.Border.On(theme.Plain), legend(s.Connections[:len(view.Rows)]))
}

// legend explains the marks of the visible rows.
func legend(rows []status.Connection) canvas.Line {
	var line canvas.Line
	for _, stall := range status.LoopStalls() {
		if slices.ContainsFunc(rows, func(c status.Connection) bool { return c.Stall == stall }) {
			if len(line) > 0 {
				line = append(line, canvas.Say(theme.Dim, "  "))
			}
			line = append(line, canvas.Say(theme.Wait, string(stall)), canvas.Say(theme.Dim, " "+stall.Meaning()))
		}
	}
	return line
}

// Marks returns the marks of the column that shows what holds up a connection's bytes.
func (p *Page) Marks() []part.Mark {
	var marks []part.Mark
	for _, stall := range status.LoopStalls() {
		marks = append(marks, part.Mark{Sign: string(stall), Means: stall.Meaning()})
	}
	return append(marks, part.Mark{Sign: "–", Means: "not looked at yet"})
}

// calls returns the latest calls to show: those of the followed connection, or of the loop while it is
// paused or slow.
func (p *Page) calls() []engine.Call {
	if p.now.Follow != nil {
		return p.now.Follow.Calls
	}
	return p.now.Recent
}

func (p *Page) drawCalls(c *canvas.Canvas, r canvas.Rect, calls []engine.Call) {
	c.Put(r, 0, 0, theme.Faint.On(theme.Plain), strings.Repeat("─", r.W))
	calls = calls[max(0, len(calls)-r.H+1):]
	for y, call := range calls {
		took := part.Took(call)
		inner := canvas.Rect{X: r.X + 1, Y: r.Y, W: r.W - 2, H: r.H}
		c.PutRight(inner, y+1, theme.Faint.On(theme.Plain), took)
		c.PutLine(inner, 0, y+1, part.Call(call, inner.W-canvas.Width(took)-1))
	}
}
