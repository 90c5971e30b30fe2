package protocol

// Answers are collected in one buffer and written in batches.
const (
	batchSize = 16 << 10  // a larger batch is written
	batchKept = 256 << 10 // a buffer that has grown larger is not reused
)

// inBatches calls step on successive pieces of p while there is room to write, and writes in batches what step appends
// to out. A step that returns 0 needs more bytes than p has left.
func inBatches(c Conn, p []byte, out *[]byte, step func(p []byte) (used int)) (used int) {
	for used < len(p) && !c.Full() {
		n := step(p[used:])
		if n == 0 {
			break
		}
		used += n
		if len(*out) > batchSize {
			*out = flush(c, *out)
		}
	}
	*out = flush(c, *out)
	return used
}

// flush writes a batch and returns the buffer for the next one.
func flush(c Conn, batch []byte) []byte {
	if len(batch) > 0 {
		c.Write(batch)
	}
	if cap(batch) > batchKept {
		return nil
	}
	return batch[:0]
}
