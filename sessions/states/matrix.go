package states

import (
	"slices"
	"strings"

	"netnet-tui/engine/status"
)

// Bits returns the poll events that have a column, in order.
func Bits() []string { return []string{"in", "out", "hup", "rdhup", "err", "pri"} }

// Cell is where something was first seen.
type Cell struct {
	Name  string // name of the socket
	Seq   uint64 // number of the event
	After bool   // it was seen after that event and before the next one
	Times int    // number of events that showed it; 0 if it was only seen between events
}

// Seen reports whether the cell is not empty.
func (c Cell) Seen() bool { return c.Name != "" }

// Matrix is what poll said about TCP sockets of the session, by state: a row for each state, a column for each poll
// event. The zero value is empty.
type Matrix struct {
	states map[status.State]Cell
	cells  map[status.State]map[string]Cell
}

// State returns where a socket was first seen in a state.
func (m *Matrix) State(s status.State) Cell { return m.states[s] }

// At returns where poll first reported a bit of a socket in a state.
func (m *Matrix) At(s status.State, bit string) Cell { return m.cells[s][bit] }

// Filled returns the number of cells that are not empty.
func (m *Matrix) Filled() int {
	n := 0
	for _, row := range m.cells {
		n += len(row)
	}
	return n
}

// note adds an observation of a socket, made by an event or after it.
func (m *Matrix) note(c *status.Condition, name string, seq uint64, event bool) {
	if c.Ready == "" || !slices.Contains(TCP(), c.State) {
		return
	}
	if m.states == nil {
		m.states, m.cells = map[status.State]Cell{}, map[status.State]map[string]Cell{}
	}
	m.states[c.State] = m.states[c.State].and(name, seq, event)
	for bit := range strings.SplitSeq(c.Ready, "|") {
		if !slices.Contains(Bits(), bit) {
			continue
		}
		if m.cells[c.State] == nil {
			m.cells[c.State] = map[string]Cell{}
		}
		m.cells[c.State][bit] = m.cells[c.State][bit].and(name, seq, event)
	}
}

// and returns the cell with one more observation.
func (c Cell) and(name string, seq uint64, event bool) Cell {
	if !c.Seen() {
		c = Cell{Name: name, Seq: seq, After: !event}
	}
	if event {
		c.Times++
	}
	return c
}
