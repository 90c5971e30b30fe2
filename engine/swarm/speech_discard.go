package swarm

// discard sends data that the server throws away (RFC 863).
type discard struct{ echo }

func newDiscard(o Options) speech { return &discard{echo{pattern(), uint64(o.Size)}} }

func (d *discard) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	return 0, 0, c.wrong(p, "nothing")
}
