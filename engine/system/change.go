package system

import (
	"time"

	"netnet-tui/engine/status"
)

// Event is what happened to a socket.
type Event string

// The events.
const (
	Born    Event = "born"    // it was not there at the previous look
	Changed Event = "changed" // its state has changed
	Died    Event = "died"    // it has ended; a connection may continue in TIME-WAIT, without a program
)

// Change is something that happened to a socket, at the time when it was noticed: deaths are reported when they happen,
// everything else is found by looking.
type Change struct {
	T      time.Time
	Event  Event
	Row    Row          // as it is now, or was last seen
	Was    status.State // before it changed or died; "" if it was never seen
	Ending Ending       // if it died
	By     ResetBy      // who reset it, if that was seen
	Reason string       // the kernel's reason for a reset by this machine
}

// AppendJSON appends a change as a JSON object on one line.
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

// Age returns how long a socket lived, or 0 if its beginning was not seen.
func (c *Change) Age() time.Duration {
	if !c.Row.Born {
		return 0
	}
	return c.Row.Age(c.T)
}
