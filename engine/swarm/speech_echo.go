package swarm

import "bytes"

// echo sends a stream that begins at a different place of the pattern for every connection, and expects it back (RFC
// 862).
type echo struct {
	ring ring
	size uint64
}

func newEcho(o Options) speech { return &echo{pattern(), uint64(o.Size)} }

func (e *echo) opening(*client) []byte { return nil }
func (e *echo) length() uint64         { return e.size }

func (e *echo) say(c *client) []byte {
	return e.ring.at(c.base+c.sent, int(min(c.goal-c.sent, MostSize)))
}

func (e *echo) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	heard := c.heard + uint64(len(p))
	if heard > c.sent {
		return 0, 0, c.differs(p, e.ring.at(c.base+c.heard, int(c.sent-c.heard)))
	}
	if want := e.ring.at(c.base+c.heard, len(p)); !bytes.Equal(p, want) {
		return 0, 0, c.differs(p, want)
	}
	return len(p), int(heard/e.size - c.heard/e.size), nil
}
