package bench

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/sessions/why"
	"netnet-tui/ui/canvas"
)

// traceEvents is how many events the trace keeps; the recording has older ones.
const traceEvents = 4000

// item is one event of the trace, or a remark between two.
type item struct {
	event  engine.Event
	why    []why.Finding // about the event
	remark string
	mark   string // a word that somebody has put there
	open   bool
	lines  []canvas.Line // as last drawn
	width  int           // the width they were drawn for
}

// Trace is the pane of the calls that were made, newest at the bottom.
type Trace struct {
	items   []*item
	past    why.Past // the events so far
	at      int      // the selected item
	top     int      // the first visible line, counted over all items
	room    int      // the number of lines that fit
	width   int      // the number of columns that fit
	follow  bool     // the newest item stays selected
	blocked []engine.Blocked
	dropped int
	start   int // the items from here on belong to the engine's session
}

// unfolding is the click target of an event's lines.
type unfolding struct{ index int }

func (t *Trace) add(events []engine.Event, skipped uint64) {
	if skipped > 0 {
		t.Remark(fmt.Sprintf("%d events are not listed here; the recording has them", skipped))
	}
	for _, e := range events {
		t.items = append(t.items, &item{event: e, why: why.Explain(&t.past, e)})
		t.past.Add(e)
	}
	t.Keep(traceEvents)
	if t.follow && len(events) > 0 {
		t.at = len(t.items) - 1
	}
}

// Keep keeps the last n events and remarks, and drops those before.
func (t *Trace) Keep(n int) {
	extra := len(t.items) - n
	if extra <= 0 {
		return
	}
	for _, it := range t.items[:extra] {
		t.top -= t.height(it)
	}
	t.items = append([]*item(nil), t.items[extra:]...)
	t.at, t.top, t.start, t.dropped = max(t.at-extra, 0), max(t.top, 0), max(t.start-extra, 0), t.dropped+extra
}

// cut removes the events of the engine's session.
func (t *Trace) cut() {
	from := t.start
	for from < len(t.items) && t.items[from].remark != "" { // the remarks at its beginning
		from++
	}
	t.items = t.items[:from]
	t.past, t.top = why.Past{}, 0
	t.Follow()
}

// Remark adds a remark of the program between the events.
func (t *Trace) Remark(text string) {
	t.items = append(t.items, &item{remark: text})
	if t.follow {
		t.at = len(t.items) - 1
	}
}

// Latest returns the selected event, which is the newest one while the trace follows.
func (t *Trace) Latest() (engine.Event, bool) {
	if it := t.latest(); it != nil {
		return it.event, true
	}
	return engine.Event{}, false
}

// Forget marks the following items as those of another engine, and follows them.
func (t *Trace) Forget() {
	t.start, t.blocked = len(t.items), nil
	t.Follow()
}

// Retitle replaces the remarks at the beginning of a session in which nothing has been done yet.
func (t *Trace) Retitle(remark string) {
	if t.items = t.items[:t.start]; t.start > 0 {
		t.Remark(remark)
	}
	t.Follow()
}

// begun reports whether the engine's session has an event.
func (t *Trace) begun() bool {
	return slices.ContainsFunc(t.items[t.start:], func(it *item) bool { return it.remark == "" })
}

// latest returns the item of the selected event, or nil if there is none.
func (t *Trace) latest() *item { return t.before(min(t.at, len(t.items)-1)) }

// Newest returns the last event.
func (t *Trace) Newest() (engine.Event, bool) {
	if it := t.newest(); it != nil {
		return it.event, true
	}
	return engine.Event{}, false
}

// newest returns its item, or nil if there is none.
func (t *Trace) newest() *item { return t.before(len(t.items) - 1) }

// before returns the last item with an event up to an index, or nil if there is none.
func (t *Trace) before(index int) *item {
	for i := index; i >= 0; i-- {
		if t.items[i].remark == "" {
			return t.items[i]
		}
	}
	return nil
}

// Len returns the number of events and remarks.
func (t *Trace) Len() int { return len(t.items) }

// Choose selects an item.
func (t *Trace) Choose(index int) {
	if index >= 0 && index < len(t.items) {
		t.at = index
		t.follow = index == len(t.items)-1
		t.reveal()
	}
}

// Follow selects the newest item, and keeps the newest one selected.
func (t *Trace) Follow() {
	t.follow, t.at = true, max(len(t.items)-1, 0)
	t.reveal()
}

// Unfold shows or hides the details of the selected event.
func (t *Trace) Unfold() {
	if t.at < len(t.items) && t.items[t.at].remark == "" {
		it := t.items[t.at]
		it.open, it.lines = !it.open, nil
		t.reveal()
	}
}

// Move moves the selection by events, or by pages if pages is set.
func (t *Trace) Move(by int, pages bool) {
	if pages {
		by *= max(t.room-1, 1)
	}
	t.Choose(max(0, min(t.at+by, len(t.items)-1)))
}

// Edge selects the first event, or the newest, which the trace then follows.
func (t *Trace) Edge(last bool) {
	if last {
		t.Move(len(t.items), false)
	} else {
		t.Move(-len(t.items), false)
	}
}

// reveal scrolls just enough to show the whole selected item, or at least its first line.
func (t *Trace) reveal() {
	if t.room == 0 {
		return
	}
	line := 0
	for i, it := range t.items {
		h := t.height(it)
		if i == t.at {
			t.top = max(t.top, line+h-t.room)
			t.top = min(t.top, line)
		}
		line += h
	}
	t.top = max(0, min(t.top, line-t.room))
}

// UnfoldAll unfolds every event, or folds all of them if one is unfolded.
func (t *Trace) UnfoldAll() {
	open := !t.Fold()
	for _, it := range t.items {
		it.open, it.lines = open && it.remark == "", nil
	}
	t.reveal()
}

// Fold folds every unfolded event, and reports whether there was one.
func (t *Trace) Fold() bool {
	folded := false
	for _, it := range t.items {
		if it.open {
			it.open, it.lines, folded = false, nil, true
		}
	}
	t.reveal()
	return folded
}

// shortWhy is how many lines the trace has for findings, and roomForWhy the minimum height for that; from
// roomForThird on there is one line more.
const (
	shortWhy     = 2
	roomForWhy   = 8
	roomForThird = 14
	wholeWhy     = " E: all" // after a text that was cut off: the key that unfolds events
)
