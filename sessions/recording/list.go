package recording

import "netnet-tui/engine"

// List is the events of a session in memory. It has the methods of a [File] that read events.
type List []engine.Event

// Len returns the number of events.
func (l List) Len() int { return len(l) }

// Event returns event i, from 0 to Len-1.
func (l List) Event(i int) (engine.Event, error) { return l[i], nil }

// Texts returns the steps of all events as lines of script.
func (l List) Texts() ([]string, error) {
	list := make([]string, len(l))
	for i, e := range l {
		list[i] = e.Text
	}
	return list, nil
}
