package walk

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/part"
)

// State is how far a line is.
type State int

// The states of a line. Those that are no step stay [Ahead].
const (
	Ahead  State = iota // it has not been made
	Under               // it is being made
	Made                // it has answered
	Failed              // the kernel has refused it, or something else came than was expected
	Wrong               // it can't be read
)

// Line is one line of a course.
type Line struct {
	Number int    // in its file, or of its event
	Text   string // as it was written
	Step   bool   // it can be made: others are prose, and passed over
	State  State
	Answer string // what came of it
	Was    string // what came of it before, where that is known and was another answer
	Mark   string // a word that somebody has put there
	Gap    string // what is missing before it; "" for nothing
}

// Course is what is walked along.
type Course interface {
	// Title is what it is called.
	Title() string
	// Len is how many lines it has.
	Len() int
	// Line is one of them.
	Line(i int) Line
	// Next is the line that is made next: Len at the end.
	Next() int
	// Walk goes on until all steps before a line have been made.
	Walk(h part.Host, to int) tea.Cmd
	// Walking reports whether it goes on by itself.
	Walking() bool
	// Stop ends that.
	Stop()
	// Follow takes the events that are new, and goes on.
	Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd
	// Return takes note that the session has been brought back to its first n steps, in another engine.
	Return(n uint64)
}

// Editor is a course whose lines can be changed.
type Editor interface {
	// Edit makes another line of one. The session is brought back to where that has not been made.
	Edit(h part.Host, i int, text string) tea.Cmd
}
