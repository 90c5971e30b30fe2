package system

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// blockWidth is the minimum width of a block of the pane.
const blockWidth = 38

// drawPane draws everything about the selected row, in blocks side by side.
func (p *Page) drawPane(c *canvas.Canvas, r canvas.Rect, l *watcher.Chosen) {
	state, role := stateCell(&l.Line)
	title := canvas.Line{canvas.Say(theme.Strong, l.ProtocolName()+" "), canvas.Say(role, state)}
	if owner := ownerText(l.Owners); owner != "" {
		title = append(title, canvas.Say(theme.Name, "  "+owner))
	}
	inner := canvas.Box{Border: theme.Border.On(theme.Plain), Title: title, Right: canvas.Line{canvas.Say(theme.Dim, "age "+ageText(&l.Line, until(&l.Line, p.now.T)))}}.Draw(c, r)
	inner = canvas.Rect{X: inner.X + 1, Y: inner.Y, W: inner.W - 2, H: inner.H}
	for _, line := range p.sentence(l, inner.W) {
		c.PutLine(inner, 0, 0, line)
		_, inner = inner.SplitTop(1)
	}
	n := max(1, min(inner.W/blockWidth, 4))
	w := (inner.W + 2) / n
	cut := false
	for i, lines := range p.blocks(l, n, w-2, inner.H) {
		at := canvas.Rect{X: inner.X + i*w, Y: inner.Y, W: w - 2, H: inner.H}
		cut = cut || len(lines) > at.H
		for y, line := range lines[:min(len(lines), at.H)] {
			c.PutLine(at, 0, y, line)
		}
	}
	switch {
	case p.Full:
		c.Foot(r, theme.Border.On(theme.Plain), canvas.Line{canvas.Say(theme.Accent, "esc"), canvas.Say(theme.Dim, " the table"), canvas.Say(theme.Accent, "  [ ]"), canvas.Say(theme.Dim, " other rows")})
	case cut:
		c.Foot(r, theme.Border.On(theme.Plain), canvas.Line{canvas.Say(theme.Accent, "enter"), canvas.Say(theme.Dim, " more, and its options")})
	default:
		c.Foot(r, theme.Border.On(theme.Plain), canvas.Line{canvas.Say(theme.Accent, "enter"), canvas.Say(theme.Dim, " its options")})
	}
}

// until returns the time until which a row existed.
func until(l *watcher.Line, now time.Time) time.Time {
	if l.Ending != "" {
		return l.Ended
	}
	return now
}

// sentence says what holds up the bytes of a row, or how it ended.
func (p *Page) sentence(l *watcher.Chosen, w int) []canvas.Line {
	switch {
	case l.Ending != "":
		return canvas.Paragraph(theme.Wait, "✕ It has ended: "+l.Ending.Meaning()+".", w)
	case l.Sentence != "":
		return canvas.Paragraph(stallRole(l.Stall), string(l.Stall)+" "+l.Sentence, w)
	}
	return nil
}

// blocks returns the details of a row, in n columns of width w.
func (p *Page) blocks(l *watcher.Chosen, n, w, h int) [][]canvas.Line {
	who, bytes, tcp := p.who(l, w), bytesLines(l, w), tcpLines(l)
	rows := 1
	if h >= 10 {
		rows = 2
	}
	over := graphs(l, w, rows)
	switch n {
	case 1:
		return [][]canvas.Line{join(who, bytes, over, tcp)}
	case 2:
		return [][]canvas.Line{join(who, bytes), join(over, tcp)}
	case 3:
		return [][]canvas.Line{who, join(bytes, tcp), over}
	}
	return [][]canvas.Line{who, bytes, tcp, over}
}

