package protocol

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"strconv"
)

// webSocketGUID is appended to the key (RFC 6455, 1.3).
const webSocketGUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

// request reads a line of the connection's only request, and replies after the last line.
func (w *WebSocket) request(c Conn, s *webSocketConn, p []byte) (used int) {
	ask := s.ask
	end := bytes.IndexByte(p, '\n')
	if used = end + 1; end < 0 {
		used = len(p) + 1 // at least
	}
	switch {
	case ask.size+used > webSocketMostRequest:
		w.refuse(c, s, "431 Request Header Fields Too Large", "", "The request has more than 16 KiB.")
		return len(p)
	case end < 0:
		return 0
	}
	ask.size += used
	if ask.take(c, bytes.TrimSuffix(p[:end], []byte("\r"))) {
		w.reply(c, s)
		s.ask = nil
	}
	return used
}

// reply answers the request.
func (w *WebSocket) reply(c Conn, s *webSocketConn) {
	ask := s.ask
	hostless, foreign := ask.misnamed(c)
	switch {
	case !ask.bad.none():
		w.refuse(c, s, ask.bad.status, "", ask.bad.why)
	case hostless:
		w.refuse(c, s, "400 Bad Request", "", "The request has no Host field, or several.")
	case foreign:
		w.refuse(c, s, "421 Misdirected Request", "", misdirected(c))
	case ask.method == methodUnknown || ask.method == methodConnect:
		w.refuse(c, s, "501 Not Implemented", "", "There is no such method: both the page and a WebSocket are requested with GET.")
	case ask.method != methodGet && (ask.method != methodHead || ask.wantsSocket()):
		w.refuse(c, s, "405 Method Not Allowed", "Allow: GET, HEAD\r\n", "Both the page and a WebSocket are requested with GET.")
	case !ask.wantsSocket():
		w.answer(c, s, "200 OK", "Content-Type: text/html; charset=utf-8\r\nConnection: close\r\n", webSocketPage)
	case ask.foreign:
		w.refuse(c, s, "403 Forbidden", "", "A WebSocket is opened from a page of this server or of localhost only, and Origin names another.")
	case ask.fault() != "":
		w.refuse(c, s, "400 Bad Request", "", ask.fault())
	case !ask.speaks13():
		w.answer(c, s, "426 Upgrade Required",
			"Upgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\nContent-Type: text/plain; charset=utf-8\r\n",
			"Only version 13 of the WebSocket protocol is spoken: send Sec-WebSocket-Version: 13.\n")
	default:
		w.out = append(w.out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "...)
		w.out = append(w.out, acceptKey(ask.keys[0])...)
		w.out = append(w.out, "\r\n\r\n"...)
		s.phase = webSocketHead
	}
}

// acceptKey proves that the key was read by someone who speaks the protocol.
func acceptKey(key string) string {
	sum := sha1.Sum([]byte(key + webSocketGUID))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// refuse sends an HTTP error with a sentence, and ends the connection.
func (w *WebSocket) refuse(c Conn, s *webSocketConn, status, fields, sentence string) {
	w.answer(c, s, status, fields+"Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n", sentence+"\n")
}

// answer sends an HTTP answer and ends the connection.
func (w *WebSocket) answer(c Conn, s *webSocketConn, status, fields, body string) {
	w.out = append(append(w.out, "HTTP/1.1 "+status+"\r\n"...), w.date.at(c.Now())...)
	w.out = append(w.out, fields+"Content-Length: "...)
	w.out = strconv.AppendInt(w.out, int64(len(body)), 10)
	w.out = append(w.out, "\r\n\r\n"...)
	if s.ask.method != methodHead {
		w.out = append(w.out, body...)
	}
	w.over(c, s)
}

// over writes what is left and closes; what the peer still sends is discarded.
func (w *WebSocket) over(c Conn, s *webSocketConn) {
	s.phase, s.message, s.ask = webSocketOver, nil, nil
	w.out = flush(c, w.out)
	c.Close()
}
