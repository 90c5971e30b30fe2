package script

import (
	"cmp"
	"fmt"

	"netnet-tui/engine"
)

// Unit is what the numbers before steps count.
type Unit string

// A script is numbered by lines and a recording by steps, as on the screen.
const (
	OfLines Unit = "line"
	OfSteps Unit = "step"
)

// Missing returns the message that there is no step with a number.
func (u Unit) Missing(number int) string {
	if u == OfSteps {
		return fmt.Sprintf("there is no step %d", number)
	}
	return fmt.Sprintf("there is no step on line %d", number)
}

// number returns the number before an event: its line in the script, or the number of its step in the recording.
func number(s engine.Step, e engine.Event) int { return cmp.Or(e.Line, s.Line) }

// place returns the place of a step at the beginning of a message.
func (s Source) place(number int) string {
	if number == 0 {
		return s.Name + ", the line that is added"
	}
	return fmt.Sprintf("%s:%d", s.Name, number)
}
