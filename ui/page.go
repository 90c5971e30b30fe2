package ui

import (
	"netnet-tui/engine"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/store"
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
	// Pace says how often the page is asked for and drawn.
	Pace() store.Pace
	// Draw draws the page and says what the mouse can hit.
	Draw(*canvas.Canvas, canvas.Rect)
}
