package protocol

// Echo sends back what it gets (RFC 862).
type Echo struct{}

// Open does nothing: the client speaks first.
func (*Echo) Open(Conn) {}

// Data sends the bytes back.
func (*Echo) Data(c Conn, p []byte) int {
	c.Write(p)
	c.Message(1)
	return len(p)
}

// End closes once everything has been sent back.
func (*Echo) End(c Conn) { c.Close() }

// Datagram sends a datagram back.
func (*Echo) Datagram(p, reply []byte) []byte { return append(reply, p...) }
