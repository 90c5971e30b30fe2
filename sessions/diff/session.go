package diff

import (
	"netnet-tui/engine"
	"netnet-tui/sessions/script"
)

// Session is one of the two sessions to compare.
type Session struct {
	Name    string      // for people: a file, or what was changed
	Network string      // [recording.Host] or [recording.Lab]; "" if unknown
	Cut     string      // why it is incomplete; "" if it is complete
	Unit    script.Unit // the unit of its step numbers
	Numbers []int       // the numbers of its steps, 0 for one that was added; nil for their places
	Events  Events
}

// Events are the events of a session: a [recording.File], whose lines are decoded when they are compared,
// or a [recording.List].
type Events interface {
	// Len returns the number of events.
	Len() int
	// Texts returns all steps as lines of script, which is cheap.
	Texts() ([]string, error)
	// Event returns one event, by its index.
	Event(i int) (engine.Event, error)
}

// place is where a step stands in the session, by its number. It is nil for a step that the session does not have.
func (s Session) place(i int, e *engine.Event) *Place {
	if e == nil {
		return nil
	}
	number := i + 1
	if s.Numbers != nil {
		number = s.Numbers[i]
	}
	return &Place{e.Seq, number, e.Text}
}
