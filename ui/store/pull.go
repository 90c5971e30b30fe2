package store

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// stuckAfter is how long an engine may take to answer before it is reported as stuck.
const stuckAfter = 2 * time.Second

// Ask is a command that requests a frame and may block; nil for none.
type Ask = tea.Cmd

// Asker is a page, as far as frames are concerned.
type Asker interface {
	// Query returns what the page shows of an engine's state.
	Query() engine.Query
	// Pace returns how often it needs that.
	Pace() Pace
}

// FrameMsg is a frame that has arrived. From is its source: one that has been replaced may still answer.
type FrameMsg struct {
	From  Source
	Frame engine.Frame
	Err   error
}

// DueMsg reports that it is time for the next frame.
type DueMsg struct{ turn int }

// LateMsg reports that a request has been pending for stuckAfter.
type LateMsg struct{ turn int }

// Pull requests frames: one at a time, at once after a key, and less and less often while nothing changes.
type Pull struct {
	Hurry bool            // the next frame is needed at once
	Stuck bool            // the engine takes too long to answer
	Asker Asker           // the page that made the last request
	About status.SocketID // the socket whose detail it asked for
	All   bool            // it asked for the rows from the first on, whatever they contain
	Last  engine.Frame

	Offers   bool      // completions are needed too, because a line is being typed
	inFlight bool      // a request is pending
	watched  bool      // a timer is running that will notice a late answer
	turn     int       // tells the current timer from outdated ones
	changed  time.Time // when the last change was seen, by our own clock: that of a recording may stand still
}

// now requests a frame at once, or as soon as the pending one has arrived.
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

// watch starts the timer that watches the pending request. One timer at a time is enough: a stuck engine
// may be reported a little later.
func (p *Pull) watch() tea.Cmd {
	p.watched = true
	turn := p.turn
	return tea.Tick(stuckAfter, func(time.Time) tea.Msg { return LateMsg{turn} })
}

// Late handles the timer of a request. It reports whether the engine has just become stuck: it has not
// answered in time, though it has not died either.
func (p *Pull) Late(msg LateMsg) (stuck bool, again tea.Cmd) {
	p.watched = false
	switch {
	case !p.inFlight:
	case msg.turn == p.turn:
		p.Stuck = true
		return true, nil
	default: // the timer belongs to an earlier request
		return false, p.watch()
	}
	return false, nil
}

// Due reports whether the timer is the current one.
func (p *Pull) Due(msg DueMsg) bool { return msg.turn == p.turn }

// Wanted reports whether a frame should be requested now.
func (p *Pull) Wanted() bool { return p.Hurry && !p.inFlight }

// Busy reports whether a request is pending.
func (p *Pull) Busy() bool { return p.inFlight }

// Wake restores the fastest pace, because somebody is there.
func (p *Pull) Wake() {
	if slowing(time.Since(p.changed)) > slowing(paces[0].calm) {
		p.Hurry = true
	}
	if at := time.Now().Add(-paces[0].calm); at.After(p.changed) {
		p.changed = at
	}
}

// Failed records that a request has failed.
func (p *Pull) Failed() { p.inFlight = false }

// Landed takes in a frame and returns the timer for the next request, or nil if that is due at once.
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
	pace := page.Pace()
	if f.Still {
		pace.Most = paces[len(paces)-1].wait
	}
	return changed, tea.Tick(pace.wait(time.Since(p.changed)), func(time.Time) tea.Msg { return DueMsg{turn} })
}
