// Package sessions is the page of what was recorded: a list of sessions with search, and beside it the steps of the
// chosen one with their answers. Two sessions are compared here, and one is made again, given a name or deleted.
package sessions

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Archive is where sessions are kept. Its methods may take their time.
type Archive interface {
	// List is all there is, the newest first.
	List() ([]Entry, error)
	// Rename gives a session a name, or takes it away where name is empty.
	Rename(file, name string) error
	// Delete takes a session out of the list, and Restore brings it back.
	Delete(file string) error
	Restore(file string) error
}

// Entry is one session of the archive.
type Entry struct {
	File    string // its recording
	Name    string // that a person gave it; "" for none
	Script  string // that it ran; "" at a prompt
	Begun   time.Time
	Steps   int
	Size    int64 // bytes
	Network string
	Now     bool // it is the one that is being recorded
}

// title is what a person calls the session.
func (e *Entry) title() string {
	switch {
	case e.Name != "":
		return e.Name
	case e.Script != "":
		return e.Script
	case e.Now:
		return "this session"
	}
	return "unnamed"
}

// Options say what the page can do.
type Options struct {
	Archive Archive                            // nil where nothing is recorded
	Lab     func() (script.Doer, error)        // begins an engine in a lab of its own
	Walk    func(h part.Host, v Visit) tea.Cmd // goes through a recording step by step
}

// Visit is a recording to go through step by step.
type Visit struct {
	File string
	At   int    // how many steps have been made at first
	Find string // what is looked for in it then; "" for nothing
}

// Page is the page.
type Page struct {
	Options
	Filter string

	list    list
	asking  asking
	preview preview
	inside  search
	marked  string   // the file of the session that the chosen one is to be compared with; "" for none
	deleted []Entry  // in their order, which u takes back
	busy    *running // what is being made again or compared; nil for nothing
}

// New makes the page.
func New(o Options) *Page { return &Page{Options: o} }

// scopePage is where the keys of the page mean something.
const scopePage keymap.Scope = "sessions"

// Name is what the tab says.
func (p *Page) Name() string { return "Sessions" }

// Scopes are the page's one.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: the engine knows only its own session.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take takes a frame, of which the page shows nothing.
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
