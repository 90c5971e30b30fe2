package loop

// pending is a queue of bytes: input that the protocol has not used, or output that the kernel has not taken. Used
// bytes are skipped, not moved, so using a few of many costs nothing.
type pending struct {
	bytes []byte
	used  int // used bytes at the front
}

func (b *pending) len() int     { return len(b.bytes) - b.used }
func (b *pending) rest() []byte { return b.bytes[b.used:] }

// add appends p. If it does not fit, the waiting bytes move to the front, or to a new buffer that is a quarter larger
// than needed. So a byte is moved a bounded number of times, and a pending that has shrunk returns memory.
func (b *pending) add(p []byte) {
	if need := b.len() + len(p); len(b.bytes)+len(p) > cap(b.bytes) && b.len() > 0 {
		into := b.bytes[:0]
		if need > cap(b.bytes)/2 || need < cap(b.bytes)/8 {
			into = make([]byte, 0, need+need/4)
		}
		into = append(into, b.rest()...)
		b.bytes, b.used = into, 0
	}
	b.bytes = append(b.bytes, p...)
}

// use skips n bytes. After the last one the memory is released.
func (b *pending) use(n int) {
	if b.used += n; b.len() == 0 {
		*b = pending{}
	}
}
