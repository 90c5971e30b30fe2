package diff

import (
	"netnet-tui/engine"
)

// Session is one of the two that are compared.
type Session struct {
	Name    string // as a person knows it: a file, or what was changed
	Network string // [recording.Host] or [recording.Lab]; "" if nothing is known
	Cut     string // why it is incomplete; "" if it is not
	Events  Events
}

// Events are those of a session: a [recording.File], each of whose lines is decoded when it is
// compared, or a [recording.List].
type Events interface {
	// Len is how many there are.
	Len() int
	// Texts are the steps of all as lines of script; they cost little.
	Texts() ([]string, error)
	// Event is one of them, from 0.
	Event(i int) (engine.Event, error)
}
