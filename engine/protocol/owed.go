package protocol

// owedPiece is how much of a long answer is written between two checks of [Conn.Full].
const owedPiece = 64 << 10

// owed is a long answer for which there is no room yet. It is written over several turns of the connection, so that
// others have their turns in between.
type owed struct {
	answer []byte
	paid   int // bytes of it already written
}

// none reports whether nothing is owed.
func (o *owed) none() bool { return o.answer == nil }

// held returns how many bytes are buffered.
func (o *owed) held() int { return cap(o.answer) }

// owe takes ownership of an answer. Nothing else may be owed.
func (o *owed) owe(answer []byte) { o.answer = answer }

// pay writes as much as there is room for, and reports whether the answer is complete.
func (o *owed) pay(c Conn) bool {
	for o.paid < len(o.answer) && !c.Full() {
		n := min(owedPiece, len(o.answer)-o.paid)
		c.Write(o.answer[o.paid : o.paid+n])
		o.paid += n
	}
	if o.paid < len(o.answer) {
		return false
	}
	*o = owed{}
	return true
}

// holding is the number of buffered bytes last reported for a connection.
type holding int

// tell reports the number if it has changed.
func (h *holding) tell(c Conn, bytes int) {
	if bytes != int(*h) {
		*h = holding(bytes)
		c.Hold(bytes)
	}
}

// extend appends to the buffer of a connection. If the buffer has to grow, it grows by a quarter, because there may be
// many of them.
func extend(buffer, p []byte) []byte {
	if need := len(buffer) + len(p); need > cap(buffer) {
		grown := make([]byte, len(buffer), max(need, cap(buffer)+cap(buffer)/4))
		copy(grown, buffer)
		buffer = grown
	}
	return append(buffer, p...)
}

// bufferSpare is the largest buffer that a connection keeps between two messages, in bytes: there are many connections,
// and most messages are short.
const bufferSpare = 1 << 10

// emptied returns the buffer for the next message.
func emptied(buffer []byte) []byte {
	if cap(buffer) > bufferSpare {
		return nil
	}
	return buffer[:0]
}
