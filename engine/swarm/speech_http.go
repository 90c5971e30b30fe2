package swarm

import (
	"net/netip"
	"strconv"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// http requests one page again and again, on a connection that it keeps as long as the server permits (RFC 9112).
type http struct {
	request []byte
	ring    ring     // of requests
	head    httpHead // of the last answer
	size    uint64   // of every body
	sized   bool     // a first answer has set the size
}

func newHTTP(o Options) speech {
	request := []byte("GET /hello HTTP/1.1\r\nHost: " + hostOf(o.Address) + "\r\n\r\n")
	return &http{request: request, ring: newRing(request, chunk)}
}

// hostOf returns an address as the value of a Host field, by which the server knows itself.
func hostOf(address string) string {
	a, err := sockets.ParseAddr(address)
	switch {
	case err != nil || a.Family == unix.AF_UNIX:
		return "localhost"
	case a.Any(): // connecting to it reaches this machine
		return "localhost:" + strconv.Itoa(int(a.IP.Port()))
	}
	return netip.AddrPortFrom(a.IP.Addr().WithZone(""), a.IP.Port()).String()
}

func (h *http) opening(*client) []byte { return nil }
func (h *http) length() uint64         { return uint64(len(h.request)) }
func (h *http) say(c *client) []byte   { return h.ring.at(c.sent, int(min(c.goal-c.sent, chunk))) }

// The next part of an answer, kept in client.code.
const (
	httpAtHead  = iota
	httpBody    // c.left bytes
	httpRest    // all that comes until the connection ends
	httpSize    // a line with the size of a chunk
	httpChunk   // c.left bytes of it
	httpTrailer // a field after the chunks, or the empty line
)

// hear reads heads and counts the bytes of bodies. Every body must be as long as the first one.
func (h *http) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	for used < len(p) {
		if c.over { // after the last answer
			return len(p), answers, nil
		}
		if c.code == httpAtHead && c.answered+uint64(answers) >= c.goal/c.length {
			return 0, 0, further(c.wrong(p[used:], "nothing more"), used)
		}
		n, ends, problem := h.piece(c, p[used:])
		if ends && problem == "" {
			problem = h.bodyEnd(c)
			answers++
		}
		if problem != "" {
			return 0, 0, further(c.wrong(p[used:], problem), used)
		}
		if used += n; n == 0 && !ends {
			break
		}
	}
	return used, answers, nil
}

// piece consumes the next piece of an answer, and reports whether it ends the answer. It returns 0 if the piece is
// incomplete.
func (h *http) piece(c *client, p []byte) (used int, ends bool, problem string) {
	switch c.code {
	case httpAtHead:
		return h.begin(c, p)
	case httpBody, httpChunk, httpRest:
		return h.bodyBytes(c, p)
	}
	return h.chunkLine(c, p)
}

// begin consumes a head.
func (h *http) begin(c *client, p []byte) (used int, ends bool, problem string) {
	used, problem = h.head.read(p)
	if used == 0 || problem != "" || h.head.interim {
		return used, false, problem
	}
	c.place, c.last = 0, h.head.last
	switch h.head.framing {
	case byLength:
		c.code, c.left = httpBody, h.head.length
		if h.sized && c.left != h.size {
			return 0, false, h.wanted()
		}
	case byChunks:
		c.code, c.left = httpSize, 0
	case byEnd:
		c.code = httpRest
	}
	return used, c.code == httpBody && c.left == 0, ""
}

// end handles the end of a connection. A body without a length ends with it. Between two answers a server may end a
// connection at any time, and once it has announced the end, unanswered requests may be sent again. If the server
// leaves requests unread, the connection breaks; then a body is complete only if it has the known length.
func (h *http) end(c *client, p []byte, broken bool) (answers int, fair bool, bad *Mismatch) {
	switch {
	case c.code == httpRest && !broken, c.code == httpRest && h.sized && c.place == h.size:
		if problem := h.bodyEnd(c); problem != "" {
			return 0, false, c.wrong(p, problem)
		}
		return 1, true, nil
	case c.over:
		return 0, true, nil
	}
	return 0, !broken && c.under == 0 && c.code == httpAtHead && len(p) == 0, nil
}
