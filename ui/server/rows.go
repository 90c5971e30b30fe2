package server

import (
	"cmp"
	"fmt"
	"strconv"

	"netnet-tui/engine/status"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// columns are those of the table; the later ones appear as there is room.
func columns() []table.Column {
	return []table.Column{
		{Name: "name", Title: "NAME", Min: 5, Max: 10},
		{Name: "state", Title: "STATE", Min: 11, Max: 11},
		{Name: "stall", Title: "!", Min: 2, Max: 2},
		{Name: "in-rate", Title: "IN/s", Right: true, Min: 6, Max: 8},
		{Name: "out-rate", Title: "OUT/s", Right: true, Min: 6, Max: 8},
		{Name: "recvq", Title: "RECV-Q", Right: true, Min: 6, Max: 8},
		{Name: "sendq", Title: "SEND-Q", Right: true, Min: 6, Max: 8},
		{Name: "idle", Title: "IDLE", Right: true, Min: 5, Max: 6},
		{Name: "peer", Title: "PEER", Left: true, Min: 8, Max: 24},
		{Name: "in", Title: "IN", Right: true, Min: 6, Max: 8, Wide: 84},
		{Name: "out", Title: "OUT", Right: true, Min: 6, Max: 8, Wide: 84},
		{Name: "rtt", Title: "RTT", Right: true, Min: 6, Max: 7, Wide: 90},
		{Name: "age", Title: "AGE", Right: true, Min: 5, Max: 6, Wide: 100},
		{Name: "protocol", Title: "PROTOCOL", Min: 6, Max: 14, Wide: 110},
	}
}

// numeric reports whether the largest of a column is what one looks for.
func numeric(column string) bool {
	switch column {
	case "", "name", "state", "peer", "protocol":
		return false
	}
	return true
}

func (p *Page) row(c status.Connection) table.Row {
	cells := []table.Cell{
		{Text: c.Name, Role: theme.Name}, {Text: cmp.Or(string(c.State), "–"), Role: stateRole(c.State)}, {Text: string(c.Stall), Role: theme.Wait},
		{Text: amount(c.InRate), Role: theme.Text}, {Text: amount(c.OutRate), Role: theme.Text},
		{Text: queue(c.RecvQ), Role: theme.Text}, {Text: queue(c.SendQ), Role: theme.Text},
		{Text: span(c.Idle), Role: theme.Dim}, {Text: c.Peer, Role: theme.Text},
		{Text: amount(float64(c.In)), Role: theme.Text}, {Text: amount(float64(c.Out)), Role: theme.Text},
		{Text: fmt.Sprintf("%.2fms", c.RTT), Role: theme.Dim}, {Text: span(c.Age), Role: theme.Dim},
		{Text: c.Protocol, Role: theme.Dim},
	}
	for i := range cells {
		if cells[i].Text == "0" || cells[i].Text == "–" {
			cells[i].Role = theme.Faint
		}
	}
	return table.Row{ID: c.ID, Cells: cells}
}

func stateRole(state status.State) theme.Role {
	if state == status.StateEstablished {
		return theme.OK
	}
	return theme.Wait
}

func queue(n *int) string {
	if n == nil {
		return "–"
	}
	return amount(float64(*n))
}

// amount is a number in four digits or less: 999, 12.3k, 4.5M.
func amount(n float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if n >= unit.size {
			return strconv.FormatFloat(n/unit.size, 'f', digits(n/unit.size), 64) + unit.name
		}
	}
	return strconv.FormatFloat(n, 'f', 0, 64)
}

func digits(n float64) int {
	if n >= 100 {
		return 0
	}
	return 1
}

// span is a time in seconds, short.
func span(seconds float64) string {
	switch {
	case seconds < 10:
		return fmt.Sprintf("%.1fs", seconds)
	case seconds < 100:
		return fmt.Sprintf("%.0fs", seconds)
	case seconds < 6000:
		return fmt.Sprintf("%.0fm", seconds/60)
	}
	return fmt.Sprintf("%.0fh", seconds/3600)
}
