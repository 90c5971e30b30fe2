package bench

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// Sockets is the pane with the table of sockets.
type Sockets struct {
	Chosen  status.SocketID
	Sort    string
	Reverse bool
	Filter  string

	rows  []status.Socket
	cells []table.Row
	first int // the index of rows[0] in the whole table
	total int
	top   int  // the first visible row
	room  int  // the number of rows that fit
	index int  // the index of the selected row, when last seen
	want  int  // the row to select when it arrives; -1 for none
	ahead bool // the selected socket is not among the rows, which may have been requested before it was selected
	flash table.Flash
	gone  []goneRow
}

// query asks for one screen before and one after what is visible, so that keys move through rows that are
// already here.
func (s *Sockets) query() engine.Query {
	room := max(s.room, 8)
	return engine.Query{First: max(s.top-room, 0), Rows: 3 * room, Sort: s.Sort, Reverse: s.Reverse,
		Filter: s.Filter, Selected: s.Chosen}
}

// Select selects a socket.
func (s *Sockets) Select(id status.SocketID) {
	s.Chosen, s.want, s.ahead = id, -1, true
	for i, row := range s.rows {
		if row.ID == id {
			s.index, s.ahead = s.first+i, false
			s.reveal()
		}
	}
}

func (s *Sockets) selected() (status.Socket, bool) {
	for _, row := range s.rows {
		if row.ID == s.Chosen {
			return row, true
		}
	}
	return status.Socket{}, false
}

func (s *Sockets) take(f engine.Frame) {
	s.leave(f)
	s.rows, s.first, s.total = f.Sockets, f.First, f.Total
	if s.want >= s.first && s.want < s.first+len(s.rows) {
		s.Select(s.rows[s.want-s.first].ID)
	}
	switch _, ok := s.selected(); {
	case ok:
		s.Select(s.Chosen)
	case f.Place > 0 && s.want < 0 && f.Detail != nil && f.Detail.ID == s.Chosen:
		s.index, s.ahead = f.Place-1, false // the next frame has the rows around it
		s.reveal()
	case s.ahead:
		s.ahead = false // the next frame has it, or it is gone
	case len(s.rows) > 0 && (f.Detail == nil || f.Detail.ID != s.Chosen):
		// It is gone: select the row now in its place.
		at := max(s.first, min(s.index, s.first+len(s.rows)-1))
		s.Select(s.rows[at-s.first].ID)
	}
	s.cells = s.cells[:0]
	for _, row := range s.rows {
		s.cells = append(s.cells, s.row(row, f.T))
	}
}

// Move moves the selection by rows, or by pages if pages is set.
func (s *Sockets) Move(by int, pages bool) {
	if pages {
		by *= max(s.room-1, 1)
	}
	to := max(0, min(s.index+by, s.total-1))
	if to < s.first || to >= s.first+len(s.rows) {
		s.want, s.index = to, to
		s.reveal()
		return
	}
	s.Select(s.rows[to-s.first].ID)
}

// Edge selects the first or the last row.
func (s *Sockets) Edge(last bool) {
	if last {
		s.Move(s.total, false)
	} else {
		s.Move(-s.total, false)
	}
}

// reveal scrolls just enough to show the selected row.
func (s *Sockets) reveal() {
	if s.room > 0 {
		s.top = max(min(s.top, s.index), s.index-s.room+1, 0)
	}
}

// columns returns the columns of the table; the later ones are shown if there is room.
func columns(busy bool) []table.Column {
	list := []table.Column{
		{Name: "name", Title: "NAME", Min: 4, Max: 12},
		{Name: "fd", Title: "FD", Right: true, Min: 2, Max: 6},
		{Name: "kind", Title: "KIND", Min: 4, Keep: 10, Max: 14},
		{Name: "state", Title: "STATE", Min: 11, Max: 14},
		{Name: "local", Title: "LOCAL", Left: true, Min: 6, Max: 46},
		{Name: "peer", Title: "PEER", Left: true, Min: 6, Max: 46},
		{Name: "recvq", Title: "RECV-Q", Right: true, Min: 6, Max: 10},
		{Name: "sendq", Title: "SEND-Q", Right: true, Min: 6, Max: 10},
	}
	if busy {
		list = append(list, table.Column{Title: "IN CALL", Min: 5, Max: 12})
	} else {
		list = append(list, table.Column{Wide: 1 << 16})
	}
	return append(list,
		table.Column{Title: "FROM", Min: 6, Max: 22, Wide: 84},
		table.Column{Title: "AGE", Right: true, Min: 5, Max: 8, Wide: 108},
	)
}

