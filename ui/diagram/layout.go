package diagram

import (
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
)

// over is the second CLOSED of the diagram, where connections end.
const over status.State = "CLOSED at the end"

// The minimum size of the diagram, without the text beside it.
const (
	leastWidth  = 72
	leastHeight = 19
)

// levels are the rows of states from top to bottom, with the column of each state.
var levels = [...]map[status.State]int{
	{status.StateClosed: 1},
	{status.StateListen: 0, status.StateSynSent: 2},
	{status.StateSynReceived: 0},
	{status.StateEstablished: 1},
	{status.StateFinWait1: 0, status.StateCloseWait: 2},
	{status.StateFinWait2: 0, status.StateClosing: 1, status.StateLastAck: 2},
	{status.StateTimeWait: 1, over: 2},
}

// layout is the position of everything, relative to the top left corner.
type layout struct {
	w, h    int
	columns [3]int // the centres of the columns
	tall    bool   // the states have boxes of three rows
	boxes   map[status.State]canvas.Rect
}

// newLayout divides w columns and h rows. texts are the contents of the states' boxes.
func newLayout(w, h int, texts map[status.State]string) *layout {
	l := &layout{w: w, h: h, columns: [3]int{12, w/2 - 1, w - 14}, boxes: map[status.State]canvas.Rect{}}
	box, gap := 1, 2
	n := len(levels)
	switch {
	case h >= n*3+(n-1)*3:
		l.tall, box, gap = true, 3, 3
	case h >= n*3+(n-1)*2:
		l.tall, box, gap = true, 3, 2
	case h >= n+(n-1)*3:
		gap = 3
	}
	y := max((h-n*box-(n-1)*gap)/2, 0)
	for _, level := range levels {
		for state, column := range level {
			width := canvas.Width(texts[state]) + 4
			l.boxes[state] = canvas.Rect{X: l.columns[column] - width/2, Y: y, W: width, H: box}
		}
		y += box + gap
	}
	return l
}

// row returns the middle row of a state's box, above the row over the box, and below the row under it.
func (l *layout) row(s status.State) int   { return l.boxes[s].Y + l.boxes[s].H/2 }
func (l *layout) above(s status.State) int { return l.boxes[s].Y - 1 }
func (l *layout) below(s status.State) int { return l.boxes[s].Y + l.boxes[s].H }

// lefts and rights return the columns beside a box.
func (l *layout) lefts(s status.State) int  { return l.boxes[s].X - 1 }
func (l *layout) rights(s status.State) int { return l.boxes[s].X + l.boxes[s].W }

// place is the place of an arrow's label: a row, from one column to another.
type place struct {
	y, from, to int
	on          bool // centred on the line; otherwise beside it
	end         bool // beside the line, right-aligned
}

// route is the path of an arrow, from a cell of the box it leaves to the cell before the box it reaches,
// and its label.
type route struct {
	points []point
	label  place
}

// pair identifies an arrow.
type pair struct{ from, to status.State }

