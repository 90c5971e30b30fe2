package protocol

// WebSocket echoes messages (RFC 6455). A browser that asks for a page instead gets one that tries out the protocol.
type WebSocket struct {
	out  []byte // what is written in one batch
	date httpDate
}

// webSocketPhase is what the peer sends next.
type webSocketPhase uint8

const (
	webSocketRequest webSocketPhase = iota // an HTTP request, which may be a handshake
	webSocketHead                          // the head of a frame
	webSocketPayload
	webSocketOver // we have closed: nothing more is read
)

// webSocketConn is the state of one connection.
type webSocketConn struct {
	messages
	phase webSocketPhase
	ask   *webSocketAsk  // the request, until it is answered
	frame webSocketFrame // the frame whose payload is arriving
	left  int            // bytes missing from its payload
	kind  byte           // opcode of the message in progress, 0 between messages
	valid int            // length of the text known to be valid UTF-8
}

// Open waits for a request.
func (w *WebSocket) Open(c Conn) { c.Keep(&webSocketConn{ask: &webSocketAsk{}}) }

// Data handles the request and then frames, for as long as there is room.
func (w *WebSocket) Data(c Conn, p []byte) (used int) {
	s := c.Kept().(*webSocketConn)
	return s.data(c, p, &w.out, func(p []byte) int { return w.step(c, s, p) })
}

// Drain continues a long answer.
func (w *WebSocket) Drain(c Conn) { c.Kept().(*webSocketConn).drain(c) }

// step handles the next piece; it returns 0 if the piece is incomplete or the last answer has no room yet.
func (w *WebSocket) step(c Conn, s *webSocketConn, p []byte) (used int) {
	if !s.owed.none() {
		return 0
	}
	switch s.phase {
	case webSocketRequest:
		return w.request(c, s, p)
	case webSocketHead:
		return w.begin(c, s, p)
	case webSocketPayload:
		return w.payload(c, s, p)
	default:
		return len(p)
	}
}

// End closes once everything is written: the peer ended without sending a Close frame.
func (w *WebSocket) End(c Conn) { c.Kept().(*webSocketConn).end(c) }
