package system

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// column is a column of the table of sockets. It has the name of a field of a socket, unless it cannot be
// sorted by.
type column struct {
	table.Column
	about string
	cell  func(*watcher.Line) (string, theme.Role)
}

// never is a width that no table has: such a column is shown only on request.
const never = 1 << 20

// columns are in the order of the table; the later ones are shown if there is room.
var columns = []column{
	{table.Column{Name: "stall", Title: "!", Min: 2, Max: 2}, "what holds its bytes up", stallCell},
	{table.Column{Name: "protocol", Title: "PROTO", Min: 5, Max: 7}, "tcp, mptcp, udp, udplite, raw, unix, netlink, packet or vsock", func(l *watcher.Line) (string, theme.Role) {
		return l.ProtocolName(), theme.Dim
	}},
	{table.Column{Name: "state", Title: "STATE", Min: 11, Max: 12}, "its state, or how it ended", stateCell},
	{table.Column{Name: "recvq", Title: "RECV-Q", Right: true, Min: 6, Max: 8}, "bytes that have not been read; for a listener, connections that wait", func(l *watcher.Line) (string, theme.Role) {
		return quantity(float64(l.Receive), true)
	}},
	{table.Column{Name: "sendq", Title: "SEND-Q", Right: true, Min: 6, Max: 8}, "bytes that are not acknowledged; of a listener, how many may wait", func(l *watcher.Line) (string, theme.Role) {
		return quantity(float64(l.Send), true)
	}},
	{table.Column{Name: "local", Title: "LOCAL", Left: true, Min: 8, Max: 26}, "its own address", func(l *watcher.Line) (string, theme.Role) {
		return l.LocalText(), theme.Text
	}},
	{table.Column{Name: "peer", Title: "PEER", Left: true, Min: 8, Max: 26}, "the address at the other end", func(l *watcher.Line) (string, theme.Role) {
		return l.PeerText(), theme.Text
	}},
	{table.Column{Name: "name", Title: "PROCESS", Min: 10, Max: 24}, "the first process that has it, and how many more", func(l *watcher.Line) (string, theme.Role) {
		return ownerText(l.Owners), theme.Name
	}},
	{table.Column{Title: "AT PEER", Min: 8, Max: 20, Wide: 150}, "the process at the other end, where that is on this machine", func(l *watcher.Line) (string, theme.Role) {
		if l.End == nil {
			return "", theme.Dim
		}
		return ownerText(l.End.Owners), theme.Dim
	}},
	{table.Column{Name: "rtt", Title: "RTT", Right: true, Min: 5, Max: 7, Wide: 96}, "the smoothed round-trip time", fieldCell("rtt")},
	{table.Column{Name: "age", Title: "AGE", Right: true, Min: 5, Max: 7, Wide: 90}, "how long it has been seen; ≥ where it was there before", func(l *watcher.Line) (string, theme.Role) {
		return ageText(l, l.T), theme.Dim
	}},
	{table.Column{Name: "user", Title: "USER", Min: 5, Max: 10, Wide: 130}, "whose it is", fieldCell("user")},
	{table.Column{Name: "in-rate", Title: "IN/s", Right: true, Min: 6, Max: 8, Wide: 116}, "bytes a second that came", rateCell(func(l *watcher.Line) float64 { return l.InRate })},
	{table.Column{Name: "out-rate", Title: "OUT/s", Right: true, Min: 6, Max: 8, Wide: 116}, "bytes a second that were acknowledged", rateCell(func(l *watcher.Line) float64 { return l.OutRate })},
	{table.Column{Name: "retrans", Title: "RETR", Right: true, Min: 5, Max: 7, Wide: 136}, "segments that were sent again", func(l *watcher.Line) (string, theme.Role) {
		if !l.HasInfo {
			return "", theme.Dim
		}
		text, role := quantity(float64(l.Info.Total_retrans), true)
		if role == theme.Text {
			role = theme.Wait
		}
		return text, role
	}},
	{table.Column{Name: "container", Title: "CONTAINER", Min: 9, Max: 14, Wide: 160}, "the container it was made in", fieldCell("container")},
	{table.Column{Name: "timer", Title: "TIMER", Min: 6, Max: 18, Wide: 140}, "the timer that runs, and when it expires", fieldCell("timer")},
	{table.Column{Name: "in", Title: "IN", Right: true, Min: 6, Max: 8, Wide: 180}, "bytes that came", amountCell("in")},
	{table.Column{Name: "out", Title: "OUT", Right: true, Min: 6, Max: 8, Wide: 180}, "bytes that were acknowledged", amountCell("out")},
	{table.Column{Name: "cwnd", Title: "CWND", Right: true, Min: 5, Max: 7, Wide: 190}, "the congestion window, in segments", fieldCell("cwnd")},
	{table.Column{Name: "cgroup", Title: "CGROUP", Left: true, Min: 8, Max: 30, Wide: never}, "the cgroup it was made in", fieldCell("cgroup")},
	{table.Column{Name: "net", Title: "NETWORK", Right: true, Min: 10, Max: 10, Wide: never}, "its network namespace", fieldCell("net")},
	{table.Column{Name: "inode", Title: "INODE", Right: true, Min: 7, Max: 10, Wide: never}, "as /proc/PID/fd has it", fieldCell("inode")},
}

