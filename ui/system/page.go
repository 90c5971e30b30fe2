// Package system is the page of the machine: every socket, of whichever process, in one live table, and
// everything about the selected one.
package system

import (
	"io"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/system"
	"netnet-tui/engine/system/recorder"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/table"
)

// Source provides views of the machine. It may block.
type Source interface {
	View(watcher.Query) watcher.View
	// Recorder returns what has happened so far.
	Recorder() *recorder.Recorder
}

// Detective says who has a port, as lines of text.
type Detective func(port uint16) (string, error)

// Page is the System page.
type Page struct {
	Sort    string
	Reverse bool
	Filter  string
	Group   watcher.Grouping
	Inside  string // the group that is open; "" for none
	Full    bool   // the selected row has the whole page

	source    Source
	detective Detective
	asking    asking
	open      *openSocket     // the selected row with its options, while it has the whole page; nil otherwise
	changes   []*changed      // options of other programs that were set here
	left      bool            // they are to stay set, as the user has said
	tape      *tape           // the recording being walked through
	awaited   string          // the condition that freezes the recorder
	shown     map[string]bool // columns that the user has chosen to show or hide, whatever room there is

	now    watcher.View
	begun  time.Time // the time of the first view
	flash  table.Flash
	chosen system.Key
	group  string // the selected group
	index  int    // of the selected row, when last seen
	want   int    // the row to select when it arrives; -1 for none
	reveal bool   // scroll to the selected row, wherever it has moved
	width  int    // of the table
	top    int    // the first visible row
	room   int    // the number of rows that fit
}

// New returns the page.
func New(source Source, detective Detective) *Page {
	return &Page{source: source, detective: detective, shown: map[string]bool{}, want: -1}
}

// scopePage is the scope of the page.
const scopePage keymap.Scope = "system"

// Name returns the text of the tab.
func (p *Page) Name() string { return "System" }

// Scopes returns the page's own scope, after that of an open socket; a recording has its own alone.
func (p *Page) Scopes(part.Host) []keymap.Scope {
	if p.tape != nil {
		return []keymap.Scope{scopeTape}
	}
	if p.Full && !p.groups() {
		return []keymap.Scope{scopeForeign, scopePage}
	}
	return []keymap.Scope{scopePage}
}

// Query asks for nothing: the engine knows only its own sockets.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take ignores the frame: the page shows nothing of it.
func (p *Page) Take(engine.Frame) {}

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Least: time.Second / 2, Most: time.Second} }

// Close stops watching, and closes the open processes.
func (p *Page) Close() error {
	if p.open != nil && p.open.process != nil {
		p.open.process.Close()
	}
	for _, c := range p.changes {
		c.process.Close()
	}
	if c, ok := p.source.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// groups reports whether the rows are groups.
func (p *Page) groups() bool { return p.Group != watcher.Ungrouped && p.Inside == "" }
