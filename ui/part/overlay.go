package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
)

// Overlay stands in front of the page and has the keys.
type Overlay interface {
	Scope() keymap.Scope
	Draw(Host, *canvas.Canvas, canvas.Rect)
}

// Input is a line that is typed into.
type Input interface {
	// Edit does what an editing key does; false when the key is none.
	Edit(key string) bool
	// Insert writes text at the cursor.
	Insert(text string)
	// Paste writes what was pasted there.
	Paste(text string)
}

// Typist is an overlay in which something is typed.
type Typist interface {
	Input() Input // nil for nothing now
	Typed()
}

// Mover is an overlay with a list.
type Mover interface{ Move(by int, pages bool) }

// Turner is an overlay in which something is turned over.
type Turner interface{ Turn() }

// Chooser is an overlay that does something on enter.
type Chooser interface{ Choose(Host) tea.Cmd }

// Clicker is an overlay that has targets of its own.
type Clicker interface {
	Click(Host, canvas.Target) tea.Cmd
}
