package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/store"
)

// Cursor stands in a line of script where the cursor goes when the line is offered for
// editing.
const Cursor = "‸"

// Home is the name of the page that the others lead back to.
const Home = "Bench"

// Host is what actions, pages and overlays see of the screen.
type Host interface {
	// Write posts a line of script, or offers it for editing where it has a [Cursor].
	Write(line string) tea.Cmd
	// Reveal posts a line, and has the bench choose the socket that it is about.
	Reveal(line string) tea.Cmd
	// Post hands a step over.
	Post(step engine.Step) tea.Cmd
	// Queue posts lines one after the other, each when the one before has answered.
	Queue(lines ...string) tea.Cmd
	// Return brings the session back to its first n steps, which are made again in another engine.
	Return(n uint64) tea.Cmd
	// Begin begins a session of its own for something, in another engine with an empty bench.
	Begin(Beginning) tea.Cmd
	// Beside shows something beside the sockets of the bench; nil puts it away.
	Beside(Beside)
	// Pull asks for a frame as soon as the one under way has come.
	Pull()
	// Store is what has come from the engine so far.
	Store() *store.Store
	// Selected is the socket that the bench has selected; false for none.
	Selected() (status.Socket, bool)
	// Keys are all actions and their keys.
	Keys() *Table
	// Run does an action by its name, or says why it cannot be done now.
	Run(action string) tea.Cmd

	// Open begins to type a text, with the cursor behind it.
	Open(p *Purpose, text string)
	// Shut gives the keys back to the page.
	Shut()
	// Push puts an overlay in front.
	Push(Overlay)
	// Pop takes the one in front away.
	Pop()
	// Top is the one in front, nil for none.
	Top() Overlay
	// TurnTo shows the page of that name, from which Back leads to the one that is shown now.
	TurnTo(page string)
	// Back shows the page from which something led to the one that is shown: without one, [Home].
	Back()
	// Page is the page that is shown.
	Page() Page

	// Say tells what has just happened, and Fail what went wrong.
	Say(text string)
	Fail(text string)
}
