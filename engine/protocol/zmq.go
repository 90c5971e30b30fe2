package protocol

// ZMQ echoes ZeroMQ messages (ZMTP 3.1), like a ROUTER that returns each message to its sender. A REQ puts an empty
// part in front of its request and finds it in front of the reply.
type ZMQ struct {
	out []byte // what is written in one batch
}

// zmqPhase is what the peer sends next.
type zmqPhase uint8

const (
	zmqGreeting  zmqPhase = iota
	zmqHandshake          // the command READY
	zmqTraffic            // messages and commands
	zmqOver               // we have closed: nothing more is read
)

// zmqConn is the state of one connection.
type zmqConn struct {
	messages // the frames of all parts but the last: nothing is sent until that begins
	phase    zmqPhase
	parts    int  // parts in the current message
	size     int  // bytes in these parts
	left     int  // bytes missing from the current part
	more     bool // more parts follow the current one
}

// Open sends our greeting: neither side waits for the other's.
func (z *ZMQ) Open(c Conn) {
	c.Keep(&zmqConn{})
	c.Write(zmqHello[:])
}

// Data handles the greeting and then frames, for as long as there is room.
func (z *ZMQ) Data(c Conn, p []byte) (used int) {
	s := c.Kept().(*zmqConn)
	return s.data(c, p, &z.out, func(p []byte) int { return z.step(c, s, p) })
}

// Drain continues a long answer.
func (z *ZMQ) Drain(c Conn) { c.Kept().(*zmqConn).drain(c) }

// step handles the next piece; it returns 0 if the piece is incomplete or the last answer has no room yet.
func (z *ZMQ) step(c Conn, s *zmqConn, p []byte) (used int) {
	switch {
	case !s.owed.none():
		return 0
	case s.phase == zmqGreeting:
		return z.greeting(c, s, p)
	case s.phase == zmqOver:
		return len(p)
	case s.left > 0:
		return z.body(c, s, p)
	}
	f, used, bad := readZMQ(p)
	switch {
	case bad != "":
		z.refuse(c, s, bad)
		return len(p)
	case used == 0:
		return 0
	case f.command:
		if len(p) < used+f.size {
			return 0
		}
		z.command(c, s, p[used:used+f.size])
		return used + f.size
	case s.phase == zmqHandshake:
		z.refuse(c, s, "a message came before READY")
	default:
		z.part(c, s, f)
	}
	return used
}

// part begins a part of a message. With the last part, the earlier ones are sent: the message can no longer turn out to
// be invalid.
func (z *ZMQ) part(c Conn, s *zmqConn, f zmqFrame) {
	s.parts++
	s.size += f.size
	switch {
	case s.parts > zmqMostParts:
		z.refuse(c, s, "a message has at most 64 parts")
		return
	case s.size > zmqMostBytes:
		z.refuse(c, s, "a message has at most 1048576 bytes")
		return
	}
	s.left, s.more = f.size, f.more
	var head [zmqMostHead]byte
	s.message = extend(s.message, appendZMQ(head[:0], f))
	if !f.more && len(s.message) <= batchSize {
		z.out = append(z.out, s.message...)
		s.message = emptied(s.message)
	} else if !f.more { // many connections may be idle: the buffer is handed over with the answer
		z.out = flush(c, z.out)
		s.owed.owe(s.message)
		s.owed.pay(c)
		s.message = nil
	}
	if f.size == 0 {
		z.partEnd(c, s)
	}
}

// body handles bytes of a part. Those of the last part are echoed as they arrive.
func (z *ZMQ) body(c Conn, s *zmqConn, p []byte) (used int) {
	used = min(s.left, len(p), owedPiece)
	switch {
	case s.more:
		s.message = extend(s.message, p[:used])
	case used > batchSize:
		z.out = flush(c, z.out)
		c.Write(p[:used])
	default:
		z.out = append(z.out, p[:used]...)
	}
	if s.left -= used; s.left == 0 {
		z.partEnd(c, s)
	}
	return used
}

// partEnd ends a part and, if it is the last one, the message.
func (z *ZMQ) partEnd(c Conn, s *zmqConn) {
	if !s.more {
		c.Message(1)
		s.parts, s.size = 0, 0
	}
}

// End closes once everything is written.
func (z *ZMQ) End(c Conn) { c.Kept().(*zmqConn).end(c) }
