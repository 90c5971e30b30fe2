package store

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// stuckAfter is how long an engine may take to answer before it is said to be stuck.
const stuckAfter = 2 * time.Second

// Ask is a request for a frame, to be made where it may take its time; nil for none.
type Ask = tea.Cmd

// Asker is a page, as far as frames are concerned.
type Asker interface {
	// Query says what of an engine's state the page shows.
	Query() engine.Query
	// Pace says how often it needs that.
	Pace() Pace
}

// FrameMsg is a frame that has come. From says for which source: one that has died may
// still answer.
type FrameMsg struct {
	From  Source
	Frame engine.Frame
	Err   error
}

// DueMsg says that it is time for the next frame.
type DueMsg struct{ turn int }

// LateMsg says that a frame was asked for a while ago.
type LateMsg struct{ turn int }

// Pull asks for frames: one at a time, at once after a key, and at a pace that
// falls when nothing changes.
type Pull struct {
	Hurry bool            // the next one is wanted at once
	Stuck bool            // the engine takes too long to answer
	Asker Asker           // whose request was made last
	About status.SocketID // the socket whose detail it asked for
	All   bool            // it asked for rows from the first one on, whatever they contain
	Last  engine.Frame

	Offers   bool      // what a line can take is wanted too: one is being typed
	inFlight bool      // a request is under way
	watched  bool      // a timer runs that will notice when an answer takes too long
	turn     int       // distinguishes a timer that is still wanted from one that is not
	changed  time.Time // when the last change was seen, by our own clock: that of a recording stands still
}

// now asks for a frame at once, or as soon as the one under way has come.
func (p *Pull) now(source Source, page Asker, after uint64) Ask {
	if p.inFlight || source == nil {
		p.Hurry = true
		return nil
	}
	p.inFlight, p.Hurry = true, false
	p.turn++
	p.Asker = page
	query := page.Query()
	query.After, query.Events = after, journalEvents
	query.Offers = query.Offers || p.Offers
	p.About, p.All = query.Selected, query.Filter == "" && query.First == 0
	ask := func() tea.Msg {
		frame, err := source.Frame(query)
		return FrameMsg{source, frame, err}
	}
	if p.watched {
		return ask
	}
	return tea.Batch(ask, p.watch())
}

// watch begins to watch over the request under way. One timer at a time is enough:
// that an engine is stuck may be told a little later.
func (p *Pull) watch() tea.Cmd {
	p.watched = true
	turn := p.turn
	return tea.Tick(stuckAfter, func(time.Time) tea.Msg { return LateMsg{turn} })
}

// Late notes that an engine has not answered for a while: it still lives, but it is
// stuck. The screen is not. It reports whether that has just become so.
func (p *Pull) Late(msg LateMsg) (stuck bool, again tea.Cmd) {
	p.watched = false
	switch {
	case !p.inFlight:
	case msg.turn == p.turn:
		p.Stuck = true
		return true, nil
	default: // the timer was of an earlier one
		return false, p.watch()
	}
	return false, nil
}

// Due reports whether the timer is the one that was begun last.
func (p *Pull) Due(msg DueMsg) bool { return msg.turn == p.turn }

// Wanted reports whether a frame is to be asked for now.
func (p *Pull) Wanted() bool { return p.Hurry && !p.inFlight }

// Busy reports whether a request is under way.
func (p *Pull) Busy() bool { return p.inFlight }

// Wake quickens a pace that has fallen, because somebody is there.
func (p *Pull) Wake() {
	if slowing(time.Since(p.changed)) > slowing(paces[0].calm) {
		p.Hurry = true
	}
	if at := time.Now().Add(-paces[0].calm); at.After(p.changed) {
		p.changed = at
	}
}

// Failed notes that a request has been answered by an error.
func (p *Pull) Failed() { p.inFlight = false }

// Landed takes note of a frame and says when to ask for the next; next is nil where
// that is at once.
func (p *Pull) Landed(f engine.Frame, page Asker) (changed bool, next tea.Cmd) {
	p.inFlight, p.Stuck = false, false
	changed = !sameFrame(p.Last, f)
	if changed {
		p.changed = time.Now()
	}
	p.Last = f
	if p.Hurry {
		return changed, nil
	}
	p.turn++
	turn := p.turn
	return changed, tea.Tick(page.Pace().wait(time.Since(p.changed)), func(time.Time) tea.Msg { return DueMsg{turn} })
}
