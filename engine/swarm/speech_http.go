package swarm

import (
	"net/netip"
	"strconv"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// http asks for one page again and again, on a connection that stays for as long as the server
// lets it (RFC 9112).
type http struct {
	request []byte
	ring    ring     // of requests
	head    httpHead // of the last answer
	size    uint64   // of every body
	sized   bool     // a first answer has given the size
}

func newHTTP(o Options) speech {
	request := []byte("GET /hello HTTP/1.1\r\nHost: " + hostOf(o.Address) + "\r\n\r\n")
	return &http{request: request, ring: newRing(request, chunk)}
}

// hostOf is an address as a Host field may have it, and as a server knows itself.
func hostOf(address string) string {
	a, err := sockets.ParseAddr(address)
	switch {
	case err != nil || a.Family == unix.AF_UNIX:
		return "localhost"
	case a.Any(): // whoever connects there comes to this machine
		return "localhost:" + strconv.Itoa(int(a.IP.Port()))
	}
	return netip.AddrPortFrom(a.IP.Addr().WithZone(""), a.IP.Port()).String()
}

func (h *http) opening(*client) []byte { return nil }
func (h *http) length() uint64         { return uint64(len(h.request)) }
func (h *http) say(c *client) []byte   { return h.ring.at(c.sent, int(min(c.goal-c.sent, chunk))) }

// What comes next of an answer, kept in client.code.
const (
	httpAtHead  = iota
	httpBody    // c.left bytes
	httpRest    // all that comes until the connection ends
	httpSize    // a line with the size of a chunk
	httpChunk   // c.left bytes of it
	httpTrailer // a field behind the chunks, or the empty line
)

// hear reads heads, and counts the bytes of bodies. Every body has to be as long as the
// first one was.
func (h *http) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	for used < len(p) {
		if c.over { // behind the last answer
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

// piece uses the next piece of an answer, and reports whether it ends with that; 0 bytes if the
// piece is not whole.
func (h *http) piece(c *client, p []byte) (used int, ends bool, problem string) {
	switch c.code {
	case httpAtHead:
		return h.begin(c, p)
	case httpBody, httpChunk, httpRest:
		return h.bodyBytes(c, p)
	}
	return h.chunkLine(c, p)
}

// begin uses a head.
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

// end is the end of a body without a length. Between two answers a server may end a connection
// at any time, and once it has said so, what it has not answered may be asked again. A server
// that leaves requests unread breaks the connection; only a body of the known length is whole then.
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
