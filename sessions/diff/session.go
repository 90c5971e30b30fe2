package diff

import (
	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Session is one of the two that are compared.
type Session struct {
	Name    string      // as a person knows it: a file, or what was changed
	Network string      // [recording.Host] or [recording.Lab]; "" if nothing is known
	Cut     string      // why it is incomplete; "" if it is not
	Unit    script.Unit // what the numbers of its steps count
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

// place is where a step stands in the session: in a recording by its place, in a script by its line. It is nil for a
// step that the session does not have.
func (s Session) place(i int, e *engine.Event) *Place {
	if e == nil {
		return nil
	}
	number := e.Line
	if _, kept := s.Events.(*recording.File); kept {
		number = i + 1
	}
	return &Place{e.Seq, number, e.Text}
}
