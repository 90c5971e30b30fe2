package ui

import (
	"cmp"
	"errors"
	"io"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/store"
	"netnet-tui/ui/walk"
)

// Screen is the program's one Bubble Tea model. Its parts are plain: they hold what a person has chosen,
// and draw it. Nothing here blocks: what takes time is a command.
type Screen struct {
	options  Options
	store    *store.Store
	starting bool       // a new engine is being started
	opening  tea.Cmd    // opens the lesson named on the command line; nil for none
	tape     *walk.Tape // the recording opened last, nil for none
	lab      bool       // the session has a lab of its own, whatever the screen began with
	keys     *part.Table

	bench *bench.Bench // the first page, which gets every event
	pages []part.Page
	page  int               // the current page, as an index
	from  map[string]string // by page: the page that led there, for the way back

	entry    prompt.Entry
	overlays []part.Overlay // the last one has the keys
	question part.Overlay   // the question that was last asked before leaving
	message  store.Note     // the latest message
	insisted string         // the action refused last; asked for again, it is done anyway

	theme   chosenTheme
	picture picture
}

// Page returns the current page.
func (s *Screen) Page() part.Page { return s.pages[s.page] }

// TurnTo turns to the page with the given name. [Screen.Back] leads back from it to the current page.
func (s *Screen) TurnTo(name string) {
	if from := s.Page().Name(); from != name {
		s.from[name] = from
	}
	s.flipTo(name)
}

// Back returns to the page that led to the current one, or to [part.Home] if none did.
func (s *Screen) Back() {
	here := s.Page().Name()
	to := cmp.Or(s.from[here], part.Home)
	delete(s.from, here)
	s.flipTo(to)
}

// flipTo makes the page with the given name the current one.
func (s *Screen) flipTo(name string) {
	for i, page := range s.pages {
		if page.Name() == name {
			s.page = i
			s.Pull() // each page asks for different things
		}
	}
}

// Keys returns all actions and their keys.
func (s *Screen) Keys() *part.Table { return s.keys }

// Store returns what has come from the engine so far.
func (s *Screen) Store() *store.Store { return s.store }

// Pull requests a frame as soon as the pending one has arrived.
func (s *Screen) Pull() { s.store.Pull.Hurry = true }

// Selected returns the socket selected on the bench.
func (s *Screen) Selected() (status.Socket, bool) { return s.bench.Selected() }

// Say shows a message.
func (s *Screen) Say(text string) { s.message = store.Note{Text: text} }

// Fail shows what went wrong, and marks the line being typed, if there is one.
func (s *Screen) Fail(text string) {
	s.message = store.Note{Text: text, Bad: true}
	if s.entry.Purpose != nil {
		s.entry.Blame(errors.New(text))
	}
}

// Push opens an overlay in front.
func (s *Screen) Push(o part.Overlay) { s.overlays = append(s.overlays, o) }

// Pop closes the overlay in front.
func (s *Screen) Pop() { s.uncover(max(len(s.overlays)-1, 0)) }

// uncover closes all overlays but the first keep, and ends what those have under way.
func (s *Screen) uncover(keep int) {
	for _, o := range s.overlays[keep:] {
		if c, ok := o.(io.Closer); ok {
			_ = c.Close()
		}
	}
	s.overlays = s.overlays[:keep]
}

// Top returns the overlay in front, or nil if there is none.
func (s *Screen) Top() part.Overlay {
	if n := len(s.overlays); n > 0 {
		return s.overlays[n-1]
	}
	return nil
}

// Open opens the prompt with text in it and the cursor at its end, or at its beginning if it is a long one.
func (s *Screen) Open(p *part.Purpose, text string) {
	s.entry.Open(s, p, text, prompt.Start(p, text, s.picture.w), true)
}

// Shut closes the prompt.
func (s *Screen) Shut() { s.entry.Shut() }
