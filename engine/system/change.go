package system

import (
	"time"

	"netnet-tui/engine/status"
)

// Event is what happened to a socket.
type Event string

// The events.
const (
	Born    Event = "born"    // it was not there at the look before
	Changed Event = "changed" // its state is another
	Died    Event = "died"    // it has ended; a connection may go on in TIME-WAIT, without a program
)

// Change is something that happened to a socket, at the instant that it was seen: deaths are told when they
// happen, everything else is found by looking.
type Change struct {
	T      time.Time
	Event  Event
	Row    Row          // as it is now, or as it was last seen
	Was    status.State // before it changed or died; "" if it was never seen
	Ending Ending       // of one that died
	By     ResetBy      // who reset it, where that was seen
	Reason string       // the kernel's reason for that, where this machine did it
}

// AppendJSON appends a change as an object of JSON on one line.
func (c *Change) AppendJSON(to []byte) []byte {
	o := object{append(to, '{')}
	o.always("t", c.T.UnixNano())
	o.text("event", string(c.Event))
	o.text("was", string(c.Was))
	if c.Event == Died {
		o.text("ending", string(c.Ending))
		o.text("why", c.Ending.Meaning())
		o.text("reset", string(c.By))
		o.text("reason", c.Reason)
		o.number("age", int64(c.Age()))
	}
	o.name("socket")
	return append(c.Row.AppendJSON(o.to), '}')
}

// Age is how long a socket lived, where its beginning was seen; 0 otherwise.
func (c *Change) Age() time.Duration {
	if !c.Row.Born {
		return 0
	}
	return c.Row.Age(c.T)
}
