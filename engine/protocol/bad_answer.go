package protocol

import (
	"bytes"
	"time"
)

// BadDrops is echo that answers one byte at a time.
type BadDrops struct {
	every time.Duration
}

// drops is the state of a connection of [BadDrops]: what is still to be sent.
type drops struct {
	left  []byte
	ended bool // the peer has sent its last byte
}

// dropsHolds is the most that is buffered for one connection, in bytes.
const dropsHolds = 64 << 10

// Open attaches an empty drops to the connection.
func (BadDrops) Open(c Conn) { c.Keep(&drops{}) }

// Data buffers the bytes. It takes no more until they have been sent, so that they don't pile up.
func (b BadDrops) Data(c Conn, p []byte) int {
	d := c.Kept().(*drops)
	if len(d.left) > 0 {
		return 0
	}
	d.left = bytes.Clone(p[:min(len(p), dropsHolds)])
	c.Hold(len(d.left))
	c.After(b.every)
	c.Stop()
	c.Message(1)
	return len(d.left)
}

// Tick sends a byte.
func (b BadDrops) Tick(c Conn) {
	d := c.Kept().(*drops)
	c.Write(d.left[:1])
	d.left = d.left[1:]
	if len(d.left) > 0 {
		c.After(b.every)
		return
	}
	d.left = nil
	c.Hold(0)
	if c.Resume(); d.ended {
		c.Close()
	}
}

// End closes once the last byte has been sent.
func (BadDrops) End(c Conn) {
	d := c.Kept().(*drops)
	d.ended = true
	if len(d.left) == 0 {
		c.Close()
	}
}
