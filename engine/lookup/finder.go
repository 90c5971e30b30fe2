package lookup

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"
)

// Finder looks things up in the tables of the kernel. It is not safe for concurrent use.
type Finder struct {
	private bool // nobody but this session is in this network
	side    *thread.Side
	diag    sockets.Diag
}

// New returns a Finder; private says that nobody but this session is in its network.
func New(private bool) *Finder {
	f := &Finder{private: private, side: thread.NewSide()}
	f.side.Do(func() { f.diag = sockets.OpenDiag() })
	return f
}

// Close closes what the Finder has open.
func (f *Finder) Close() {
	f.side.Do(f.diag.Close)
	f.side.Close()
}

// Find looks up what a question is about, and returns nil if that is nothing.
func (f *Finder) Find(q Question) *status.Found {
	wanted := q.wanted()
	if wanted.empty() {
		return nil
	}
	s := &search{Question: q, Found: &status.Found{}, bench: namesOf(q.Bench)}
	f.side.Do(func() { f.find(s, wanted) })
	return s.Found
}

// find runs on the side.
func (f *Finder) find(s *search, wanted wanted) {
	if wanted.port != 0 {
		f.holders(s, wanted)
	}
}

// search is a question with what was found so far.
type search struct {
	Question
	*status.Found
	bench *names
}

// miss notes what could not be looked up, and why.
func (s *search) miss(sentence string) { s.Missing = append(s.Missing, sentence) }
