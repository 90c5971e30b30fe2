package recording

import "netnet-tui/engine"

// List are the events of a session that are in memory. It has the methods of a [File] that read
// one.
type List []engine.Event

// Len is how many there are.
func (l List) Len() int { return len(l) }

// Event is event i, from 0 to Len-1.
func (l List) Event(i int) (engine.Event, error) { return l[i], nil }

// Text is the step of event i as a line of script.
func (l List) Text(i int) (string, error) { return l[i].Text, nil }
