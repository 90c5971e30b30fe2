package protocol

import (
	"encoding/binary"
	"unicode/utf8"
)

// begin begins a frame.
func (w *WebSocket) begin(c Conn, s *webSocketConn, p []byte) (used int) {
	f, used, code := readFrame(p, s)
	if code != 0 {
		w.fail(c, s, code)
		return len(p)
	}
	if used == 0 {
		return 0
	}
	if f.opcode&webSocketControl != 0 {
		n := w.control(c, s, f, p[used:])
		if n < 0 {
			return 0
		}
		return used + n
	}
	if s.kind == 0 {
		s.kind = f.opcode
	}
	s.frame, s.left, s.phase = f, f.length, webSocketPayload
	if s.left == 0 {
		w.frameEnd(c, s)
	}
	return used
}

// payload appends bytes of a payload to the message.
func (w *WebSocket) payload(c Conn, s *webSocketConn, p []byte) (used int) {
	used = min(len(p), s.left)
	start := len(s.message)
	s.message = extend(s.message, p[:used])
	s.frame.unmask(s.message[start:], s.frame.length-s.left)
	s.left -= used
	if s.kind == opText && !s.checkText() {
		w.fail(c, s, closeInvalidData)
		return len(p)
	}
	if s.left == 0 {
		w.frameEnd(c, s)
	}
	return used
}

// checkText reports whether the text is valid UTF-8 so far. Its last character may be incomplete.
func (s *webSocketConn) checkText() bool {
	rest := s.message[s.valid:]
	for i := 1; i < utf8.UTFMax && i <= len(rest); i++ {
		if end := rest[len(rest)-i:]; utf8.RuneStart(end[0]) {
			if !utf8.FullRune(end) {
				rest = rest[:len(rest)-i]
			}
			break
		}
	}
	s.valid += len(rest)
	return utf8.Valid(rest)
}

// frameEnd ends a frame and, if it is the last one, echoes the message.
func (w *WebSocket) frameEnd(c Conn, s *webSocketConn) {
	s.phase = webSocketHead
	if !s.frame.fin {
		return
	}
	if s.kind == opText && s.valid < len(s.message) {
		w.fail(c, s, closeInvalidData)
		return
	}
	w.head(s.kind, len(s.message))
	if cap(s.message) <= batchSize {
		w.out = append(w.out, s.message...)
		s.message = emptied(s.message)
	} else { // many connections may be idle: the buffer is handed over with the answer
		w.out = flush(c, w.out)
		s.owed.owe(s.message)
		s.owed.pay(c)
		s.message = nil
	}
	s.kind, s.valid = 0, 0
	c.Message(1)
}

// control handles a control frame, which may come in the middle of a message. It returns -1 if the payload is
// incomplete.
func (w *WebSocket) control(c Conn, s *webSocketConn, f webSocketFrame, p []byte) (used int) {
	if len(p) < f.length {
		return -1
	}
	var buffer [webSocketMostControl]byte
	payload := buffer[:copy(buffer[:], p[:f.length])]
	f.unmask(payload, 0)
	switch f.opcode {
	case opPing:
		w.send(opPong, payload)
	case opClose:
		w.close(c, s, payload)
		return len(p) // nothing follows a Close frame
	}
	return f.length
}

// close answers a Close frame with its code and closes: the server closes first.
func (w *WebSocket) close(c Conn, s *webSocketConn, payload []byte) {
	if len(payload) == 0 {
		w.send(opClose, nil)
	} else {
		if len(payload) == 1 || !closeCode(binary.BigEndian.Uint16(payload)) {
			w.fail(c, s, closeProtocolError)
			return
		}
		if !utf8.Valid(payload[2:]) {
			w.fail(c, s, closeInvalidData)
			return
		}
		w.send(opClose, payload[:2])
	}
	w.over(c, s)
}

// closeCode reports whether a code may be sent (RFC 6455, 7.4, and later registrations).
func closeCode(code uint16) bool {
	switch {
	case code < 1000 || code > 4999:
		return false
	case code < 3000:
		return code <= 1014 && (code < 1004 || code > 1006)
	}
	return true
}

// fail tells the peer what it did wrong, and closes.
func (w *WebSocket) fail(c Conn, s *webSocketConn, code int) {
	w.send(opClose, binary.BigEndian.AppendUint16(nil, uint16(code)))
	w.over(c, s)
}
