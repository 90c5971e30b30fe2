package protocol

import "time"

// BadSlowRead is echo that pauses after each read, so that a fast peer fills the buffers.
type BadSlowRead struct {
	Echo
	pause time.Duration
}

// Data sends the bytes back and pauses. It uses all of them, so that the kernel's buffer fills, not the loop's.
func (b BadSlowRead) Data(c Conn, p []byte) int {
	c.Stop()
	c.After(b.pause)
	return b.Echo.Data(c, p)
}

// Tick ends the pause.
func (BadSlowRead) Tick(c Conn) { c.Resume() }

// BadNeverReads keeps its connections and never reads from them.
type BadNeverReads struct{ Echo }

// Open stops reading for good.
func (BadNeverReads) Open(c Conn) { c.Stop() }

// End does nothing: a server that never reads does not see the FIN.
func (BadNeverReads) End(Conn) {}