// columnShown reports whether a column is shown: as the user has chosen, or else if there is room.
func (p *Page) columnShown(c column) bool {
	if shown, chosen := p.shown[c.Name+c.Title]; chosen {
		return shown
	}
	return c.Wide <= p.width
}

// seen returns the columns that are shown.
func (p *Page) seen() []column {
	var list []column
	for _, c := range columns {
		if p.columnShown(c) {
			c.Wide = 0
			list = append(list, c)
		}
	}
	return list
}

// row returns a row of the table, with recent changes marked.
func (p *Page) row(l *watcher.Line, id uint64, seen []column) table.Row {
	t := p.now.T.Sub(p.begun).Seconds()
	born := l.Born && p.now.T.Sub(l.Since) < freshFor && l.Ending == ""
	row := table.Row{ID: id, Cells: make([]table.Cell, len(seen))}
	for i, c := range seen {
		text, role := c.cell(l)
		cell := table.Cell{Text: text, Role: role, Fresh: born}
		switch c.Name {
		case "state", "recvq", "sendq", "stall":
			cell.Fresh = p.flash.Note(id, c.Name, text, t) || born
		}
		if l.Ending != "" {
			cell.Fresh, cell.Role = false, theme.Faint
			if c.Name == "state" {
				cell.Role = theme.Dim
			}
		}
		row.Cells[i] = cell
	}
	return row
}

// freshFor is how long a new row is marked.
const freshFor = 1500 * time.Millisecond

func stallCell(l *watcher.Line) (string, theme.Role) {
	if l.Ending != "" {
		return "✕", theme.Faint
	}
	return string(l.Stall), stallRole(l.Stall)
}

// stuck lists the stalls that will not soon resolve by themselves.
var stuck = []system.Stall{status.StallRetransmit, status.StallQueueFull, status.StallPeer, status.StallOurs, status.StallUnacked, status.StallHandshake}

// stallRole returns the role of a stall.
func stallRole(s system.Stall) theme.Role {
	if slices.Contains(stuck, s) {
		return theme.Bad
	}
	return theme.Wait
}

func stateCell(l *watcher.Line) (string, theme.Role) {
	if l.Ending != "" {
		return string(l.Ending), theme.Dim
	}
	state := l.StateName()
	return string(state), stateRole(state)
}

// resting are the states in which nothing is transferred, or of sockets other than TCP.
var resting = []status.State{status.StateUnconnected, status.StateBound, status.StateClosed}