// SortColumns returns the columns to sort by, in order; the first is the order in which the sockets were
// made.
func SortColumns() []string {
	names := []string{""}
	for _, column := range columns(false) {
		if column.Name != "" {
			names = append(names, column.Name)
		}
	}
	return names
}

func (s *Sockets) row(k status.Socket, t float64) table.Row {
	recvq, sendq := queues(k.Condition)
	fd := strconv.Itoa(k.FD)
	role := stateRole(k.State)
	if !k.Open {
		fd, role = "–", theme.Dim
	}
	cells := []table.Cell{
		{Text: k.Name, Role: theme.Name}, {Text: fd, Role: theme.Dim}, {Text: k.Kind, Role: theme.Text},
		{Text: dash(standing(k)), Role: role}, {Text: dash(k.Local), Role: theme.Text}, {Text: dash(k.Peer), Role: theme.Text},
		{Text: recvq, Role: theme.Text}, {Text: sendq, Role: theme.Text}, {Text: k.Busy, Role: theme.Wait},
		{Text: k.Origin, Role: theme.Dim}, {Text: age(t - k.Born), Role: theme.Dim},
	}
	for i, column := range columns(false) {
		if column.Name == "" {
			continue
		}
		cells[i].Fresh = s.flash.Note(uint64(k.ID), column.Name, cells[i].Text, t)
		if cells[i].Text == "–" || cells[i].Text == "0" {
			cells[i].Role = theme.Faint
		}
	}
	return table.Row{ID: uint64(k.ID), Cells: cells}
}

// queues returns Recv-Q and Send-Q as ss(8) shows them: for a listener, the connections that wait and their
// maximum.
func queues(c status.Condition) (recv, send string) {
	if c.Queue != nil || c.Backlog != nil {
		return number(c.Queue) + "/" + number(c.Backlog), "–"
	}
	return number(c.Pending), number(c.Unsent)
}

// canDo says in one line what can be done with a socket; nil if that is not known, as on a recording.
func canDo(d *engine.Detail) canvas.Line {
	able, _ := abilities(d.Can)
	switch {
	case !d.Open:
		return canvas.Line{canvas.Say(theme.Dim, d.Name+": "+left(d.State))}
	case len(d.Can) == 0:
		return nil
	case len(able) == 0:
		return canvas.Line{canvas.Say(theme.Dim, d.Name+" can do nothing now")}
	}
	return canvas.Line{canvas.Say(theme.Dim, d.Name+" can "), canvas.Say(theme.OK, strings.Join(able, " "))}
}

// oldLook is how old, in seconds, the data for sorting and filtering may be before that is shown.
const oldLook = 1.5

func (s *Sockets) draw(h part.Host, c *canvas.Canvas, r canvas.Rect, b *Bench) {
	s.room = max(r.H-3, 1)
	s.reveal()
	s.top = max(0, min(s.top, s.total-s.room))
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, "Sockets")}}
	switch {
	case s.Filter != "":
		box.Title = append(box.Title, canvas.Say(theme.Accent, " /"+s.Filter), canvas.Say(theme.Dim, fmt.Sprintf(" %d match", s.total)))
	case s.total > 0:
		box.Title = append(box.Title, canvas.Say(theme.Dim, " "+strconv.Itoa(s.total)))
	}
	if b.now.Stale >= oldLook {
		box.Title = append(box.Title, canvas.Say(theme.Dim, fmt.Sprintf(" as of up to %.0f s ago", b.now.Stale)))
	}
	if _, beside := b.areas[PaneInspector]; !beside && b.now.Detail != nil {
		box.Foot = canDo(b.now.Detail)
	}
	inner := part.Frame(c, r, b.Focus == PaneSockets, focusing{PaneSockets}, box)
	busy := false
	s.fade(b.T)
	from := max(s.top-s.first, 0)
	rows := s.cells[min(from, len(s.cells)):min(from+s.room, len(s.cells))]
	for _, row := range s.rows {
		busy = busy || row.Busy != ""
	}
	view := table.View{Columns: columns(busy), Rows: s.withGone(rows, h, b.T), Selected: uint64(s.Chosen),
		Focused: b.Focus == PaneSockets, Sort: s.Sort, Reverse: s.Reverse}
	view.Draw(c, inner)
	if s.total == 0 && s.Filter != "" {
		c.Put(inner, 2, 1, theme.Dim.On(theme.Plain), "nothing here contains “"+s.Filter+"”; esc shows all")
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), s.top, s.room, s.total)
}
