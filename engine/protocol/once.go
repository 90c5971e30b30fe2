package protocol

import "time"

// Once sends one text: on a connection, which it then closes, and in reply to each datagram. It ignores its input.
type Once struct {
	say func(now time.Time) []byte
}

// Open sends the text and closes.
func (o Once) Open(c Conn) {
	c.Write(o.say(c.Now()))
	c.Message(1)
	c.Close()
}

// Data discards the bytes.
func (Once) Data(_ Conn, p []byte) int { return len(p) }

// End does nothing: the connection is closing.
func (Once) End(Conn) {}

// Datagram replies to one datagram with the text.
func (o Once) Datagram(_, reply []byte) []byte { return append(reply, o.say(time.Now())...) }
