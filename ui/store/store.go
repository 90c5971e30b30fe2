// Package store keeps what has come from the engine, and tracks what has been posted to it. Its parts are
// plain data: they take frames and decide what to post next, and leave posting and drawing to the screen.
package store

import (
	"errors"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/states"
)

// ErrNoEngine is returned for a step that is posted while there is no engine.
var ErrNoEngine = errors.New("there is no engine: ctrl-n starts a new one")

// Store is everything kept about one engine.
type Store struct {
	Source    Source // nil after the engine has died
	Journal   Journal
	Roster    Roster
	Network   Network
	Pull      Pull
	Queue     Queue
	Undo      Undo
	AutoTimer AutoTimer
	Unseen    Unseen
	Tags      Tags
	Offers    status.Offers // the latest completions
	Paths     states.Paths  // the TCP states that sockets have gone through
	Again     int           // how many of the first steps are those of a session that was left, made again
}

// New returns a store for an engine that has just been started.
func New(source Source) *Store {
	return &Store{Source: source, Pull: Pull{changed: time.Now()}, Roster: Roster{sockets: map[status.SocketID]status.Socket{}, posted: map[uint64][]string{}}}
}

// Post posts a step. Any error but [ErrNoEngine] means that the engine is gone.
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

// Now requests a frame at once, or as soon as the pending one has arrived.
func (s *Store) Now(page Asker) Ask {
	return s.Pull.now(s.Source, page, s.Journal.Last)
}

// Untouched reports whether nothing has been done on the engine yet.
func (s *Store) Untouched() bool {
	return s.Source != nil && s.Journal.Last == 0 && len(s.Roster.posted) == 0 && s.Network.Open == 0
}

// Note is a message for a person.
type Note struct {
	Text string
	Bad  bool
}
