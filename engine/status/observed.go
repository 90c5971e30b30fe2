package status

import (
	"fmt"
	"strings"
)

// String prints how a socket was before and after a step: what stayed once, what
// changed with an arrow.
func (s Observed) String() string {
	if s.Before == nil && s.After == nil {
		return ""
	}
	before, after := s.Before, s.After
	if before == nil {
		before = after
	}
	if after == nil {
		after = before
	}
	old, now := before.columns(), after.columns()
	parts := make([]string, 0, len(now))
	for i, column := range now {
		switch {
		case old[i].value == column.value && column.value != "":
			parts = append(parts, strings.TrimSpace(column.name+" "+column.value))
		case old[i].value != column.value:
			parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %s→%s", column.name, dash(old[i].value), dash(column.value))))
		}
	}
	return strings.Join(parts, "  ")
}

func dash(value string) string {
	if value == "" {
		return "–"
	}
	return value
}

type column struct{ name, value string }

func (c Condition) columns() []column {
	return []column{
		{"", c.State}, {"local", c.Local}, {"peer", c.Peer},
		{"pending", printed(c.Pending)}, {"unsent", printed(c.Unsent)}, {"notsent", printed(c.Notsent)},
		{"queue", printed(c.Queue)}, {"backlog", printed(c.Backlog)},
		{"ready", c.Ready}, {"nonblock", onOff(c.Nonblock)},
	}
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func printed(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
