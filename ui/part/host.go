package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/store"
)

// Cursor marks the position of the cursor in a line of script that is opened for editing.
const Cursor = "‸"

// Home is the name of the page that the others lead back to.
const Home = "Bench"

// Host is what actions, pages and overlays see of the screen.
type Host interface {
	// Write posts a line of script, or opens it for editing if it has a [Cursor].
	Write(line string) tea.Cmd
	// Reveal posts a line and has the bench select the socket that it is about.
	Reveal(line string) tea.Cmd
	// Post posts a step.
	Post(step engine.Step) tea.Cmd
	// Queue posts lines one after another, each after the one before has been answered.
	Queue(lines ...string) tea.Cmd
	// Return returns the session to its first n steps, which are run again in another engine.
	Return(n uint64) tea.Cmd
	// Begin begins a separate session, in another engine with an empty bench.
	Begin(Beginning) tea.Cmd
	// Beside shows something beside the sockets of the bench; nil removes it.
	Beside(Beside)
	// Pull requests a frame as soon as the pending one has arrived.
	Pull()
	// Store returns what has come from the engine so far.
	Store() *store.Store
	// Recorded reports whether the screen shows a recording: nothing is run there.
	Recorded() bool
	// Selected returns the socket selected on the bench, or false if there is none.
	Selected() (status.Socket, bool)
	// Keys returns all actions and their keys.
	Keys() *Table
	// Run does the action with the given name, or says why it cannot be done now.
	Run(action string) tea.Cmd

	// Open opens the prompt with text in it and the cursor at its end, or at its beginning if it is a long one.
	Open(p *Purpose, text string)
	// Shut closes the prompt.
	Shut()
	// Push opens an overlay in front.
	Push(Overlay)
	// Pop closes the overlay in front.
	Pop()
	// Top returns the overlay in front, or nil if there is none.
	Top() Overlay
	// TurnTo turns to the page with the given name. Back leads back from it to the current page.
	TurnTo(page string)
	// Back returns to the page that led to the current one, or to [Home] if none did.
	Back()
	// Page returns the current page.
	Page() Page

	// Say shows a message, and Fail shows what went wrong.
	Say(text string)
	Fail(text string)
}
