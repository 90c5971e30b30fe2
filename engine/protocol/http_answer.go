package protocol

import "strconv"

// Content types.
const (
	typeText    = "text/plain; charset=utf-8"
	typeBytes   = "application/octet-stream"
	typeHTML    = "text/html; charset=utf-8"
	typeJSON    = "application/json"
	typeMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
)

// answer answers a request that has arrived.
func (h *HTTP) answer(s *httpConn) {
	r := &s.request
	s.last = r.close || r.minor == 0 && !r.keepAlive
	switch {
	case r.method == methodUnknown: // RFC 9110, section 9.1
		h.text(s, "501 Not Implemented", "", "There is no such method: those of RFC 9110 are known.")
	case r.route == routeNone:
		h.text(s, "404 Not Found", "", "There is /, /status.json, /metrics, /hello, /chunked, /echo and /bytes/N with N up to 67108864.")
	case r.method == methodOptions:
		h.begin(s, "204 No Content")
		h.field("Allow", r.route.allow())
		h.out = append(h.out, "\r\n"...)
	case !r.route.allows(r.method):
		h.text(s, "405 Method Not Allowed", r.route.allow(), "This path does not know the method.")
	default:
		h.serve(s)
	}
}

// serve answers a request whose path exists.
func (h *HTTP) serve(s *httpConn) {
	switch s.request.route {
	case routeHello:
		h.content(s, typeText, "Hello from a socket.\n")
	case routeEcho:
		h.head(s, "200 OK", typeBytes, int64(len(s.request.body)))
		if body := s.request.body; len(body) <= batchSize {
			h.out = append(h.out, body...)
		} else {
			s.owed.owe(body)
			s.request.body = nil
		}
	case routeBytes:
		h.head(s, "200 OK", typeBytes, s.request.size)
		if s.request.method != methodHead {
			s.pending = s.request.size
		}
	case routeChunked:
		h.chunks(s)
	default: // status pages of the server
		t := h.status[s.request.route]
		h.content(s, t.kind, t.text(h.host, h.now))
	}
}

// chunked is what /chunked sends, one chunk each.
var chunked = [...]string{
	"Each of these lines is a chunk:\n",
	"its size in hexadecimal, CR LF,\n",
	"its bytes, and CR LF.\n",
	"A chunk of no bytes is the last.\n",
}

// chunks answers with a body whose length is not given in advance. HTTP/1.0 has no chunks: there the end of the
// connection is the end of the body.
func (h *HTTP) chunks(s *httpConn) {
	old := s.request.minor == 0
	s.last = s.last || old
	h.begin(s, "200 OK")
	h.field("Content-Type", typeText)
	if !old {
		h.field("Transfer-Encoding", "chunked")
	}
	h.out = append(h.out, "\r\n"...)
	if s.request.method == methodHead {
		return
	}
	for _, text := range chunked {
		if old {
			h.out = append(h.out, text...)
			continue
		}
		h.out = append(strconv.AppendInt(h.out, int64(len(text)), 16), "\r\n"...)
		h.out = append(append(h.out, text...), "\r\n"...)
	}
	if !old {
		h.out = append(h.out, "0\r\n\r\n"...)
	}
}

// content answers with a text.
func (h *HTTP) content(s *httpConn, contentType, text string) {
	h.head(s, "200 OK", contentType, int64(len(text)))
	if s.request.method != methodHead {
		h.out = append(h.out, text...)
	}
}

// text answers with a sentence, and lists the allowed methods in Allow if there are any.
func (h *HTTP) text(s *httpConn, status, allow, sentence string) {
	h.begin(s, status)
	if allow != "" {
		h.field("Allow", allow)
	}
	h.end(typeText, int64(len(sentence))+1)
	if s.request.method != methodHead {
		h.out = append(append(h.out, sentence...), '\n')
	}
}

// head writes everything before the body.
func (h *HTTP) head(s *httpConn, status, contentType string, length int64) {
	h.begin(s, status)
	h.end(contentType, length)
}

// begin writes the status line and the fields that all answers have.
func (h *HTTP) begin(s *httpConn, status string) {
	h.out = append(append(append(h.out, "HTTP/1.1 "...), status...), "\r\n"...)
	h.out = append(h.out, h.date.at(h.now)...)
	switch {
	case s.last:
		h.field("Connection", "close")
	case s.request.minor == 0:
		h.field("Connection", "keep-alive")
	}
}

// end writes the fields that describe the body, and the empty line.
func (h *HTTP) end(contentType string, length int64) {
	h.field("Content-Type", contentType)
	switch contentType {
	case typeHTML:
		h.field("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		h.field("Cache-Control", "no-store")
	case typeJSON, typeMetrics:
		h.field("Cache-Control", "no-store")
	}
	h.out = append(h.out, "Content-Length: "...)
	h.out = append(strconv.AppendInt(h.out, length, 10), "\r\n\r\n"...)
}

func (h *HTTP) field(name, value string) {
	h.out = append(append(h.out, name...), ": "...)
	h.out = append(append(h.out, value...), "\r\n"...)
}
