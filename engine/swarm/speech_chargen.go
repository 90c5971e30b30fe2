package swarm

import "bytes"

// chargen expects lines of 72 characters, each of which begins one printable character later than the line before (RFC
// 864).
type chargen struct{ ring ring }

const (
	lineWidth = 72
	lineSize  = lineWidth + 2 // with CR and LF
	firstChar = ' '
	chars     = int('~' - firstChar + 1)
)

func newChargen(Options) speech {
	var lines []byte
	for first := range chars {
		for i := range lineWidth {
			lines = append(lines, firstChar+byte((first+i)%chars))
		}
		lines = append(lines, '\r', '\n')
	}
	return &chargen{newRing(lines, chunk*2)}
}

func (g *chargen) opening(*client) []byte { return nil }
func (g *chargen) length() uint64         { return 1 }
func (g *chargen) say(*client) []byte     { return nil }

// hear accepts any printable first character: a server may begin anywhere in the pattern.
func (g *chargen) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	if c.heard == 0 {
		if p[0] < firstChar || p[0] > '~' {
			return 0, 0, c.wrong(p, "a character that can be printed")
		}
		c.base = uint64(p[0]-firstChar) * lineSize
	}
	if want := g.ring.at(c.base+c.heard, len(p)); !bytes.Equal(p, want) {
		return 0, 0, c.differs(p, want)
	}
	return len(p), int((c.heard+uint64(len(p)))/lineSize - c.heard/lineSize), nil
}
