package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/store"
)

// Beside is something shown beside the sockets of the bench: a lesson, a script, a recording.
type Beside interface {
	Lister
	// Scope is the scope of its keys.
	Scope() keymap.Scope
	// Tall reports whether it is text to read, which gets more room than the panes around it.
	Tall() bool
	// Title returns its title, and Progress how far the reader has come.
	Title() string
	Progress() canvas.Line
	// Place lays it out for the inside of a box, and returns how many rows are left. It is called before
	// Progress.
	Place(box canvas.Rect) (left int)
	// Asks reports whether it asks what a call will answer, so that nothing else may reveal that.
	Asks() bool
	// Draw draws it inside that box.
	Draw(c *canvas.Canvas, box canvas.Rect, focused bool)
	// Click handles a click on a target that it has drawn.
	Click(h Host, t canvas.Target) tea.Cmd
	// Wheel scrolls it by rows.
	Wheel(by int)
	// PutAway takes it from beside the sockets.
	PutAway(h Host)
}

// Beginning describes a separate session to begin.
type Beginning struct {
	Lab   bool                         // it needs a network of its own
	What  string                       // the purpose, in words
	Start func() (store.Source, error) // starts the source; nil starts an engine of the current kind
	Then  func(Host) tea.Cmd           // called when the session has begun, with an empty bench
	Else  func(h Host, reason string)  // called if something it needs is not available here; nil shows the reason
}
