package walk

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/part"
)

// State is the state of a line.
type State int

// The states of a line. Lines that are not steps stay [Ahead].
const (
	Ahead  State = iota // it has not been made
	Under               // it is being made
	Made                // it has been answered
	Failed              // the kernel refused it, or an expectation failed
	Wrong               // it does not parse
)

// Line is one line of a course.
type Line struct {
	Number int    // in its file, or of its event
	Text   string // as it was written
	Step   bool   // it can be made; other lines are prose, and skipped
	State  State
	Answer string // its answer
	Was    string // its earlier answer, if that is known and was different
	Mark   string // a word that somebody has put there
	Gap    string // what is missing before it; "" for nothing
}

// Course is a list of lines to walk along.
type Course interface {
	// Title returns its title.
	Title() string
	// Len returns the number of lines.
	Len() int
	// Line returns one line.
	Line(i int) Line
	// Next returns the index of the next line to make, or Len at the end.
	Next() int
	// Walk makes all steps before a line.
	Walk(h part.Host, to int) tea.Cmd
	// Goal returns the line before which all steps are being made.
	Goal() int
	// Walking reports whether it is making steps by itself.
	Walking() bool
	// Stop stops that.
	Stop()
	// Follow takes the new events, and makes the next step.
	Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd
	// Return is called when the session has returned to its first n steps, in another engine.
	Return(n uint64)
}

// Editor is a course whose lines can be changed.
type Editor interface {
	// Edit changes the text of a line. If the line has been made, the session returns to before it.
	Edit(h part.Host, i int, text string) tea.Cmd
}
