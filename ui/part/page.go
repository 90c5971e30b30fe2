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
	// Keys returns the page's actions, with their keys.
	Keys() []Group
	// Scopes returns the scopes that are active on the page now, innermost first.
	Scopes(Host) []keymap.Scope
	// Query returns what the page shows of an engine's state.
	Query() engine.Query
	// Pace returns how often it needs that.
	Pace() store.Pace
	// Take takes a frame that answers the page's Query.
	Take(engine.Frame)
	// Draw draws the page and registers its click targets.
	Draw(Host, *canvas.Canvas, canvas.Rect)
	// Click handles a click on a target that the page has drawn.
	Click(Host, canvas.Target) tea.Cmd
	// Wheel scrolls what is at a cell of the screen by rows: down if by is positive.
	Wheel(h Host, x, y, by int)
}

// Hearer is a page that handles messages of its own, which its commands send.
type Hearer interface {
	// Hear handles a message, and reports whether the page looks different after it.
	Hear(Host, tea.Msg) (cmd tea.Cmd, changed bool)
}

// Asker is a page that shows something besides the state of an engine, and requests that itself.
type Asker interface {
	// Ask returns the command that requests it, or nil if nothing is needed. It is called after every
	// message while the page is shown.
	Ask() tea.Cmd
}

// Follower is a page that acts on answers even while another page is shown.
type Follower interface {
	// Follow takes the new events, each exactly once.
	Follow(h Host, events []engine.Event, skipped uint64) tea.Cmd
	// Return is called when the session has returned to its first n steps, in another engine.
	Return(n uint64)
}

// Leaver is a page that may ask a question before it is left.
type Leaver interface {
	// Leave opens the question and reports whether there is one; then is called once it has been answered.
	// Quit says that the program is being left too.
	Leave(h Host, quit bool, then func(Host) tea.Cmd) bool
}

// Subject is a page on which something is selected that a lesson may be about.
type Subject interface {
	// Subjects returns what is selected and what is related to it, closest first: options, errnos, states.
	Subjects() []string
}

// Mark is a sign that a page draws, and its meaning.
type Mark struct{ Sign, Means string }

// Marker is a page that draws signs, which its page of keys explains.
type Marker interface{ Marks() []Mark }

// Press is the click target of anything that stands for an action.
type Press struct{ Action string }
