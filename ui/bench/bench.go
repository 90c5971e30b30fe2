// Package bench is the page of the bench: the table of sockets, the inspector of the selected one, and the
// trace of the calls. The panes hold what a person has chosen to see, take frames, and draw; they post
// nothing and read no clock.
package bench

import (
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/trial"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/walk"
)

// Pane is one part of the page.
type Pane string

// The panes, in the order in which the focus moves.
const (
	PaneSockets   Pane = "sockets"
	PaneInspector Pane = "inspector"
	PaneScript    Pane = "script"
	PaneTrace     Pane = "trace"
)

// Bench is the page of the bench.
type Bench struct {
	Focus     Pane
	Figure    Figure
	opening   bool // the figure has not been drawn yet
	Sockets   Sockets
	Inspector Inspector
	Trace     Trace
	Script    walk.Pane
	beside    part.Beside // shown beside the sockets: the script, or something of another page; nil for none
	file      walk.File   // the file that the script comes from
	T         float64     // the time of the latest frame
	below     Pane        // the pane below the sockets on a narrow screen
	asked     bool        // the answer about the selected socket is on the screen
	awaited   uint64      // the tag of a step whose socket is selected when its event arrives; 0 for none
	now       engine.Frame
	areas     map[Pane]canvas.Rect // where the panes were last drawn
	manual    part.Manual
	lessons   Lessons
	lab       trial.Start
}

// New returns an empty bench. Options and errnos are looked up in manual, lessons is the page of lessons,
// and lab starts the lab for a copy of the session.
func New(manual part.Manual, lessons Lessons, lab trial.Start) *Bench {
	b := &Bench{Focus: PaneSockets, manual: manual, lessons: lessons, lab: lab}
	b.Sockets.want = -1
	b.Inspector = newInspector()
	b.Trace.follow = true
	return b
}

// Name returns the text of the tab.
func (b *Bench) Name() string { return part.Home }

// Query returns what is visible of an engine's state.
func (b *Bench) Query() engine.Query {
	q := b.Sockets.query()
	q.Options = q.Selected != 0
	if b.Inspector.Full {
		q.First, q.Rows = 0, 0 // no row is visible
	}
	q.Info = q.Options && b.Inspector.measures
	q.Offers = b.Focus == PaneInspector && b.Inspector.choosesAmong()
	q.Compare = b.Inspector.Beside
	q.Evidence = b.asked && q.Selected != 0
	return q
}

// Await selects the socket that the step with a tag is about, as soon as its event arrives.
func (b *Bench) Await(tag uint64) { b.awaited = tag }

// Take takes a frame, with the new events.
func (b *Bench) Take(f engine.Frame) {
	if b.now.Detail != nil && b.now.Detail.Open && (f.Detail == nil || !f.Detail.Open) { // the selected socket is gone
		b.Inspector.Full, b.Inspector.Beside = false, 0
	}
	b.now, b.T = f, f.T
	for _, made := range madeBy(f.Events) {
		b.Sockets.Select(made)
	}
	b.choose(f.Events)
	b.Sockets.take(f)
	b.Inspector.take(f)
	b.Trace.add(f.Events, f.Skipped)
	b.Trace.blocked = f.Blocked
}

// choose selects the awaited socket, which may not be among the visible rows.
func (b *Bench) choose(events []engine.Event) {
	for _, e := range events {
		if b.awaited == 0 || e.Step.Tag != b.awaited {
			continue
		}
		b.awaited = 0
		if e.Evidence != nil && len(e.Evidence.Sockets) > 0 {
			b.Sockets.Select(e.Evidence.Sockets[0].ID)
		}
	}
}

// madeBy returns the sockets that steps have made, oldest first.
func madeBy(events []engine.Event) []status.SocketID {
	var made []status.SocketID
	for _, e := range events {
		if e.Evidence == nil {
			continue
		}
		for _, s := range e.Evidence.Sockets {
			if s.Before == nil && s.After != nil {
				made = append(made, s.ID)
				break // of a pair, only the first
			}
		}
	}
	return made
}

// Selected returns the selected socket, as of the latest frame.
func (b *Bench) Selected() (status.Socket, bool) {
	if d := b.now.Detail; d != nil && d.ID == b.Sockets.Chosen {
		return d.Socket, true // its row may not be visible
	}
	return b.Sockets.selected()
}

// optionPace is how often the options are read again while the inspector has the focus.
const optionPace = time.Second / 10

// Pace is fast while the inspector has the focus, because the kernel changes some options by itself; what a
// step changes is shown at once anyway. The page is redrawn while the mark of a change fades.
func (b *Bench) Pace() store.Pace {
	pace := store.Pace{Most: time.Second, Moves: b.Sockets.flash.Active(b.T-1) || b.Inspector.flash.Active(b.T-1) || len(b.Sockets.gone) > 0}
	if b.Focus == PaneInspector && b.Inspector.detail != nil {
		pace.Most = optionPace
	}
	return pace
}

// Turn moves the focus to the next pane, or back.
func (b *Bench) Turn(by int) {
	b.Inspector.Full = false
	order := []Pane{PaneSockets, PaneInspector, PaneTrace}
	if b.beside != nil {
		order = slices.Insert(order, 1, PaneScript)
	}
	for i, pane := range order {
		if pane == b.Focus {
			b.Focus = order[(i+by+len(order))%len(order)]
			return
		}
	}
}

// list returns the list of a pane.
func (b *Bench) list(pane Pane) part.Lister {
	switch pane {
	case PaneInspector:
		return &b.Inspector
	case PaneTrace:
		return &b.Trace
	case PaneScript:
		if b.beside != nil {
			return b.beside
		}
	case PaneSockets, PaneFigure:
	}
	return &b.Sockets
}

// Again prepares the bench for an engine in which the session is run again: the selection is kept, and the
// trace begins where the session did.
func (b *Bench) Again() {
	chosen, filter := b.Sockets.Chosen, b.Sockets.Filter
	b.empty()
	b.Sockets.Chosen, b.Sockets.Filter = chosen, filter
	b.Trace.cut()
}

// Forget prepares the bench for a new engine: it has no sockets, the trace is kept, and of the script beside it no
// line has been made. A recording is put away, because the engine is not its player.
func (b *Bench) Forget() {
	b.empty()
	b.Script.Return(0)
	if _, ok := b.Script.Course().(*walk.Tape); ok {
		b.closeScript()
	}
	b.Trace.Forget()
}

// empty removes the sockets and the selection.
func (b *Bench) empty() {
	sort, reverse := b.Sockets.Sort, b.Sockets.Reverse
	b.Sockets = Sockets{want: -1, Sort: sort, Reverse: reverse}
	inspector := newInspector()
	inspector.ByLevel = b.Inspector.ByLevel
	b.Inspector = inspector
	b.now, b.awaited = engine.Frame{}, 0
}
