// Package store keeps what has come from the engine, and knows what is on its way to
// it. Its parts are plain data: they take frames, decide what to post next, and leave
// posting and showing to the screen.
package store

import (
	"errors"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/states"
)

// ErrNoEngine is the answer to a step that is posted while there is no engine.
var ErrNoEngine = errors.New("there is no engine: ctrl-n begins a new one")

// Store is everything that is kept of one engine.
type Store struct {
	Source    Source // nil after it has died
	Journal   Journal
	Roster    Roster
	Network   Network
	Pull      Pull
	Queue     Queue
	Undo      Undo
	AutoTimer AutoTimer
	Unseen    Unseen
	Tags      Tags
	Offers    status.Offers // as they came last
	Paths     states.Paths  // of the TCP sockets
}

// New is the store of an engine that has just been started.
func New(source Source) *Store {
	return &Store{Source: source, Pull: Pull{changed: time.Now()}, Roster: Roster{sockets: map[status.SocketID]status.Socket{}, posted: map[uint64][]string{}}}
}

// Post hands a step over. Any error but [ErrNoEngine] means that the engine is gone.
func (s *Store) Post(step engine.Step) error {
	if s.Source == nil {
		return ErrNoEngine
	}
	if step.Tag == 0 {
		step = s.Tags.Tag(step)
	}
	s.Roster.Posted(step)
	return s.Source.Post(step)
}

// Now asks for a frame at once, or as soon as the one under way has come.
func (s *Store) Now(page Asker) Ask {
	return s.Pull.now(s.Source, page, s.Journal.Last)
}

// Untouched reports whether nothing has been done on the engine yet.
func (s *Store) Untouched() bool {
	return s.Source != nil && s.Journal.Last == 0 && len(s.Roster.posted) == 0 && s.Network.Open == 0
}

// Note is something to tell a person.
type Note struct {
	Text string
	Bad  bool
}
