package protocol

import "time"

// upTo is echo for a number of bytes on each connection, followed by a fault.
type upTo struct {
	bytes int
	fault func(Conn)
}

// Open triggers the fault immediately if the number is 0.
func (u upTo) Open(c Conn) {
	c.Keep(u.bytes)
	if u.bytes == 0 {
		u.fault(c)
	}
}

// Data echoes up to the remaining number of bytes and discards the rest.
func (u upTo) Data(c Conn, p []byte) int {
	left := c.Kept().(int)
	if left == 0 {
		return len(p)
	}
	n := min(left, len(p))
	c.Write(p[:n])
	c.Message(1)
	c.Keep(left - n)
	if n == left {
		u.fault(c)
	}
	return len(p)
}

// End closes the connection if the fault has not happened yet.
func (u upTo) End(c Conn) {
	if c.Kept().(int) > 0 {
		c.Close()
	}
}

// BadHalfClose ends its output and continues to read.
type BadHalfClose struct{ upTo }

func newBadHalfClose(bytes int) BadHalfClose { return BadHalfClose{upTo{bytes, Conn.EndOutput}} }

// End closes: now both directions have ended.
func (BadHalfClose) End(c Conn) { c.Close() }

// BadReset ends its connections with an RST.
type BadReset struct{ upTo }

// beforeReset is how long to wait before the RST, so that the kernel can send the last answer; an RST would drop it.
const beforeReset = 10 * time.Millisecond

func newBadReset(bytes int) BadReset {
	return BadReset{upTo{bytes, func(c Conn) {
		c.Stop()
		c.After(beforeReset)
	}}}
}

// Tick resets the connection.
func (BadReset) Tick(c Conn) { c.Reset() }

// BadStall stops reading and writing, but does not close.
type BadStall struct{ upTo }

func newBadStall(bytes int) BadStall { return BadStall{upTo{bytes, Conn.Stop}} }