func join(lists ...[]canvas.Line) []canvas.Line {
	var all []canvas.Line
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// labelWidth is the width of the column of labels.
const labelWidth = 10

func told(label string, role theme.Role, text string) canvas.Line {
	return canvas.Line{canvas.Say(theme.Dim, canvas.Pad(label, labelWidth)), canvas.Say(role, text)}
}

// address returns an address, which keeps its port if it has to be shortened.
func address(label, text string, w int) canvas.Line {
	return told(label, theme.Text, canvas.ShortenLeft(text, w-labelWidth))
}

// mostOwners is how many processes are listed.
const mostOwners = 4

// who returns the addresses and the processes of a row.
func (p *Page) who(l *watcher.Chosen, w int) []canvas.Line {
	lines := []canvas.Line{address("local", cmp.Or(l.LocalText(), "–"), w), address("peer", cmp.Or(l.PeerText(), "–"), w)}
	if l.End != nil {
		owner := ownerText(l.End.Owners)
		if owner == "" {
			owner = "on this machine, not visible whose"
		}
		lines = append(lines, told("at peer", theme.Name, owner))
	}
	for i, o := range l.Owners {
		label := "process"
		if i > 0 {
			label = ""
		}
		if i == mostOwners-1 && len(l.Owners) > mostOwners {
			lines = append(lines, told("", theme.Dim, fmt.Sprintf("and %d more", len(l.Owners)-i)))
			break
		}
		lines = append(lines, told(label, theme.Name, fmt.Sprintf("%s %d, descriptor %d", o.Name, o.PID, o.FD)))
	}
	if len(l.Owners) == 0 {
		lines = append(lines, told("process", theme.Dim, noOwner(&l.Row)))
	}
	lines = append(lines, told("user", theme.Text, cmp.Or(l.User, "–")))
	if l.Container != "" {
		lines = append(lines, told("container", theme.Text, l.Container))
	}
	if l.Socket.Cgroup != "" {
		lines = append(lines, address("cgroup", l.Socket.Cgroup, w))
	}
	lines = append(lines, told("network", theme.Dim, l.Network.String()), told("inode", theme.Dim, fmt.Sprintf("%d, cookie %d", l.Inode, l.Cookie)))
	return lines
}

// noOwner says why no process is known.
func noOwner(r *system.Row) string {
	switch {
	case r.Inode == 0 && (r.StateName() == status.StateEstablished || r.StateName() == status.StateCloseWait):
		return "none: it is not accepted yet"
	case r.Inode == 0 && r.TCP():
		return "none any more"
	case r.User != "":
		return "not visible, of " + r.User
	}
	return "not visible, or none"
}

// bytesLines returns the queues of a row.
func bytesLines(l *watcher.Chosen, w int) []canvas.Line {
	var lines []canvas.Line
	if l.Listening() {
		lines = append(lines, canvas.Line{canvas.Say(theme.Dim, canvas.Pad("queue", labelWidth)),
			canvas.Say(theme.Wait, part.Gauge(int(l.Receive), int(l.Send), 8)), canvas.Say(theme.Text, fmt.Sprintf(" %d of %d wait", l.Receive, l.Send))})
	} else {
		recv := gauged("recv-q", l.Receive, l.Memory.Received, l.Memory.ReceiveLimit, w)
		send := gauged("send-q", l.Send, l.Memory.Queued, l.Memory.SendLimit, w)
		lines = append(lines, recv, send)
	}
	if name := l.TimerName(); name != status.TimerOff {
		text := fmt.Sprintf("%s in %v", name, l.Expires)
		if l.Tries > 0 {
			text += fmt.Sprintf(", try %d", l.Tries)
		}
		lines = append(lines, told("timer", theme.Text, text))
	}
	if l.HasInfo && !l.Listening() {
		lines = append(lines, told("received", theme.Text, fmt.Sprintf("%sB, %sB/s", part.Amount(float64(l.Info.Bytes_received)), part.Amount(l.InRate))),
			told("acked", theme.Text, fmt.Sprintf("%sB, %sB/s", part.Amount(float64(l.Info.Bytes_acked)), part.Amount(l.OutRate))))
	}
	if l.Memory.Drops > 0 {
		lines = append(lines, told("dropped", theme.Bad, fmt.Sprint(l.Memory.Drops)))
	}
	switch l.Shut {
	case 1:
		lines = append(lines, told("shut", theme.Wait, "receiving"))
	case 2:
		lines = append(lines, told("shut", theme.Wait, "sending"))
	case 3:
		lines = append(lines, told("shut", theme.Wait, "receiving and sending"))
	}
	return lines
}

// gauged returns a queue, with the share of its buffer in use.
func gauged(label string, n, taken, limit uint32, w int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Dim, canvas.Pad(label, labelWidth))}
	text, role := quantity(float64(n), true)
	if limit == 0 {
		return append(line, canvas.Say(role, text+" B"))
	}
	line = append(line, canvas.Say(theme.Wait, part.Gauge(int(taken), int(limit), 6)), canvas.Say(role, " "+text), canvas.Say(theme.Dim, " B"))
	if room := fmt.Sprintf(", %s of %s", part.Amount(float64(taken)), part.Amount(float64(limit))); line.Width()+len(room) <= w {
		line = append(line, canvas.Say(theme.Dim, room))
	}
	return line
}

