package protocol

// Answers are gathered in one buffer and written in batches.
const (
	batchSize = 16 << 10  // beyond, a batch is written
	batchKept = 256 << 10 // a buffer that has grown beyond is not kept
)

// inBatches lets step deal with one piece of p after the other, for as long as there is
// room. What step adds to out is written in batches. 0 from step means that the piece is not whole.
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

// flush writes a batch and gives the buffer back for the next one.
func flush(c Conn, batch []byte) []byte {
	if len(batch) > 0 {
		c.Write(batch)
	}
	if cap(batch) > batchKept {
		return nil
	}
	return batch[:0]
}
