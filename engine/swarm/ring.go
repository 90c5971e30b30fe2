package swarm

// ring is an endless repetition of a text. Any piece of it up to a certain length is one slice.
type ring struct {
	text   []byte
	period uint64
}

// newRing repeats one period so that any piece of up to most bytes is one slice.
func newRing(period []byte, most int) ring {
	text := make([]byte, 0, len(period)+most)
	for len(text) < cap(text) {
		text = append(text, period[:min(len(period), cap(text)-len(text))]...)
	}
	return ring{text, uint64(len(period))}
}

// at returns a piece of the text.
func (r ring) at(place uint64, size int) []byte {
	place %= r.period
	return r.text[place : place+uint64(size)]
}

// period is prime: no message length divides it, so a byte that is lost, duplicated or sent on the wrong connection is
// noticed.
const period = 16381

// stride is the distance between the starting points of two connections' streams.
const stride = 7919

// pattern returns what clients send: pseudorandom bytes from xorshift.
func pattern() ring {
	one := make([]byte, period)
	x := uint64(0x9E3779B97F4A7C15)
	for i := range one {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		one[i] = byte(x >> 32)
	}
	return newRing(one, MostSize+chunk)
}
