package code

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Bounds declares the sizes that text, the functions of a program, uses.
func (w *Writer) Bounds(text string) string {
	p, used := w.Program, Identifiers(text)
	control, value, parts, many, watched, reports := 64, 16, 1, 1, 1, 1
	for _, c := range p.Calls() {
		switch c.Name {
		case "recvmmsg":
			many = max(many, int(c.Number))
		case "getsockopt":
			value = max(value, c.Sizes[0])
			if c.Length != nil {
				value = max(value, *c.Length)
			}
		case "recvmsg":
			control, parts = max(control, c.Room), max(parts, len(c.Sizes))
		case "epoll_wait":
			reports = max(reports, int(c.Number))
		}
		watched = max(watched, len(c.Watched))
	}
	for _, s := range p.Statements {
		if s.Look != nil && s.Look.Kind == program.LookOption {
			value = max(value, s.Look.Room)
		}
	}
	var b strings.Builder
	for _, bound := range []struct {
		names []string
		n     int
	}{{[]string{"DATA_SIZE", "dataSize"}, p.DataSize()}, {[]string{"CONTROL_SIZE"}, control}, {[]string{"VALUE_SIZE"}, value}, {[]string{"PARTS"}, parts}, {[]string{"MANY"}, many},
		{[]string{"WATCHED"}, watched}, {[]string{"REPORTS", "reportsSize"}, reports}, {[]string{"PROCESSES"}, len(p.Processes)}} {
		for _, name := range bound.names {
			if used[name] {
				fmt.Fprintf(&b, w.words.Bound+"\n", name, bound.n)
			}
		}
	}
	return b.String()
}
