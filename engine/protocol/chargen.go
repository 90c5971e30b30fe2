package protocol

import "math/rand/v2"

// The pattern of RFC 864: lines of 72 of the 95 printing characters of ASCII, each
// line beginning one character later than the line before.
const (
	chargenLine  = 72
	chargenFirst = ' '
	chargenRing  = 95
)

// chargenMost is the maximum length of a datagram.
const chargenMost = 512

// Chargen sends lines of characters (RFC 864): on a connection until the peer ends it, and a piece of random length for
// each datagram.
type Chargen struct {
	lines []byte // once through the pattern; the first line follows the last
}

func newChargen() Chargen {
	var lines []byte
	for first := range chargenRing {
		for i := range chargenLine {
			lines = append(lines, byte(chargenFirst+(first+i)%chargenRing))
		}
		lines = append(lines, "\r\n"...)
	}
	return Chargen{lines}
}

// Open writes until the connection is full.
func (g Chargen) Open(c Conn) { g.Drain(c) }

// Drain continues writing. It must not stop before the connection is full, since only then is Drain called again.
func (g Chargen) Drain(c Conn) {
	for !c.Full() {
		c.Write(g.lines)
	}
}

// Data discards the bytes.
func (Chargen) Data(_ Conn, p []byte) int { return len(p) }

// End closes: the peer wants no more.
func (Chargen) End(c Conn) { c.Close() }

// Datagram answers with 0 to 512 characters.
func (g Chargen) Datagram(_, reply []byte) []byte {
	return append(reply, g.lines[:rand.IntN(chargenMost+1)]...)
}
