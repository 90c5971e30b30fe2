package protocol

import "time"

// Once says one thing: to a connection, which it then closes, and to each datagram.
// What it gets does not matter.
type Once struct {
	say func(now time.Time) []byte
}

// Open says it and closes.
func (o Once) Open(c Conn) {
	c.Write(o.say(c.Now()))
	c.Message(1)
	c.Close()
}

// Data discards the bytes.
func (Once) Data(_ Conn, p []byte) int { return len(p) }

// End does nothing: the connection is closing.
func (Once) End(Conn) {}

// Datagram says it to one datagram.
func (o Once) Datagram(_, reply []byte) []byte { return append(reply, o.say(time.Now())...) }
