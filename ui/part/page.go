package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/store"
)

// Page fills the screen between the tabs and the prompt.
type Page interface {
	Name() string
	// Keys are the page's actions, with their keys.
	Keys() []Group
	// Scopes are where keys mean something on the page now, innermost first.
	Scopes(Host) []keymap.Scope
	// Query says what of an engine's state the page shows.
	Query() engine.Query
	// Pace says how often it needs that.
	Pace() store.Pace
	// Take takes a frame that was asked for by the page's Query.
	Take(engine.Frame)
	// Draw draws the page and says what the mouse can hit.
	Draw(Host, *canvas.Canvas, canvas.Rect)
	// Click does what a target means that the page has drawn.
	Click(Host, canvas.Target) tea.Cmd
	// Wheel scrolls what is at a cell of the screen by rows, down where by is positive.
	Wheel(h Host, x, y, by int)
}

// Hearer is a page with messages of its own, which its commands send.
type Hearer interface {
	// Hear takes a message, and reports whether the page looks different after it.
	Hear(Host, tea.Msg) (cmd tea.Cmd, changed bool)
}

// Asker is a page that shows something beside the state of an engine, and asks for that itself.
type Asker interface {
	// Ask returns what asks, or nil while nothing is wanted. It is called after every message, while the
	// page is shown.
	Ask() tea.Cmd
}

// Follower is a page that goes on by itself when a step has answered, whichever page is shown.
type Follower interface {
	// Follow takes the events that are new, once each.
	Follow(h Host, events []engine.Event, skipped uint64) tea.Cmd
	// Return takes note that the session has been brought back to its first n steps, in another engine.
	Return(n uint64)
}

// Leaver is a page that may have a question before it is left.
type Leaver interface {
	// Leave puts a question in front, and reports whether it has: then is done once that is answered. Quit
	// says that the program is left too.
	Leave(h Host, quit bool, then func(Host) tea.Cmd) bool
}

// Subject is a page on which something is chosen that a lesson may show.
type Subject interface {
	// Subjects are what is chosen and what that has to do with, the nearest first: options, errnos, states.
	Subjects() []string
}

// Mark is a sign that a page draws, and what it means.
type Mark struct{ Sign, Means string }

// Marker is a page that draws signs, which its page of keys explains.
type Marker interface{ Marks() []Mark }

// Press is the target of anything that stands for an action.
type Press struct{ Action string }