func stateRole(state status.State) theme.Role {
	switch {
	case state == status.StateEstablished:
		return theme.Live
	case state == status.StateListen:
		return theme.Listening
	case slices.Contains(resting, state):
		return theme.Dim
	}
	return theme.Closing
}

// quantity returns a number; 0 is faint.
func quantity(n float64, has bool) (string, theme.Role) {
	switch {
	case !has:
		return "", theme.Faint
	case n == 0:
		return "0", theme.Faint
	}
	return part.Amount(n), theme.Text
}

// fieldCell returns a column of a field, as the commands print it.
func fieldCell(name string) func(*watcher.Line) (string, theme.Role) {
	f, _ := system.FieldOf(name)
	return func(l *watcher.Line) (string, theme.Role) { return f.Text(&l.Row), theme.Dim }
}

func amountCell(name string) func(*watcher.Line) (string, theme.Role) {
	f, _ := system.FieldOf(name)
	return func(l *watcher.Line) (string, theme.Role) { return quantity(f.Number(&l.Row)) }
}

func rateCell(of func(*watcher.Line) float64) func(*watcher.Line) (string, theme.Role) {
	return func(l *watcher.Line) (string, theme.Role) { return quantity(of(l), l.HasInfo) }
}

// ownerText returns the first of some processes, and how many more there are.
func ownerText(list []system.Owner) string {
	if len(list) == 0 {
		return ""
	}
	pids := 1
	for i, o := range list[1:] {
		if o.PID != list[i].PID {
			pids++
		}
	}
	text := fmt.Sprintf("%s %d", list[0].Name, list[0].PID)
	if pids > 1 {
		text += fmt.Sprintf(" +%d", pids-1)
	}
	return text
}

// ageText returns the age of a row. For one that existed before the first look, that is a lower bound.
func ageText(l *watcher.Line, now time.Time) string {
	text := part.Span(l.Age(now).Seconds())
	if !l.Born {
		return "≥" + text
	}
	return text
}

// tableColumns returns the columns of what is shown: sockets or groups.
func (p *Page) tableColumns() []table.Column {
	if p.groups() {
		return groupColumns(string(p.Group))
	}
	var list []table.Column
	for _, c := range p.seen() {
		list = append(list, c.Column)
	}
	return list
}

func groupColumns(by string) []table.Column {
	return []table.Column{
		{Title: "!", Min: 2, Max: 2},
		{Name: "group", Title: strings.ToUpper(by), Min: 14, Max: 40},
		{Name: "sockets", Title: "SOCKETS", Right: true, Min: 7, Max: 8},
		{Name: "stalled", Title: "STALLED", Right: true, Min: 7, Max: 8, Wide: 90},
		{Name: "listening", Title: "LISTEN", Right: true, Min: 6, Max: 7},
		{Name: "connected", Title: "ESTAB", Right: true, Min: 6, Max: 7},
		{Name: "rest", Title: "OTHER", Right: true, Min: 6, Max: 7},
		{Name: "recvq", Title: "RECV-Q", Right: true, Min: 6, Max: 8},
		{Name: "sendq", Title: "SEND-Q", Right: true, Min: 6, Max: 8},
		{Name: "in-rate", Title: "IN/s", Right: true, Min: 6, Max: 8, Wide: 90},
		{Name: "out-rate", Title: "OUT/s", Right: true, Min: 6, Max: 8, Wide: 90},
	}
}

func groupRow(g *watcher.Group, id uint64) table.Row {
	row := table.Row{ID: id, Cells: []table.Cell{{Text: string(g.Stall), Role: stallRole(g.Stall)}, {Text: g.Name, Role: theme.Name}}}
	for _, n := range []float64{float64(g.Sockets), float64(g.Stalled), float64(g.Listening), float64(g.Connected), float64(g.Rest),
		float64(g.Receive), float64(g.Send), g.InRate, g.OutRate} {
		text, role := quantity(n, true)
		row.Cells = append(row.Cells, table.Cell{Text: text, Role: role})
	}
	return row
}
