package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/store"
)

// Beside is what stands beside the sockets of the bench: a lesson, a script, a recording.
type Beside interface {
	Lister
	// Scope is where its keys mean something.
	Scope() keymap.Scope
	// Tall reports whether it is text to read, which gets more room than the panes around it.
	Tall() bool
	// Title is what it is called, and Progress how far it is.
	Title() string
	Progress() canvas.Line
	// Place lays it out for the inside of a box, before it is asked how far it is, and returns how many
	// of the rows are left.
	Place(box canvas.Rect) (left int)
	// Asks reports whether it asks what a call will answer, so that nothing else may give that away.
	Asks() bool
	// Draw draws it inside that box.
	Draw(c *canvas.Canvas, box canvas.Rect, focused bool)
	// Click does what a target means that it has drawn.
	Click(h Host, t canvas.Target) tea.Cmd
	// Wheel scrolls it by rows.
	Wheel(by int)
	// PutAway takes it from beside the sockets.
	PutAway(h Host)
}

// Beginning is a session of its own, and what it is for.
type Beginning struct {
	Lab   bool                         // it needs a network of its own
	What  string                       // it is for, in words
	Start func() (store.Source, error) // begins it; nil begins an engine as the session has one
	Then  func(Host) tea.Cmd           // is done when it has begun, with an empty bench
	Else  func(h Host, reason string)  // is done where what it needs is not available here; nil tells the reason
}
