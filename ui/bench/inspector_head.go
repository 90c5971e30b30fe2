package bench

import (
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// head describes the socket. It takes at most half of the pane.
func (in *Inspector) head(w, h int) []canvas.Line {
	d := in.detail
	var lines []canvas.Line
	say := func(line ...canvas.Span) { lines = append(lines, line) }
	say(append(in.state(), canvas.Say(theme.Dim, "from "), canvas.Say(theme.Text, d.Origin), canvas.Say(theme.Dim, "  "+ago(in.t-d.Born)))...)
	if d.Busy != "" {
		say(canvas.Say(theme.Wait, "blocked in "+d.Busy), canvas.Say(theme.Dim, "  i interrupts it"))
	}
	if d.Local != "" || d.Peer != "" {
		say(canvas.Say(theme.Text, dash(d.Local)), canvas.Say(theme.Dim, " → "), canvas.Say(theme.Text, dash(d.Peer)))
	}
	if timer := timer(&d.Condition); timer != nil {
		say(timer...)
	}
	if !d.Open {
		if d.Ended != "" {
			lines = append(lines, canvas.Paragraph(theme.Wait, d.Ended, w)...)
		}
		lines = append(lines, canvas.Paragraph(theme.Dim, left(d.State), w)...)
		in.measures = false
		return lines[:min(len(lines), max(h/2, 2))]
	}
	gauges := in.gauges(w, h)
	if gauges == nil {
		say(in.amounts()...)
	}
	lines = append(lines, gauges...)
	if trip := in.tripLine(); trip != nil {
		say(trip...)
	}
	say(canvas.Say(theme.Dim, "nonblock "), canvas.Say(flagRole(d.Nonblock), onOff(d.Nonblock)),
		canvas.Say(theme.Dim, "  cloexec "), canvas.Say(flagRole(d.Cloexec), onOff(d.Cloexec)),
		canvas.Say(theme.Dim, "  ready "), canvas.Say(theme.Text, dash(d.Ready)))
	if in.measures = false; in.Full {
		return lines[:min(len(lines), max(h/4, 2))]
	}
	limit := h/2 + max(len(gauges)-1, 0)
	switch { // the user came here for the options
	case h < 10:
		return lines[:min(len(lines), 2)]
	case h < 18:
		limit = 5 + max(len(gauges)-1, 0)
	}
	able, not := abilities(d.Can)
	for i, part := range canvas.Wrap(strings.Join(able, " "), w-8) {
		label := "can do  "
		if i > 0 {
			label = "        "
		}
		say(canvas.Say(theme.Dim, label), canvas.Say(theme.OK, part))
	}
	for _, refusal := range not {
		for i, part := range canvas.Wrap(strings.Join(refusal.verbs, " ")+": "+refusal.why, w-8) {
			label := "not     "
			if i > 0 {
				label = "        "
			}
			if len(lines) < limit {
				say(canvas.Say(theme.Faint, label), canvas.Say(theme.Dim, part))
			}
		}
	}
	if in.measures = h >= infoHeight; in.measures && len(d.Info) > 0 {
		lines = append(lines, info(d.Info, w, max(h/6, 2))...)
	}
	return lines[:min(len(lines), max(limit, h*2/3))]
}

// state returns the state, if there is one.
func (in *Inspector) state() canvas.Line {
	if in.detail.State == "" {
		return nil
	}
	return canvas.Line{canvas.Say(stateRole(in.detail.State), string(in.detail.State)), canvas.Say(theme.Dim, "  ")}
}

// amounts returns the queues, in the terms of the kind of socket.
func (in *Inspector) amounts() canvas.Line {
	d := in.detail
	if d.Epoll() {
		return in.watching()
	}
	if d.Plain() != "" {
		return content(&d.Condition)
	}
	if d.Queue != nil || d.Backlog != nil {
		return acceptQueue(d.Queue, d.Backlog)
	}
	line := canvas.Line{canvas.Say(theme.Dim, "Recv-Q "), canvas.Say(amountRole(d.Pending), number(d.Pending)),
		canvas.Say(theme.Dim, "  Send-Q "), canvas.Say(amountRole(d.Unsent), number(d.Unsent))}
	if d.Notsent != nil {
		line = append(line, canvas.Say(theme.Dim, "  not sent "), canvas.Say(amountRole(d.Notsent), number(d.Notsent)))
	}
	return line
}

// refusal is a reason why some verbs make no sense now.
type refusal struct {
	why   string
	verbs []string
}

// abilities divides the verbs into those that make sense and those that do not, grouped by reason.
func abilities(can []status.Ability) (able []string, not []refusal) {
next:
	for _, a := range can {
		if a.Why == "" {
			able = append(able, a.Verb)
			continue
		}
		for i := range not {
			if not[i].why == a.Why {
				not[i].verbs = append(not[i].verbs, a.Verb)
				continue next
			}
		}
		not = append(not, refusal{a.Why, []string{a.Verb}})
	}
	return able, not
}
