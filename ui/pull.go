package ui

import (
	"math"
	"reflect"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// paces say how long to wait before the next frame, by how many seconds of the
// session nothing has changed and nobody has pressed a key. A screen that is only
// left open must cost next to nothing.
var paces = [...]struct {
	calm float64
	wait time.Duration
}{
	{1, time.Second / 30},
	{10, time.Second / 4},
	{math.Inf(1), time.Second},
}

// patience is how long an engine may take to answer until it is said to be stuck.
const patience = 2 * time.Second

func pace(calm float64) time.Duration {
	for _, p := range paces {
		if calm < p.calm {
			return p.wait
		}
	}
	return paces[len(paces)-1].wait
}

// frameMsg is a frame that has come. For which source: one that has died may still
// answer.
type frameMsg struct {
	from  Source
	frame engine.Frame
	err   error
}

// pullMsg says that it is time for the next frame.
type pullMsg struct{ turn int }

// lateMsg says that a frame was asked for a while ago.
type lateMsg struct{ turn int }

// pull asks for frames: one at a time, at once after a key, and at a pace that
// falls when nothing changes.
type pull struct {
	flying  bool            // a request is under way
	hurry   bool            // the next one is wanted at once
	watched bool            // a timer tells when an answer takes too long
	silent  bool            // one does
	turn    int             // tells a timer that is still wanted from one that is not
	asker   Page            // whose request was made last
	about   status.SocketID // the socket whose detail it asked for
	last    engine.Frame
	changed float64 // when a frame differed last
}

// now asks for a frame at once, or as soon as the one under way has come.
func (p *pull) now(s *Screen) tea.Cmd {
	if p.flying || s.source == nil {
		p.hurry = true
		return nil
	}
	p.flying, p.hurry = true, false
	p.turn++
	p.asker = s.pages[s.page]
	source, query := s.source, p.asker.Query()
	query.After, query.Events = s.journal.last, journalEvents
	p.about = query.Selected
	ask := func() tea.Msg {
		frame, err := source.Frame(query)
		return frameMsg{source, frame, err}
	}
	if p.watched {
		return ask
	}
	return tea.Batch(ask, p.watch())
}

// watch begins to watch over the request under way. One timer at a time is enough:
// that an engine is stuck may be told a little later.
func (p *pull) watch() tea.Cmd {
	p.watched = true
	turn := p.turn
	return tea.Tick(patience, func(time.Time) tea.Msg { return lateMsg{turn} })
}

// late notes that an engine has not answered for a while: it still lives, but it is
// stuck. The screen is not.
func (p *pull) late(s *Screen, msg lateMsg) tea.Cmd {
	p.watched = false
	switch {
	case !p.flying:
	case msg.turn == p.turn:
		p.silent, s.picture.stale = true, true
	default: // the timer was of an earlier one
		return p.watch()
	}
	return nil
}

func (p *pull) due(s *Screen, msg pullMsg) tea.Cmd {
	if msg.turn != p.turn {
		return nil
	}
	return p.now(s)
}

// wake quickens a pace that has fallen, because somebody is there.
func (p *pull) wake() {
	if pace(p.last.T-p.changed) > pace(paces[0].calm) {
		p.hurry = true
	}
	p.changed = max(p.changed, p.last.T-paces[0].calm)
}

// landed takes note of a frame and says when to ask for the next.
func (p *pull) landed(s *Screen, f engine.Frame) (changed bool, next tea.Cmd) {
	p.flying, p.silent = false, false
	changed = !sameFrame(p.last, f)
	if changed {
		p.changed = f.T
	}
	p.last = f
	if p.hurry {
		return changed, p.now(s)
	}
	p.turn++
	turn := p.turn
	page := s.pages[s.page]
	return changed, tea.Tick(max(page.Rest(), min(pace(f.T-p.changed), page.Patience())), func(time.Time) tea.Msg { return pullMsg{turn} })
}

// sameFrame tells whether two frames show the same. Times pass and TCP_INFO counts
// on its own: neither is a change.
func sameFrame(a, b engine.Frame) bool {
	return reflect.DeepEqual(still(a), still(b)) && slices.EqualFunc(optionsOf(a), optionsOf(b), sameReading)
}

// still is a frame without what moves by itself, and without the options.
func still(f engine.Frame) engine.Frame {
	f.T = 0
	if f.Detail != nil {
		d := *f.Detail
		d.Info, d.Options, d.Version = nil, nil, 0
		f.Detail = &d
	}
	blocked := append([]engine.Blocked(nil), f.Blocked...)
	for i := range blocked {
		blocked[i].For = 0
	}
	f.Blocked = blocked
	return f
}

func optionsOf(f engine.Frame) []status.OptionReading {
	if f.Detail == nil {
		return nil
	}
	return f.Detail.Options
}

func sameReading(a, b status.OptionReading) bool { return a == b || a.Runs && b.Runs }

// takeFrame shows a frame.
func (s *Screen) takeFrame(msg frameMsg) tea.Cmd {
	if msg.from != s.source {
		return nil
	}
	if msg.err != nil {
		s.pull.flying = false
		return s.died(msg.err)
	}
	f := msg.frame
	f.Events = s.journal.add(f.Events, f.Skipped)
	second := int(f.T) != int(s.pull.last.T)
	asker, about := s.pull.asker, s.pull.about
	changed, next := s.pull.landed(s, f)
	s.network.take(f)
	s.roster.take(f)
	s.queue.take(f)
	s.undo.take(s, f)
	s.answered(f.Events)
	s.show(f, asker)
	page := s.pages[s.page]
	if changed || second || len(f.Blocked) > 0 || page.Lively() {
		s.picture.stale = true
	}
	if page.Query().Selected != about {
		// The selection has moved since: the detail of another socket is wanted at once.
		next = tea.Batch(next, s.pull.now(s))
	}
	return tea.Batch(next, s.queue.next(s), s.retime.take(s, f))
}

// answered tells what came of a step where the trace alone might be missed.
func (s *Screen) answered(events []engine.Event) {
	for _, e := range events {
		switch {
		case e.Problem != "":
			s.fail(e.Problem)
		case e.Verb == "setsockopt" && e.Errno() != "" && s.bench.Inspector.Full:
			s.fail(e.Step + " answered " + e.Errno()) // the page hides the trace
		case len(e.Warnings) > 0:
			s.say("beware: " + e.Warnings[0])
		}
	}
}
