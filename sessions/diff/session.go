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
	// Text is the step of one as a line of script, from 0; it costs little.
	Text(i int) (string, error)
	// Event is one of them.
	Event(i int) (engine.Event, error)
}

// ahead is how many events of each session are decoded before they are compared.
const ahead = 64

// decoded is an event as it was decoded.
type decoded struct {
	event engine.Event
	err   error
}

// decode decodes all events in their order, on a goroutine of its own, until done is closed.
func decode(events Events, done <-chan struct{}) <-chan decoded {
	list := make(chan decoded, ahead)
	go func() {
		defer close(list)
		for i := range events.Len() {
			e, err := events.Event(i)
			select {
			case list <- decoded{e, err}:
			case <-done:
				return
			}
		}
	}()
	return list
}
