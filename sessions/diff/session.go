package diff

import (
	"netnet-tui/engine"
)

// Session is one of the two sessions to compare.
type Session struct {
	Name    string // for people: a file, or what was changed
	Network string // [recording.Host] or [recording.Lab]; "" if unknown
	Cut     string // why it is incomplete; "" if it is complete
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
