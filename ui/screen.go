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

// Screen is the program's one model. Its parts are plain: they hold what a person
// has chosen and draw it. Nothing here waits: what takes time is a command.
type Screen struct {
	options  Options
	store    *store.Store
	starting bool       // a new engine is on its way
	opening  tea.Cmd    // opens the lesson that the program was begun with; nil for none
	tape     *walk.Tape // that was opened last, nil for none
	lab      bool       // the session has a lab of its own, whatever the screen began with
	keys     *part.Table

	bench *bench.Bench // the first of the pages, which takes every event
	pages []part.Page
	page  int               // the one that is shown
	from  map[string]string // by page: from which one something led there, for the way back

	entry    prompt.Entry
	overlays []part.Overlay // the last one has the keys
	question part.Overlay   // the one that asked last whether to leave
	message  store.Note     // what has just happened
	insisted string         // what was refused last, and is done anyway when asked again

	theme   chosenTheme
	picture picture
}

// Page is the one that is shown.
func (s *Screen) Page() part.Page { return s.pages[s.page] }

// TurnTo shows the page of a name, from which [Screen.Back] leads to the one that is shown now.
func (s *Screen) TurnTo(name string) {
	if from := s.Page().Name(); from != name {
		s.from[name] = from
	}
	s.flipTo(name)
}

// Back shows the page from which something led to the one that is shown: without one, [part.Home].
func (s *Screen) Back() {
	here := s.Page().Name()
	to := cmp.Or(s.from[here], part.Home)
	delete(s.from, here)
	s.flipTo(to)
}

// flipTo shows the page of a name.
func (s *Screen) flipTo(name string) {
	for i, page := range s.pages {
		if page.Name() == name {
			s.page = i
			s.Pull() // it asks for other things than the page before
		}
	}
}

// Keys are all actions and their keys.
func (s *Screen) Keys() *part.Table { return s.keys }

// Store is what has come from the engine so far.
func (s *Screen) Store() *store.Store { return s.store }

// Pull asks for a frame as soon as the one under way has come.
func (s *Screen) Pull() { s.store.Pull.Hurry = true }

// Selected is the socket that the bench has selected.
func (s *Screen) Selected() (status.Socket, bool) { return s.bench.Selected() }

// Say tells what has just happened.
func (s *Screen) Say(text string) { s.message = store.Note{Text: text} }

// Fail says what went wrong: beside the line that is being typed, where there is one.
func (s *Screen) Fail(text string) {
	s.message = store.Note{Text: text, Bad: true}
	if s.entry.Purpose != nil {
		s.entry.Blame(errors.New(text))
	}
}

// Push puts an overlay in front.
func (s *Screen) Push(o part.Overlay) { s.overlays = append(s.overlays, o) }

// Pop takes the overlay in front away.
func (s *Screen) Pop() { s.uncover(max(len(s.overlays)-1, 0)) }

// uncover takes all overlays away but the first few, and ends what those have under way.
func (s *Screen) uncover(keep int) {
	for _, o := range s.overlays[keep:] {
		if c, ok := o.(io.Closer); ok {
			_ = c.Close()
		}
	}
	s.overlays = s.overlays[:keep]
}

// Top is the overlay in front, nil for none.
func (s *Screen) Top() part.Overlay {
	if n := len(s.overlays); n > 0 {
		return s.overlays[n-1]
	}
	return nil
}

// Open begins to type a text, with the cursor behind it.
func (s *Screen) Open(p *part.Purpose, text string) { s.entry.Open(s, p, text, len(text), true) }

// Shut gives the keys back to the page.
func (s *Screen) Shut() { s.entry.Shut() }
