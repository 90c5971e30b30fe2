// Package sessions is the page of recorded sessions: a list with search, and beside it the steps of the
// selected one with their answers. Here two sessions can be compared, and one can be run again, named or
// deleted.
package sessions

import (
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Archive is where sessions are kept. Its methods may block.
type Archive interface {
	// List returns all sessions, newest first.
	List() ([]Entry, error)
	// Rename gives a session a name, or removes it if name is empty.
	Rename(file, name string) error
	// Delete removes a session from the list, and Restore brings it back.
	Delete(file string) error
	Restore(file string) error
}

// Entry is one session of the archive.
type Entry struct {
	File    string // its recording
	Name    string // given by a person; "" for none
	Script  string // the file that was opened beside it; "" for none
	Begun   time.Time
	Steps   int
	Size    int64 // bytes
	Network string
	Left    *int // the number of steps to which it was stepped back, in another session; nil if it was not
	Now     bool // it is the session being recorded
}

// title returns what a person calls the session.
func (e *Entry) title() string {
	switch {
	case e.Name != "":
		return e.Name
	case e.Script != "":
		return e.Script
	case e.Now:
		return "this session"
	}
	return strings.TrimSuffix(filepath.Base(e.File), recording.Ending) // as netnet-tui sessions calls it
}

// Options configure what the page can do.
type Options struct {
	Archive Archive                            // nil if nothing is recorded
	Lab     func() (script.Doer, error)        // starts an engine in a lab of its own
	Walk    func(h part.Host, v Visit) tea.Cmd // opens a recording, to go through it step by step
}

// Visit is a recording to go through step by step.
type Visit struct {
	File string
	At   int    // how many steps have been made at first
	Find string // the text to search for in it; "" for none
}

// Page is the Sessions page.
type Page struct {
	Options
	Filter string

	list    list
	asking  asking
	preview preview
	inside  search
	marked  string   // the file of the session to compare with; "" for none
	deleted []Entry  // in order, for u to restore
	busy    *running // the comparison, replay or search under way; nil for none
}

// New returns the page.
func New(o Options) *Page { return &Page{Options: o} }

// scopePage is the scope of the page.
const scopePage keymap.Scope = "sessions"

// Name returns the text of the tab.
func (p *Page) Name() string { return "Sessions" }

// Scopes returns the page's only scope.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: the engine knows only its own session.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take ignores the frame: the page shows nothing of it.
func (p *Page) Take(engine.Frame) {}

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Least: time.Second / 2, Most: time.Second} }

// Close ends what is under way.
func (p *Page) Close() error {
	if p.busy != nil {
		p.busy.stop()
	}
	return nil
}
