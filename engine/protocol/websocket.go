package protocol

// WebSocket sends back messages (RFC 6455). A browser that asks for a page instead gets one
// that tries out the protocol.
type WebSocket struct {
	out  []byte // what is written in one batch
	date httpDate
}

// webSocketPhase is what comes next from the peer.
type webSocketPhase uint8

const (
	webSocketRequest webSocketPhase = iota // of HTTP, which may become a handshake
	webSocketHead                          // of a frame
	webSocketPayload
	webSocketOver // we have closed: nothing more is read
)

// webSocketConn is what is kept of one connection.
type webSocketConn struct {
	messages
	phase webSocketPhase
	ask   *webSocketAsk  // the request, until it is answered
	frame webSocketFrame // whose payload comes
	left  int            // bytes that are missing of its payload
	kind  byte           // opcode of the message that is under way, 0 between messages
	valid int            // bytes of a text that are known to be UTF-8
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

// step handles the next piece; 0 bytes if it is not whole or the last answer has no room yet.
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

// End closes, once all is written: a peer that sends no Close frame first has gone.
func (w *WebSocket) End(c Conn) { c.Kept().(*webSocketConn).end(c) }