// routes returns the routes of all arrows.
func (l *layout) routes() map[pair]route {
	const (
		closed, listen, sent, received = status.StateClosed, status.StateListen, status.StateSynSent, status.StateSynReceived
		established                    = status.StateEstablished
		wait1, wait2, closing, timed   = status.StateFinWait1, status.StateFinWait2, status.StateClosing, status.StateTimeWait
		closeWait, lastAck             = status.StateCloseWait, status.StateLastAck
	)
	a, b, c := l.columns[0], l.columns[1], l.columns[2]
	back, parting := l.above(listen), l.below(established) // the rows in which lines run between levels
	straight := func(x int, from, to status.State) []point { return []point{{x, l.row(from)}, {x, l.above(to)}} }
	on := func(y, from, to int) place {
		return place{y: y, from: min(from, to) + 1, to: max(from, to) - 1, on: true}
	}
	return map[pair]route{
		{closed, listen}:   {[]point{{b, l.row(closed)}, {a - 2, l.row(closed)}, {a - 2, l.above(listen)}}, on(l.row(closed), a-2, l.lefts(closed))},
		{closed, sent}:     {[]point{{b, l.row(closed)}, {c + 2, l.row(closed)}, {c + 2, l.above(sent)}}, on(l.row(closed), l.rights(closed), c+2)},
		{listen, closed}:   {[]point{{a + 3, l.row(listen)}, {a + 3, back}, {b - 2, back}, {b - 2, l.below(closed)}}, on(back, a+3, b-2)},
		{sent, closed}:     {[]point{{c - 3, l.row(sent)}, {c - 3, back}, {b + 2, back}, {b + 2, l.below(closed)}}, on(back, b+2, c-3)},
		{listen, received}: {straight(a, listen, received), place{y: l.below(listen), from: a + 2, to: c - 5}},
		{received, listen}: {[]point{{a - 6, l.row(received)}, {a - 6, l.below(listen)}}, place{y: l.above(received), from: 0, to: a - 8, end: true}},
		{sent, received}:   {[]point{{c - 3, l.row(sent)}, {c - 3, l.row(received)}, {l.rights(received), l.row(received)}}, on(l.row(received), l.rights(received), c-3)},
		{sent, established}: {[]point{{c + 2, l.row(sent)}, {c + 2, l.row(established)}, {l.rights(established), l.row(established)}},
			on(l.row(established), l.rights(established), c+2)},
		{received, established}: {[]point{{a + 2, l.row(received)}, {a + 2, l.row(established)}, {l.lefts(established), l.row(established)}},
			on(l.row(established), a+2, l.lefts(established))},
		{received, wait1}: {[]point{{a - 6, l.row(received)}, {a - 6, l.above(wait1)}}, place{y: l.row(established), from: a - 4, to: a}},
		{established, wait1}: {[]point{{b - 3, l.row(established)}, {b - 3, parting}, {a + 2, parting}, {a + 2, l.above(wait1)}},
			on(parting, a+2, b-3)},
		{established, closeWait}: {[]point{{b + 3, l.row(established)}, {b + 3, parting}, {c, parting}, {c, l.above(closeWait)}}, on(parting, b+3, c)},
		{wait1, wait2}:           {straight(a, wait1, wait2), place{y: l.below(wait1), from: a + 2, to: b - 4}},
		{wait1, closing}: {[]point{{a, l.row(wait1)}, {b - 2, l.row(wait1)}, {b - 2, l.above(closing)}},
			on(l.row(wait1), l.rights(wait1), b-2)},
		{wait2, timed}:       {[]point{{a, l.row(wait2)}, {a, l.row(timed)}, {l.lefts(timed), l.row(timed)}}, on(l.row(timed), a, l.lefts(timed))},
		{closing, timed}:     {straight(b, closing, timed), place{y: l.below(closing), from: b + 2, to: b + 12}},
		{closeWait, lastAck}: {straight(c, closeWait, lastAck), place{y: l.below(closeWait), from: b, to: c - 2, end: true}},
		{lastAck, closed}:    {straight(c, lastAck, over), place{y: l.below(lastAck), from: b + 14, to: c - 2, end: true}},
		{timed, closed}:      {[]point{{b, l.row(timed)}, {l.lefts(over), l.row(timed)}}, place{y: l.above(timed), from: b + 4, to: c - 4}},
	}
}

// abort returns the route of a reset, which takes an end from any state to CLOSED.
func (l *layout) abort(from status.State) route {
	rail := l.w - 1
	y := l.below(from)
	if from == status.StateEstablished || from == status.StateTimeWait { // another line runs below
		y = l.above(from)
	}
	x := l.rights(from) - 2
	crossed := l.columns[2] + 2 // where it crosses another line; the label goes on one side of that
	label := place{y: y, from: max(x, crossed) + 1, to: rail - 1, on: true}
	if crossed-x > rail-crossed {
		label.from, label.to = x+1, crossed-1
	}
	return route{[]point{{x, l.row(from)}, {x, y}, {rail, y}, {rail, l.row(over)}, {l.rights(over), l.row(over)}}, label}
}
