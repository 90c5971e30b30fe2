package script

import "fmt"

// Unit is what the numbers in front of steps count.
type Unit string

// A script is numbered by its lines, a recording by its steps, as the screen numbers both.
const (
	OfLines Unit = "line"
	OfSteps Unit = "step"
)

// Missing says that there is no step of a number.
func (u Unit) Missing(number int) string {
	if u == OfSteps {
		return fmt.Sprintf("there is no step %d", number)
	}
	return fmt.Sprintf("there is no step in line %d", number)
}

// place is where a step stands, as messages begin with it.
func (s Source) place(number int) string {
	if number == 0 {
		return s.Name + ", the line that is added"
	}
	return fmt.Sprintf("%s:%d", s.Name, number)
}
