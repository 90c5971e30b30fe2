package bench

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// roomForGauges is how many rows the inspector must have to give each queue a line of its own; below that both
// share one where it is wide enough.
const roomForGauges = 18

// barWidth is how wide a bar is.
const barWidth = 8

// memory are the fields of SO_MEMINFO that tell how full the buffer of a queue is: what is used, and the limit.
var memory = map[figure]struct{ label, used, limit string }{
	figureRecv: {"Recv-Q ", "rmem_alloc", "rcvbuf"},
	figureSend: {"Send-Q ", "wmem_queued", "sndbuf"},
}

// gauges are the queues of a socket, each with a bar of the memory that it takes of its limit, and a graph of its
// course; and of a connection the congestion window and the round trip time. It is nil where there is no room for
// them, in w columns of a pane of h rows.
func (in *Inspector) gauges(w, h int) []canvas.Line {
	d, low := in.detail, h < roomForGauges
	if d.Pending == nil || d.Queue != nil || d.Plain() != "" || in.Full || low && w < roomForNotsent {
		return nil
	}
	half := (w - 1) / 2
	lines := []canvas.Line{in.gauge(figureRecv, d.Pending, w), in.gauge(figureSend, d.Unsent, w)}
	if low {
		recv := in.gauge(figureRecv, d.Pending, half)
		recv = append(recv, canvas.Say(theme.Text, canvas.Pad("", w-half-recv.Width())))
		lines = []canvas.Line{append(recv, in.gauge(figureSend, d.Unsent, half)...)}
	}
	cwnd, ok := in.history.now(d.ID, figureCwnd)
	if !ok || low && in.history.graph(d.ID, figureCwnd, 1)+in.history.graph(d.ID, figureRTT, 1) == "" {
		return lines
	}
	rtt, _ := in.history.now(d.ID, figureRTT)
	line := append(in.course(figureCwnd, "cwnd   ", fmt.Sprintf("%.0f", cwnd), half), canvas.Say(theme.Text, canvas.Pad("", w-2*half)))
	return append(lines, append(line, in.course(figureRTT, "rtt    ", micros(rtt), half)...))
}

// The widths from which on a queue has its limit beside its bar, and what was not sent yet.
const (
	roomForLimit   = 56
	roomForNotsent = 72
)

// gauge is one queue.
func (in *Inspector) gauge(f figure, n *int, w int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Dim, memory[f].label), canvas.Say(amountRole(n), canvas.Pad(number(n), 8))}
	if used, limit, ok := in.memory(f); ok {
		share := fmt.Sprintf(" %3d%%", used*100/limit)
		if w >= roomForLimit {
			share = canvas.Pad(share+" of "+size(limit), 16)
		}
		line = append(line, canvas.Say(amountRole(n), part.Gauge(used, limit, barWidth)), canvas.Say(theme.Dim, share+" "))
	}
	if d := in.detail; f == figureSend && w >= roomForNotsent && d.Notsent != nil && *d.Notsent > 0 {
		line = append(line, canvas.Say(theme.Dim, "not sent "), canvas.Say(theme.Text, canvas.Pad(number(d.Notsent), 8)))
	}
	span := ""
	if w >= roomForLimit {
		span = " " + part.Span(in.history.span(in.detail.ID))
	}
	if graph := in.history.graph(in.detail.ID, f, min(w-line.Width()-len(span), mostGraph)); graph != "" {
		line = append(line, canvas.Say(theme.Accent, graph), canvas.Say(theme.Faint, span))
	}
	return line
}

// size is a number of bytes, in KiB or MiB where it is a whole number of them.
func size(n int) string {
	switch {
	case n > 0 && n%(1<<20) == 0:
		return strconv.Itoa(n>>20) + "MiB"
	case n > 0 && n%(1<<10) == 0:
		return strconv.Itoa(n>>10) + "KiB"
	}
	return part.Amount(float64(n)) + "B"
}

// mostGraph is how wide a graph is at most.
const mostGraph = 40

// course is a figure with its graph, in w columns.
func (in *Inspector) course(f figure, label, value string, w int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Dim, label), canvas.Say(theme.Text, canvas.Pad(value, 7))}
	room := w - line.Width()
	return append(line, canvas.Say(theme.Accent, canvas.Pad(in.history.graph(in.detail.ID, f, min(room, mostGraph)), room)))
}

// memory is how many bytes of memory a queue takes, and how many it may, as SO_MEMINFO tells.
func (in *Inspector) memory(f figure) (used, limit int, ok bool) {
	for i := range in.detail.Options {
		if o := &in.detail.Options[i]; o.Name == "SO_MEMINFO" {
			for field := range strings.FieldsSeq(o.Value) {
				switch name, value, _ := strings.Cut(field, "="); name {
				case memory[f].used:
					used, _ = strconv.Atoi(value)
				case memory[f].limit:
					limit, _ = strconv.Atoi(value)
				}
			}
		}
	}
	return used, limit, limit > 0
}

// micros is a time in microseconds, short.
func micros(us float64) string {
	if us < 10_000 {
		return fmt.Sprintf("%.0fus", us)
	}
	return fmt.Sprintf("%.0fms", us/1000)
}

// acceptQueue is the queue of a listener with a bar: the kernel takes one connection more than the backlog.
func acceptQueue(queue, backlog *int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Dim, "accept queue "), canvas.Say(theme.Text, number(queue)), canvas.Say(theme.Dim, "  backlog "), canvas.Say(theme.Text, number(backlog))}
	if queue == nil || backlog == nil {
		return line
	}
	line = append(line, canvas.Say(theme.Text, "  "+part.Gauge(*queue, *backlog+1, min(*backlog+1, barWidth))))
	if *queue > *backlog {
		line = append(line, canvas.Say(theme.Wait, " full"))
	}
	return line
}

// timeWait is how long TIME-WAIT lasts (include/net/tcp.h, TCP_TIMEWAIT_LEN).
const timeWait = time.Minute

// timer says which timer TCP runs, and how long it has to go; nil where none runs.
func timer(c *status.Condition) canvas.Line {
	if c.TimerLeft == nil {
		return nil
	}
	left := part.Span(c.TimerLeft.Seconds())
	if *c.TimerLeft >= time.Second {
		left = fmt.Sprintf("%.0fs", c.TimerLeft.Seconds())
	}
	switch c.Timer {
	case status.TimerTimeWait:
		seconds := int(c.TimerLeft.Seconds() + 0.5)
		return canvas.Line{canvas.Say(theme.Wait, "TIME-WAIT ends in "+left+" "), canvas.Say(theme.Wait, part.Gauge(seconds, int(timeWait.Seconds()), 20))}
	case status.TimerRetransmit, status.TimerPersist, status.TimerKeepalive:
		line := canvas.Line{canvas.Say(theme.Dim, string(c.Timer)+" timer in "), canvas.Say(theme.Text, left)}
		if c.TimerTries != nil && *c.TimerTries > 0 {
			line = append(line, canvas.Say(theme.Dim, "  expired "), canvas.Say(theme.Wait, fmt.Sprintf("%d×", *c.TimerTries)))
		}
		return line
	case status.TimerOff:
	}
	return nil
}
