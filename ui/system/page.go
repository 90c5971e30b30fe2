// Package system is the page of the machine: every socket there is, whoever has it, as one live table, and
// everything about the chosen one.
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

// Source answers what is to be seen of the machine. It may take its time.
type Source interface {
	View(watcher.Query) watcher.View
	// Recorder has what happened so far.
	Recorder() *recorder.Recorder
}

// Detective says who has a port, in lines.
type Detective func(port uint16) (string, error)

// Page is the page.
type Page struct {
	Sort    string
	Reverse bool
	Filter  string
	Group   watcher.Grouping
	Inside  string // the group that is open; "" for none
	Full    bool   // the chosen row has the whole page

	source    Source
	detective Detective
	asking    asking
	open      *openSocket     // the chosen row with its options, where it has the page; nil if it does not
	changes   []*changed      // options of other programs that were set here
	left      bool            // and that are to stay so, as somebody has said
	tape      *tape           // what was recorded, while it is walked through
	awaited   string          // what is to freeze the recorder
	shown     map[string]bool // columns that were chosen to be seen or not, whatever room there is

	now    watcher.View
	begun  time.Time // of the first view
	flash  table.Flash
	chosen system.Key
	group  string // the chosen group
	index  int    // of the chosen row, where it was last seen
	want   int    // the row to choose when it has come; -1 for none
	reveal bool   // the chosen row is to be visible, wherever it has gone
	width  int    // of the table
	top    int    // the first visible row
	room   int    // rows there is room for
}

// New makes the page.
func New(source Source, detective Detective) *Page {
	return &Page{source: source, detective: detective, shown: map[string]bool{}, want: -1}
}

// scopePage is where the keys of the page mean something.
const scopePage keymap.Scope = "system"

// Name is what the tab says.
func (p *Page) Name() string { return "System" }

// Scopes are the page's own, and first that of a socket that is open; those of a recording stand alone.
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

// Take takes a frame, of which the page shows nothing.
func (p *Page) Take(engine.Frame) {}

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Least: time.Second / 2, Most: time.Second} }

// Close ends the watching, and gives up the processes that are open.
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

// groups reports whether a row is a group.
func (p *Page) groups() bool { return p.Group != watcher.Ungrouped && p.Inside == "" }
