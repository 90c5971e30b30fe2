package bench

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/states"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// How long a row stays after its socket is gone, in seconds: it is plain at first, and then fades.
const (
	goneFor   = 5
	plainGone = 2
)

// mostGone is how many such rows are kept.
const mostGone = 32

// goneRow is the row of a socket that is gone.
type goneRow struct {
	socket status.Socket
	at     float64 // when it went, in seconds of the session
	by     string  // the step that closed it, or whatever else did; "" if no event says
}

// leave records the rows that a frame no longer has. It does nothing if the frame may not have all rows.
func (s *Sockets) leave(f engine.Frame) {
	if s.Filter != "" || s.first != 0 || f.First != 0 || len(f.Sockets) != f.Total || len(s.rows) != s.total {
		return
	}
	for _, row := range s.rows {
		if slices.ContainsFunc(f.Sockets, func(now status.Socket) bool { return now.ID == row.ID }) {
			continue
		}
		s.gone = append(s.gone, goneRow{row, f.T, closedBy(row.ID, f.Events)})
	}
	s.gone = s.gone[max(len(s.gone)-mostGone, 0):]
}

// closedBy returns the step among events that closed a socket, or how its process ended.
func closedBy(id status.SocketID, events []engine.Event) string {
	for _, e := range slices.Backward(events) {
		if e.Evidence == nil {
			continue
		}
		for _, o := range e.Evidence.Sockets {
			switch {
			case o.ID != id || !o.Closed || o.Before == nil:
			case o.Detail != nil && o.Detail.Ended != "":
				return o.Detail.Ended
			default:
				return fmt.Sprintf("%d %s", e.Seq, e.Text)
			}
		}
	}
	return ""
}

// fade drops the rows whose time is over.
func (s *Sockets) fade(t float64) {
	s.gone = slices.DeleteFunc(s.gone, func(g goneRow) bool { return t-g.at >= goneFor || t < g.at })
}

// noteFrom is the column from which the row of a gone socket says why: that of the state.
const noteFrom = 3

// withGone returns the visible rows and, as far as there is room, those of gone sockets in their old
// places.
func (s *Sockets) withGone(rows []table.Row, h part.Host, t float64) []table.Row {
	gone := s.gone[max(len(s.gone)-max(s.room-len(rows), 0), 0):]
	if len(gone) == 0 {
		return rows
	}
	rows = slices.Clone(rows)
	for _, g := range gone {
		row := s.row(g.socket, t)
		role := theme.Dim
		if t-g.at >= plainGone {
			role = theme.Faint
		}
		for i := range row.Cells {
			row.Cells[i].Role, row.Cells[i].Fresh = role, false
		}
		row.Cells[1].Text = "–" // the descriptor
		row.Note = &table.Note{From: noteFrom, Cell: table.Cell{Text: "✕ " + g.why(h.Store().Paths.Find(g.socket.ID)), Role: role}}
		at := len(rows)
		if s.Sort == "" && !s.Reverse { // order of creation
			at, _ = slices.BinarySearchFunc(rows, row, func(a, b table.Row) int { return cmp.Compare(a.ID, b.ID) })
		}
		rows = slices.Insert(rows, at, row)
	}
	return rows
}

// why says what has ended it, and how its connection ended.
func (g goneRow) why(path *states.Path) string {
	by := g.by
	if by == "" && g.socket.Open {
		by = "closed"
	}
	end := ""
	if path != nil && path.Now() == status.StateClosed && !path.Open && len(path.Passes) > 0 {
		end = ending(path.Passes[len(path.Passes)-1])
	}
	switch {
	case by != "" && end != "":
		return by + ": " + end
	case by+end == "":
		return "TCP has let go of it"
	}
	return by + end
}

// ending says how a connection has ended; "" if there is nothing to say.
func ending(p states.Pass) string {
	switch {
	case p.From == status.StateTimeWait && p.Over == "reused":
		return "its TIME-WAIT has ended: the addresses are in use again"
	case p.From == status.StateTimeWait:
		return "its TIME-WAIT is over"
	case p.From == status.StateLastAck:
		return "its FIN is acknowledged"
	case p.Over == "RST" || p.Snd == "RST" || p.Rcv == "RST":
		return "reset"
	case p.Over != "":
		return p.Over
	}
	return ""
}
