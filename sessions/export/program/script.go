package program

import (
	"fmt"

	"netnet-tui/engine/step"
)

// Script is the source of a program: steps, and the notes a person wrote on them.
type Script struct {
	Name   string // of its file
	To     string // the file that the program is written to; "" if unknown
	Lab    bool   // it needs its own network namespace
	Cut    string // why it is incomplete; "" if it is complete
	Steps  []step.Step
	Notes  []Note // one per step and one for what follows the last; or none
	Redact bool   // data is replaced by its length
}

// Note is what a person wrote on a step: comments in the script, marks in the recording.
type Note struct {
	Above  []string
	Beside string // on its line
}

// Note returns the note of the nth step; empty if there is none.
func (s *Script) Note(nth int) Note {
	if nth < len(s.Notes) {
		return s.Notes[nth]
	}
	return Note{}
}

// Line returns a step with the comment beside it, as one line of a script.
func (n Note) Line(text string) string {
	if n.Beside == "" {
		return text
	}
	return fmt.Sprintf("%s # %s", text, step.Printable(n.Beside))
}
