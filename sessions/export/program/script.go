package program

import (
	"fmt"

	"netnet-tui/engine/step"
)

// Script is what a program is made of: steps, and what a person has written to them.
type Script struct {
	Name   string // of the file that it comes from
	Lab    bool   // it needs a network of its own
	Cut    string // why it is incomplete; "" where it is not
	Steps  []step.Step
	Notes  []Note // one a step, and what stands behind the last; or none
	Redact bool   // data is replaced by its length
}

// Note is what a person has written to a step: comments of the script, marks of the recording.
type Note struct {
	Above  []string
	Beside string // on its line
}

// Note is that of the nth step; an empty one where nobody has written any.
func (s *Script) Note(nth int) Note {
	if nth < len(s.Notes) {
		return s.Notes[nth]
	}
	return Note{}
}

// Line is a step with what stands beside it, as a script has it on one line.
func (n Note) Line(text string) string {
	if n.Beside == "" {
		return text
	}
	return fmt.Sprintf("%s # %s", text, step.Printable(n.Beside))
}
