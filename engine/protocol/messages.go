package protocol

// messages is the state of a connection that collects a message until it is complete, and answers with one that may be
// as long.
type messages struct {
	message []byte // the part that has arrived
	owed    owed   // the rest of the answer
	held    holding
	ended   bool // the peer has ended its output
}

// data handles pieces of p, once the previous answer is written.
func (m *messages) data(c Conn, p []byte, out *[]byte, step func(p []byte) (used int)) (used int) {
	if m.owed.pay(c) {
		used = inBatches(c, p, out, step)
	}
	m.tell(c)
	return used
}

// drain continues a long answer.
func (m *messages) drain(c Conn) {
	if m.owed.pay(c) && m.ended {
		c.Close()
	}
	m.tell(c)
}

// end closes once everything is written.
func (m *messages) end(c Conn) {
	if m.ended = true; m.owed.none() {
		c.Close()
	}
}

func (m *messages) tell(c Conn) { m.held.tell(c, cap(m.message)+m.owed.held()) }
