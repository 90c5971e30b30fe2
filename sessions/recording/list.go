package recording

import "netnet-tui/engine"

// List are the events of a session that are in memory. It has the methods of a [File] that read
// them.
type List []engine.Event

// Len is how many there are.
func (l List) Len() int { return len(l) }

// Event is event i, from 0 to Len-1.
func (l List) Event(i int) (engine.Event, error) { return l[i], nil }

// Texts are the steps of all events as lines of script.
func (l List) Texts() ([]string, error) {
	list := make([]string, len(l))
	for i, e := range l {
		list[i] = e.Text
	}
	return list, nil
}
