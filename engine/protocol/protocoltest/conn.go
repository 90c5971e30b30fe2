// Package protocoltest provides a connection without a kernel, to test what a protocol says.
package protocoltest

import (
	"time"

	"netnet-tui/engine/protocol"
)

// Conn records what a protocol does with it.
type Conn struct {
	Number   uint64
	Time     time.Time
	At       string // the result of Local; "" means 127.0.0.1:7000
	Out      []byte // all that was written
	Messages int
	Ended    bool // its output is ended
	Closed   bool
	WasReset bool
	Stopped  bool
	Room     int           // how long Out may become before the connection is full; 0 means no limit
	Wake     time.Duration // the duration passed to the last After
	Awaited  bool          // Soon was called: the test calls Drain
	Held     int           // the bytes passed to the last Hold
	State    any
	rest     []byte // input that Data has not used
}

var _ protocol.Conn = (*Conn)(nil)

// ID is Number.
func (c *Conn) ID() uint64 { return c.Number }

// Peer is always the same.
func (c *Conn) Peer() string { return "127.0.0.1:40000" }

// Local is At.
func (c *Conn) Local() string {
	if c.At == "" {
		return "127.0.0.1:7000"
	}
	return c.At
}

// Now is Time.
func (c *Conn) Now() time.Time { return c.Time }

// Write adds to Out, unless the output has ended.
func (c *Conn) Write(p []byte) {
	if !c.Closed && !c.Ended {
		c.Out = append(c.Out, p...)
	}
}

// Full reports whether Out has no Room left.
func (c *Conn) Full() bool { return c.Room > 0 && len(c.Out) >= c.Room }

// Message counts n messages.
func (c *Conn) Message(n int) { c.Messages += n }

// EndOutput records that the output ended.
func (c *Conn) EndOutput() { c.Ended = true }

// Close records that the connection was closed.
func (c *Conn) Close() { c.Closed = true }

// Reset records that the connection was reset.
func (c *Conn) Reset() { c.Closed, c.WasReset = true, true }

// Stop records that the connection was stopped.
func (c *Conn) Stop() { c.Stopped = true }

// Resume undoes Stop.
func (c *Conn) Resume() { c.Stopped = false }

// After records the duration; the test calls Tick.
func (c *Conn) After(d time.Duration) { c.Wake = d }

// Soon records the call; the test calls Drain.
func (c *Conn) Soon() { c.Awaited = true }

// Hold records the bytes.
func (c *Conn) Hold(bytes int) { c.Held = bytes }

// Keep stores State.
func (c *Conn) Keep(state any) { c.State = state }

// Kept returns State.
func (c *Conn) Kept() any { return c.State }

// Feed passes p to a protocol as the loop would: with what was left before, and again as long as the protocol uses some
// of it, unless it has stopped the connection.
func (c *Conn) Feed(s protocol.Stream, p string) {
	c.rest = append(c.rest, p...)
	for len(c.rest) > 0 && !c.Closed && !c.Stopped {
		used := s.Data(c, c.rest)
		if used < 0 || used > len(c.rest) {
			panic("a protocol says it has used more than it was given")
		}
		c.rest = c.rest[used:]
		if used == 0 || c.Full() {
			return
		}
	}
}

// Turn calls Drain if the protocol asked for it with Soon and everything is sent, and reports whether it did.
func (c *Conn) Turn(s protocol.Stream) bool {
	if !c.Awaited || c.Closed || c.Full() {
		return false
	}
	c.Awaited = false
	s.(protocol.Drainer).Drain(c)
	return true
}

// Turns gives all connections their turns, and feeds them what was left when they were stopped, until there is nothing
// left to do.
func Turns(s protocol.Stream, all ...*Conn) {
	for again := true; again; {
		again = false
		for _, c := range all {
			before := len(c.rest)
			turned := c.Turn(s)
			if !c.Full() {
				c.Feed(s, "")
			}
			again = again || turned || len(c.rest) < before
		}
	}
}

// Rest returns how many bytes the protocol has not used.
func (c *Conn) Rest() int { return len(c.rest) }

// Take returns what was written since the last Take.
func (c *Conn) Take() string {
	out := string(c.Out)
	c.Out = nil
	return out
}
