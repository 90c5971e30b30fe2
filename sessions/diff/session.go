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

// Events are those of a session, each of which is decoded only when it is compared.
type Events interface {
	Len() int
	// Step is the line of an event, from 0 to Len-1.
	Step(i int) (text string, line int, err error)
	Event(i int) (engine.Event, error)
}

// List is events that are decoded.
type List []engine.Event

// Len is how many there are.
func (l List) Len() int { return len(l) }

// Step is the line of an event.
func (l List) Step(i int) (text string, line int, err error) { return l[i].Text, l[i].Line, nil }

// Event is one of them.
func (l List) Event(i int) (engine.Event, error) { return l[i], nil }

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
