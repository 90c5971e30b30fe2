package diagram

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/states"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// bits says what each event of poll means for a TCP socket (poll(2), tcp(7)).
var bits = map[string]string{
	"in": "bytes, a connection to accept, or the end", "out": "room to send", "hup": "both directions ended, or never connected",
	"rdhup": "the peer has ended its direction", "err": "an error waits in SO_ERROR", "pri": "urgent data",
}

// stateWidth is the width of the column of states.
const stateWidth = 14

// DrawMatrix draws what poll reported in which state: a row for each state, a column for each event of
// poll.
func DrawMatrix(c *canvas.Canvas, r canvas.Rect, m *states.Matrix) {
	column := max((r.W-stateWidth)/len(states.Bits()), 1)
	for i, bit := range states.Bits() {
		c.Put(r, stateWidth+i*column, 0, theme.Strong.On(theme.Plain), canvas.Cut(strings.ToUpper(bit), column-1))
	}
	c.Put(r, 0, 0, theme.Dim.On(theme.Plain), "STATE")
	y := 1
	for _, s := range states.TCP() {
		role := theme.Faint
		if m.State(s).Seen() {
			role = theme.Text
		}
		c.Put(r, 0, y, role.On(theme.Plain), string(s))
		for i, bit := range states.Bits() {
			at := canvas.Rect{X: r.X + stateWidth + i*column, Y: r.Y + y, W: column - 1, H: 1}
			if cell := m.At(s, bit); cell.Seen() {
				c.PutLine(at, 0, 0, cellLine(cell, at.W))
			} else if m.State(s).Seen() {
				c.Put(at, 0, 0, theme.Faint.On(theme.Plain), "·")
			}
		}
		y++
	}
	y++
	for _, line := range legend(r.W, r.H-y) {
		if y < r.H {
			c.PutLine(r, 0, y, line)
		}
		y++
	}
}

// cellLine says where a cell was first filled: the event, and the socket.
func cellLine(cell states.Cell, w int) canvas.Line {
	seq := fmt.Sprint(cell.Seq)
	if cell.After {
		seq += "+"
	}
	line := canvas.Line{canvas.Say(theme.OK, here+" "), canvas.Say(theme.Text, seq+" "), canvas.Say(theme.Name, cell.Name)}
	if times := fmt.Sprintf(" ×%d", cell.Times); cell.Times > 1 && line.Width()+len(times) <= w {
		line = append(line, canvas.Say(theme.Dim, times))
	}
	return line
}

// legend explains the signs and the columns, with a line for each column if there is room.
func legend(w, room int) []canvas.Line {
	lines := canvas.Paragraph(theme.Dim, here+" 14 a: first seen at event 14, of socket a (14+: after it). · the state was seen, without that bit. Blank: none of your sockets was in that state yet.", w)
	apart := len(lines)+len(states.Bits()) <= room
	for i, bit := range states.Bits() {
		line := canvas.Line{canvas.Say(theme.Text, canvas.Pad(strings.ToUpper(bit), 7)), canvas.Say(theme.Dim, bits[bit])}
		if last := len(lines) - 1; i > 0 && !apart && lines[last].Width()+3+line.Width() <= w {
			lines[last] = append(append(lines[last], canvas.Say(theme.Dim, "   ")), line...)
			continue
		}
		lines = append(lines, line)
	}
	return lines
}
