package protocol

// ZMQ sends back messages of ZeroMQ (ZMTP 3.1), as a ROUTER would that sends each
// message to where it came from. A REQ puts an empty part in front of its request and
// finds it in front of the reply.
type ZMQ struct {
	out []byte // what is written in one batch
}

// zmqPhase is what comes next from the peer.
type zmqPhase uint8

const (
	zmqGreeting  zmqPhase = iota
	zmqHandshake          // the command READY
	zmqTraffic            // messages and commands
	zmqOver               // we have ended: nothing more is of interest
)

// zmqConn is what is kept of one connection.
type zmqConn struct {
	phase   zmqPhase
	parts   int    // of the message that is under way
	size    int    // bytes of these parts
	message []byte // the frames with these parts: a message is sent whole or not at all
}

// Open sends our greeting: neither side waits for the other's.
func (z *ZMQ) Open(c Conn) {
	c.Keep(&zmqConn{})
	c.Write(zmqHello[:])
}

// Data deals with the greeting and then with frames, for as long as there is room.
func (z *ZMQ) Data(c Conn, p []byte) (used int) {
	s := c.Kept().(*zmqConn)
	return inBatches(c, p, &z.out, func(p []byte) int { return z.step(c, s, p) })
}

// step deals with the next piece, 0 bytes if that isn't whole.
func (z *ZMQ) step(c Conn, s *zmqConn, p []byte) (used int) {
	switch s.phase {
	case zmqGreeting:
		return z.greeting(c, s, p)
	case zmqOver:
		return len(p)
	}
	f, used, bad := readZMQ(p)
	switch {
	case bad != "":
		z.refuse(c, s, bad)
		return len(p)
	case used == 0:
		return 0
	case f.command:
		z.command(c, s, f.body)
	case s.phase == zmqHandshake:
		z.refuse(c, s, "a message came before READY")
	default:
		z.part(c, s, f)
	}
	return used
}

// part adds a part to the message, and with the last one sends the message back.
func (z *ZMQ) part(c Conn, s *zmqConn, f zmqFrame) {
	s.parts++
	s.size += len(f.body)
	switch {
	case s.parts > zmqMostParts:
		z.refuse(c, s, "a message has at most 64 parts")
		return
	case s.size > zmqMostBytes:
		z.refuse(c, s, "a message has at most 1048576 bytes")
		return
	case f.more:
		s.message = appendZMQ(s.message, f)
		return
	}
	z.out = append(z.out, s.message...)
	z.out = appendZMQ(z.out, f)
	c.Message(1)
	s.parts, s.size = 0, 0
	if cap(s.message) > batchSize { // many connections may be idle
		s.message = nil
	}
	s.message = s.message[:0]
}

// End closes.
func (z *ZMQ) End(c Conn) { c.Close() }

// Tick closes a connection whose peer goes on sending after it was told of an error.
func (z *ZMQ) Tick(c Conn) { c.Close() }
