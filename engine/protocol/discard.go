package protocol

// Discard reads and throws away (RFC 863).
type Discard struct{}

// Open does nothing: there is nothing to say.
func (Discard) Open(Conn) {}

// Data discards the bytes.
func (Discard) Data(c Conn, p []byte) int {
	c.Message(1)
	return len(p)
}

// End closes.
func (Discard) End(c Conn) { c.Close() }

// Datagram answers nothing.
func (Discard) Datagram(_, reply []byte) []byte { return reply }
