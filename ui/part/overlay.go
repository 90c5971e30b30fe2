package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
)

// Overlay is drawn in front of the page and has the keys.
type Overlay interface {
	Scope() keymap.Scope
	Draw(Host, *canvas.Canvas, canvas.Rect)
}

// Input is a line that is typed into.
type Input interface {
	// Edit applies an editing key, and reports whether the key is one.
	Edit(key string) bool
	// Insert inserts text at the cursor.
	Insert(text string)
	// Paste inserts pasted text at the cursor.
	Paste(text string)
}

// Typist is an overlay that text is typed into.
type Typist interface {
	Input() Input // nil if there is none at present
	Typed()
}

// Mover is an overlay with a list.
type Mover interface{ Move(by int, pages bool) }

// Turner is an overlay in which something can be toggled.
type Turner interface{ Turn() }

// Chooser is an overlay that does something on enter.
type Chooser interface{ Choose(Host) tea.Cmd }

// Clicker is an overlay with click targets of its own.
type Clicker interface {
	Click(Host, canvas.Target) tea.Cmd
}
