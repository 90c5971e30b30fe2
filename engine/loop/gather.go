package loop

// gatherRoom is how much output is gathered before it is sent, in bytes.
const gatherRoom = 64 << 10

// direct is the size from which a piece is sent directly instead of being gathered, in bytes.
const direct = 4 << 10

// gather collects what a protocol writes to one connection while it handles input, so that ten requests in one packet
// are answered with one call.
type gather struct {
	conn  *conn // nil while nothing is gathered
	bytes []byte
}

// begin starts gathering what is written to c.
func (g *gather) begin(c *conn) { g.conn = c }

// end stops gathering, and returns what was gathered.
func (g *gather) end() []byte {
	p := g.bytes
	g.conn, g.bytes = nil, p[:0]
	return p
}

// answer sends what was gathered for c, and continues to end the connection if that was requested meanwhile.
func (l *Loop) answer(c *conn) {
	if p := l.gather.end(); len(p) > 0 {
		c.send(p)
	}
	c.finish()
}

// takes gathers p if the total stays within room bytes, and reports whether it did. A large piece is better sent
// directly, unless something is gathered before it.
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
