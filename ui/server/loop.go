package server

import (
	"fmt"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/swarms"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// drawLoop draws the state of the loop: its next call, its use of time, its calls.
func (p *Page) drawLoop(c *canvas.Canvas, r canvas.Rect) {
	inner := box(c, r, canvas.Line{canvas.Say(theme.Strong, "Loop")}, canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%s iterations", part.Amount(float64(p.now.Loop.Iterations))))})
	lines := p.loopLines(inner.W - 2)
	if inner.W > 70 && inner.H < len(lines) { // in two columns if it is wide and low
		half := inner.W / 2
		for y, line := range p.loopLines(half - 2) {
			if y < inner.H {
				c.PutLine(canvas.Rect{X: inner.X, Y: inner.Y, W: half - 1, H: inner.H}, 1, y, line)
			} else if y < 2*inner.H {
				c.PutLine(canvas.Rect{X: inner.X + half, Y: inner.Y, W: inner.W - half, H: inner.H}, 0, y-inner.H, line)
			}
		}
		return
	}
	for y, line := range lines {
		if y < inner.H {
			c.PutLine(inner, 1, y, line)
		}
	}
}

func (p *Page) loopLines(w int) []canvas.Line {
	s, last := p.now, p.rates.last()
	var lines []canvas.Line
	add := func(parts ...canvas.Span) { lines = append(lines, parts) }
	if s.Gear != status.GearRun {
		add(p.phaseBar()...)
		if s.Next != "" {
			add(canvas.Say(theme.Dim, "next "), canvas.Say(theme.Accent, s.Next))
		}
		if len(s.Ready) > 0 {
			add(p.readyList(w)...)
		}
	}
	add(canvas.Say(theme.Dim, "working "), canvas.Say(theme.OK, part.Gauge(int(100*p.rates.work), 100, 12)),
		canvas.Say(theme.Text, fmt.Sprintf(" %.0f%% of the time", 100*p.rates.work)))
	add(p.memory()...)
	add(canvas.Say(theme.Dim, "wakeups "), canvas.Say(theme.Text, part.Amount(p.rates.wakeups)+"/s"), canvas.Say(theme.Dim, ", "+wasted(s)+" of them wasted"))
	width := max(8, min(20, w-24))
	for _, row := range []struct {
		name string
		of   func(sample) float64
		unit string
	}{
		{"conns", func(x sample) float64 { return x.connections }, ""},
		{"accepts", func(x sample) float64 { return x.accepts }, "/s"},
		{"messages", func(x sample) float64 { return x.messages }, "/s"},
		{"bytes", func(x sample) float64 { return x.bytes }, "B/s"},
	} {
		add(canvas.Say(theme.Dim, pad(row.name, 8)), canvas.Say(theme.Accent, part.Spark(p.rates.values(row.of), width, 1)[0]),
			canvas.Say(theme.Text, " "+part.Amount(row.of(last))+row.unit))
	}
	for _, w := range p.swarms {
		add(swarmLine(w)...)
	}
	if s.Totals.Messages > 0 {
		calls := uint64(0)
		for _, c := range s.Calls {
			calls += c.Count
		}
		add(canvas.Say(theme.Dim, fmt.Sprintf("%.2f calls a message", float64(calls)/float64(s.Totals.Messages))))
	}
	for _, c := range s.Calls {
		role, name := theme.Text, c.Name
		if c.Errno != "" {
			role, name = theme.Wait, name+" "+c.Errno
		}
		add(canvas.Say(role, pad(name, max(12, min(24, w-18)))), canvas.Say(theme.Text, fmt.Sprintf("%7s", part.Amount(float64(c.Count)))),
			canvas.Say(theme.Dim, fmt.Sprintf(" %s/s", part.Amount(p.rates.perCall[status.CallCount{Name: c.Name, Errno: c.Errno}]))))
	}
	t := s.Totals
	for _, row := range []struct {
		name string
		n    uint64
	}{{"reset", t.Reset}, {"timed out", t.TimedOut}, {"refused", t.Refused}} {
		if row.n > 0 {
			add(canvas.Say(theme.Bad, pad(row.name, 12)), canvas.Say(theme.Text, part.Amount(float64(row.n))))
		}
	}
	return lines
}

func wasted(s *status.Server) string {
	if s.Loop.Wakeups == 0 {
		return "0%"
	}
	return fmt.Sprintf("%.0f%%", 100*float64(s.Loop.Wasted)/float64(s.Loop.Wakeups))
}

// memory shows the memory that the connections use, its limit, and how many were reset for exceeding it.
func (p *Page) memory() canvas.Line {
	m := p.now.Memory
	line := canvas.Line{canvas.Say(theme.Dim, "memory  "), canvas.Say(theme.OK, part.Gauge(m.Held, m.Max, 12)),
		canvas.Say(theme.Text, fmt.Sprintf(" %.1f of %.0f MiB", float64(m.Held)/(1<<20), float64(m.Max)/(1<<20)))}
	if n := p.now.Totals.OverMemory; n > 0 {
		line = append(line, canvas.Say(theme.Bad, fmt.Sprintf(", %s reset", part.Amount(float64(n)))))
	}
	return line
}

// phaseBar marks the current phase of the iteration. It fits in half of the smallest screen.
func (p *Page) phaseBar() canvas.Line {
	var line canvas.Line
	for _, phase := range status.Phases() {
		if phase == p.now.Phase {
			line = append(line, canvas.Say(theme.Accent, "▸"+string(phase)))
		} else {
			line = append(line, canvas.Say(theme.Faint, " "+string(phase)))
		}
	}
	return line
}

// readyList shows the ready list from the entry being handled on, as far as it fits.
func (p *Page) readyList(w int) canvas.Line {
	s := p.now
	line := canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("ready %d/%d ", min(s.Fired+1, s.ReadyCount), s.ReadyCount))}
	for at := s.Fired; at < s.ReadyCount; at++ {
		more := canvas.Say(theme.Dim, fmt.Sprintf("+%d", s.ReadyCount-at))
		i := at - s.ReadyFirst
		if i < 0 || i >= len(s.Ready) {
			return append(line, more)
		}
		role := theme.Text
		if at == s.Fired && s.Phase == status.Fire {
			role = theme.Accent
		}
		r := s.Ready[i]
		entry := canvas.Say(role, r.Name+":"+strings.ReplaceAll(r.Bits, "|", ",")+" ")
		if left := w - line.Width() - canvas.Width(entry.Text); left < 0 || at+1 < s.ReadyCount && left < canvas.Width(more.Text) {
			return append(line, more)
		}
		line = append(line, entry)
	}
	return line
}

func swarmLine(w swarms.State) canvas.Line {
	if w.Problem != "" {
		return canvas.Line{canvas.Say(theme.Bad, "swarm: "+w.Problem)}
	}
	r := w.Report
	state := "runs"
	switch {
	case w.Done:
		state = "done"
	case w.Stands:
		state = "stands"
	}
	line := canvas.Line{canvas.Say(theme.Dim, "swarm "+state+" "), canvas.Say(theme.Text, fmt.Sprintf("%d/%d ", r.Connected, r.Clients))}
	speed := canvas.Say(theme.Text, fmt.Sprintf(" %s msg/s", part.Amount(r.PerSecond)))
	if r.First != nil {
		return append(line, canvas.Say(theme.Bad, "bytes wrong"), speed, canvas.Say(theme.Bad, ": "+r.First.String()))
	}
	line = append(line, canvas.Say(theme.OK, "bytes right"), speed)
	if r.Datagrams != nil && r.Lost > 0 {
		line = append(line, canvas.Say(theme.Wait, fmt.Sprintf(" %s lost", part.Amount(float64(r.Lost)))))
	}
	return line
}
