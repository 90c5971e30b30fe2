package ui

import (
	"time"

	"netnet-tui/engine"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
)

// Page fills the screen between the tabs and the prompt.
type Page interface {
	Name() string
	// Scopes are where keys mean something on the page, innermost first.
	Scopes() []keymap.Scope
	// Query says what of an engine's state the page shows.
	Query() engine.Query
	// Take takes a frame that was asked for by the page's Query.
	Take(engine.Frame)
	// Lively tells whether the page has to be drawn again though no frame differs.
	Lively() bool
	// Patience is how long the page can wait for its next frame while nothing changes.
	Patience() time.Duration
	// Rest is the least time between two frames, whatever changes.
	Rest() time.Duration
	// Draw draws the page and says what the mouse can hit.
	Draw(*canvas.Canvas, canvas.Rect)
}