// tcpLines returns what TCP says about a connection.
func tcpLines(l *watcher.Chosen) []canvas.Line {
	if !l.HasInfo || l.Listening() {
		return nil
	}
	i := &l.Info
	micro := func(n uint32) string { return (time.Duration(n) * time.Microsecond).String() }
	lines := []canvas.Line{
		told("rtt", theme.Text, fmt.Sprintf("%s ± %s, least %s", micro(i.Rtt), micro(i.Rttvar), micro(i.Min_rtt))),
		told("rto", theme.Text, micro(i.Rto)),
		told("cwnd", theme.Text, fmt.Sprintf("%d segments of %d, %d in flight", i.Snd_cwnd, i.Snd_mss, i.Unacked)),
	}
	role := theme.Text
	if i.Total_retrans > 0 {
		role = theme.Wait
	}
	lines = append(lines, told("again", role, fmt.Sprintf("%d sent again, %d lost now", i.Total_retrans, i.Lost)),
		told("windows", theme.Text, fmt.Sprintf("theirs %s, ours %s", part.Amount(float64(i.Snd_wnd)), part.Amount(float64(i.Rcv_wnd)))),
		told("idle", theme.Text, fmt.Sprintf("sent %s ago, came %s ago", part.Span(float64(i.Last_data_sent)/1000), part.Span(float64(i.Last_data_recv)/1000))))
	if i.Delivery_rate > 0 {
		lines = append(lines, told("delivers", theme.Text, part.Amount(float64(i.Delivery_rate))+"B/s"))
	}
	if i.Notsent_bytes > 0 {
		lines = append(lines, told("not sent", theme.Wait, part.Amount(float64(i.Notsent_bytes))+"B"))
	}
	if l.Congestion != "" {
		lines = append(lines, told("control", theme.Dim, strings.TrimSpace(l.Congestion+" "+l.ULP)))
	}
	return lines
}

// graphs returns graphs of the row since it was selected.
func graphs(l *watcher.Chosen, w, rows int) []canvas.Line {
	var lines []canvas.Line
	figures := []struct {
		name string
		tcp  bool
		of   func(watcher.Sample) float64
		text func(float64) string
	}{
		{"rtt", true, func(s watcher.Sample) float64 { return s.RTT.Seconds() * 1e6 }, func(n float64) string {
			return (time.Duration(n) * time.Microsecond).String()
		}},
		{"recv-q", false, func(s watcher.Sample) float64 { return float64(s.Receive) }, part.Amount},
		{"send-q", false, func(s watcher.Sample) float64 { return float64(s.Send) }, part.Amount},
		{"in/s", true, func(s watcher.Sample) float64 { return s.In }, part.Amount},
		{"out/s", true, func(s watcher.Sample) float64 { return s.Out }, part.Amount},
	}
	const label, value = 7, 9
	width := max(8, w-label-value)
	for _, f := range figures {
		if f.tcp && (!l.HasInfo || l.Listening()) || len(l.History) == 0 {
			continue
		}
		values := make([]float64, len(l.History))
		for i, s := range l.History {
			values[i] = f.of(s)
		}
		last := f.text(values[len(values)-1])
		for i, blocks := range part.Spark(values, width, rows) {
			line := canvas.Line{canvas.Say(theme.Dim, canvas.Pad("", label)), canvas.Say(theme.Accent, blocks)}
			if i == rows-1 {
				line[0] = canvas.Say(theme.Dim, canvas.Pad(f.name, label))
				line = append(line, canvas.Say(theme.Text, " "+last))
			}
			lines = append(lines, line)
		}
	}
	return lines
}
