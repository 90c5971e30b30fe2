package export

import (
	"fmt"
	"strings"
)

// bounds are the sizes that the functions of a program need, by their names.
func (w *code) bounds(text string) string {
	p, used := w.program, identifiers(text)
	control, value, parts, many, watched, reports := 64, 16, 1, 1, 1, 1
	for _, c := range p.calls() {
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
		if s.Look != nil && s.Look.Kind == LookOption {
			value = max(value, s.Look.Room)
		}
	}
	var b strings.Builder
	for _, bound := range []struct {
		names []string
		n     int
	}{{[]string{"DATA_SIZE", "dataSize"}, p.dataSize()}, {[]string{"CONTROL_SIZE"}, control}, {[]string{"VALUE_SIZE"}, value}, {[]string{"PARTS"}, parts}, {[]string{"MANY"}, many},
		{[]string{"WATCHED"}, watched}, {[]string{"REPORTS", "reportsSize"}, reports}, {[]string{"PROCESSES"}, len(p.Processes)}} {
		for _, name := range bound.names {
			if used[name] {
				fmt.Fprintf(&b, w.words.bound+"\n", name, bound.n)
			}
		}
	}
	return b.String()
}

// calls are all calls of the program, those on threads too.
func (p *Program) calls() []*Call {
	var list []*Call
	for _, s := range p.Statements {
		if s.Call != nil && s.Missing == "" {
			list = append(list, s.Call)
		}
	}
	return list
}

// dataSize is how many bytes the largest call of the program receives, or more.
func (p *Program) dataSize() int {
	size := 4096
	for _, c := range p.calls() {
		sum := 0
		for _, n := range c.Sizes {
			sum += n
		}
		switch c.Name {
		case "recvmmsg":
			sum *= int(c.Number)
		case "getsockopt":
			continue
		}
		size = max(size, sum)
	}
	return size
}
