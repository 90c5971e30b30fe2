package protocol

import (
	"crypto/sha1"
	"encoding/base64"
	"strconv"
)

// webSocketGUID goes behind the key (RFC 6455, 1.3).
const webSocketGUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

// request answers the one request of a connection, once it is whole.
func (w *WebSocket) request(c Conn, s *webSocketConn, p []byte) (used int) {
	lines, used := cutRequest(p[:min(len(p), webSocketMostRequest)])
	if used == 0 {
		if len(p) < webSocketMostRequest {
			return 0
		}
		w.refuse(c, s, "431 Request Header Fields Too Large", "", "The request has more than 16 KiB.")
		return len(p)
	}
	ask, bad := readAsk(lines)
	switch {
	case bad != "":
		w.refuse(c, s, "400 Bad Request", "", bad)
	case ask.version != "HTTP/1.1" && ask.version != "HTTP/1.0":
		w.refuse(c, s, "505 HTTP Version Not Supported", "", "Only HTTP/1.1 and HTTP/1.0 are spoken.")
	case ask.method != "GET":
		w.refuse(c, s, "405 Method Not Allowed", "Allow: GET\r\n", "Both the page and a WebSocket are asked for with GET.")
	case !ask.wantsSocket():
		w.answer(c, s, "200 OK", "Content-Type: text/html; charset=utf-8\r\nConnection: close\r\n", webSocketPage)
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
	return used
}

// acceptKey proves that the key was read by someone who speaks the protocol.
func acceptKey(key string) string {
	sum := sha1.Sum([]byte(key + webSocketGUID))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// refuse answers with an error of HTTP and a sentence, and ends the connection.
func (w *WebSocket) refuse(c Conn, s *webSocketConn, status, fields, sentence string) {
	w.answer(c, s, status, fields+"Content-Type: text/plain; charset=utf-8\r\nConnection: close\r\n", sentence+"\n")
}

// answer sends an answer of HTTP and ends the connection.
func (w *WebSocket) answer(c Conn, s *webSocketConn, status, fields, body string) {
	w.out = append(w.out, "HTTP/1.1 "+status+"\r\n"+fields+"Content-Length: "...)
	w.out = strconv.AppendInt(w.out, int64(len(body)), 10)
	w.out = append(w.out, "\r\n\r\n"...)
	w.out = append(w.out, body...)
	w.over(c, s)
}

// over ends a connection whose peer may still be sending.
func (w *WebSocket) over(c Conn, s *webSocketConn) {
	s.phase, s.message = webSocketOver, nil
	w.out = flush(c, w.out)
	linger(c)
}
