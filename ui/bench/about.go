package bench

import (
	"fmt"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/editor"
	"netnet-tui/ui/theme"
)

// about returns what is known about the selected option, most useful first, in at most room lines.
func (in *Inspector) about(row optionRow, w, room int) []canvas.Line {
	if room < 2 {
		return nil
	}
	lines := []canvas.Line{rule(row.name(), "", w)}
	add := func(role theme.Role, text string) {
		lines = append(lines, canvas.Paragraph(role, text, w)...)
	}
	switch {
	case row.interest != nil:
		for _, text := range row.interest.about(in.detail.Name) {
			add(theme.Text, text)
		}
	case row.flag == "O_NONBLOCK":
		add(theme.Text, "With it, a call that would have to wait answers EAGAIN or EINPROGRESS at once. Space toggles it.")
	case row.flag == "FD_CLOEXEC":
		add(theme.Text, "With it, the descriptor is closed when the process executes another program. Space toggles it.")
	case row.option == nil:
		add(theme.Dim, "This option is not in the catalogue.")
	default:
		add(theme.Text, row.option.Summary)
		add(theme.Dim, strings.Join(editor.Limits(row.option, in.detail.Socket), " · "))
		if o := row.reading; o.Asked != "" && o.Value != "" && o.Asked != o.Value {
			add(theme.Yours, rescaled(row))
		}
		if o := row.reading; o.Obstacle != "" {
			add(theme.Wait, "Now: "+o.Obstacle+". Setting it anyway asks the kernel.")
		}
		add(theme.Wait, row.option.Surprise)
		if row.option.Try != "" {
			add(theme.Dim, "try: "+strings.ReplaceAll(row.option.Try, "\n", "  ·  "))
		}
	}
	return clip(lines, room)
}

// rescaled says what the kernel has made of the requested value, and by which rule.
func rescaled(row optionRow) string {
	text := fmt.Sprintf("You asked for %s and the kernel made %s of it", row.reading.Asked, row.reading.Value)
	if row.option.Rescale != "" {
		text += ": " + row.option.Rescale
	}
	return text + "."
}

// infoFields are the most informative fields of TCP_INFO, in the order in which they are shown.
var infoFields = [...]string{"rtt", "rttvar", "rto", "snd_cwnd", "snd_ssthresh", "unacked", "lost", "retrans", "total_retrans",
	"snd_mss", "rcv_mss", "pmtu", "notsent_bytes", "bytes_acked", "bytes_received", "segs_out", "segs_in",
	"rcv_space", "snd_wnd", "rcv_wnd", "last_data_recv", "last_ack_recv", "delivery_rate", "min_rtt"}

// info returns TCP_INFO in columns, in at most room lines including its rule.
func info(readings []status.InfoReading, w, room int) []canvas.Line {
	values := map[string]string{}
	for _, r := range readings {
		values[strings.TrimPrefix(r.Name, "tcpi_")] = strings.TrimSuffix(r.Value, " segments")
	}
	columns := max(w/21, 1)
	column := w / columns
	lines := []canvas.Line{rule("TCP_INFO", "", w)}
	line := canvas.Line{}
	for _, name := range infoFields {
		value, ok := values[name]
		if !ok {
			continue
		}
		if len(line) >= 2*columns {
			lines, line = append(lines, line), canvas.Line{}
		}
		if name == "snd_ssthresh" && value == "2147483647" {
			value = "unset" // TCP_INFINITE_SSTHRESH (include/net/tcp.h)
		}
		gap := max(column-1-len(name)-canvas.Width(value), 1)
		line = append(line, canvas.Say(theme.Dim, name+strings.Repeat(" ", gap)), canvas.Say(theme.Text, value+" "))
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines[:min(len(lines), room)]
}
