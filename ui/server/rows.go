package server

import (
	"cmp"
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// columns returns the columns of the table; the later ones are shown if there is room.
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

// numeric reports whether a column should be sorted largest first.
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
		{Text: part.Amount(c.InRate), Role: theme.Text}, {Text: part.Amount(c.OutRate), Role: theme.Text},
		{Text: queue(c.RecvQ), Role: theme.Text}, {Text: queue(c.SendQ), Role: theme.Text},
		{Text: part.Span(c.Idle), Role: theme.Dim}, {Text: c.Peer, Role: theme.Text},
		{Text: part.Amount(float64(c.In)), Role: theme.Text}, {Text: part.Amount(float64(c.Out)), Role: theme.Text},
		{Text: fmt.Sprintf("%.2fms", c.RTT), Role: theme.Dim}, {Text: part.Span(c.Age), Role: theme.Dim},
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
	return part.Amount(float64(*n))
}
