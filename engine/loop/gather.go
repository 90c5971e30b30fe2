package loop

// gatherRoom is how much of an answer is gathered before it is sent, in bytes.
const gatherRoom = 64 << 10

// direct is the size from which a piece is sent as it is instead of being gathered, in bytes.
const direct = 4 << 10

// gather collects what a protocol writes to one connection while it is handed data, so
// that ten requests in one packet are answered by one call.
type gather struct {
	conn  *conn // nil while nothing is gathered
	bytes []byte
}

// begin begins to gather what is written to c.
func (g *gather) begin(c *conn) { g.conn = c }

// end ends that, and returns what was gathered.
func (g *gather) end() []byte {
	p := g.bytes
	g.conn, g.bytes = nil, p[:0]
	return p
}

// answer sends what was gathered for c, and continues to end the connection if that was asked
// for meanwhile.
func (l *Loop) answer(c *conn) {
	if p := l.gather.end(); len(p) > 0 {
		c.send(p)
	}
	c.finish()
}

// takes gathers p if it fits into room bytes with what is there, and reports whether it did. A
// large piece is better sent at once, unless something smaller is before it.
func (g *gather) takes(p []byte, room int) bool {
	if len(g.bytes)+len(p) > room || len(p) >= direct && len(g.bytes) == 0 {
		return false
	}
	g.bytes = append(g.bytes, p...)
	return true
}

func (g *gather) flush(c *conn) {
	if len(g.bytes) > 0 {
		p := g.bytes
		g.bytes = g.bytes[:0]
		c.send(p)
	}
}
