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

// roomForGauges is the minimum height of an inspector that gives each queue a line of its own; below that,
// both share one if it is wide enough.
const roomForGauges = 18

// barWidth is the width of a bar.
const barWidth = 8

// memory are the fields of SO_MEMINFO that say how full the buffer of a queue is: the memory used, and its
// limit.
var memory = map[figure]struct{ label, used, limit string }{
	figureRecv: {"Recv-Q ", "rmem_alloc", "rcvbuf"},
	figureSend: {"Send-Q ", "wmem_queued", "sndbuf"},
}

// gauges returns the queues of a socket, each with a bar of its share of the memory limit and a graph of
// its history; and for a connection the congestion window and the round-trip time. It returns nil if they
// do not fit, in w columns of a pane of h rows.
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

// The minimum widths for the limit beside the bar of a queue, and for what has not been sent yet.
const (
	roomForLimit   = 56
	roomForNotsent = 72
)

// gauge returns one queue.
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

// size returns a number of bytes, in KiB or MiB if it is a multiple of those.
func size(n int) string {
	switch {
	case n > 0 && n%(1<<20) == 0:
		return strconv.Itoa(n>>20) + "MiB"
	case n > 0 && n%(1<<10) == 0:
		return strconv.Itoa(n>>10) + "KiB"
	}
	return part.Amount(float64(n)) + "B"
}

// mostGraph is the maximum width of a graph.
const mostGraph = 40

// course returns a figure with its graph, in w columns.
func (in *Inspector) course(f figure, label, value string, w int) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Dim, label), canvas.Say(theme.Text, canvas.Pad(value, 7))}
	room := w - line.Width()
	return append(line, canvas.Say(theme.Accent, canvas.Pad(in.history.graph(in.detail.ID, f, min(room, mostGraph)), room)))
}

// memory returns how much memory a queue uses and how much it may use, in bytes, from SO_MEMINFO.
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

// micros returns a short form of a time in microseconds.
func micros(us float64) string {
	if us < 10_000 {
		return fmt.Sprintf("%.0fus", us)
	}
	return fmt.Sprintf("%.0fms", us/1000)
}

// acceptQueue returns the queue of a listener with a bar: the kernel takes one connection more than the
// backlog.
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

// timer says which timer of TCP is running, and how long it has left; nil if none is.
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
