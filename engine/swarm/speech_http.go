package swarm

import (
	"bytes"
	"net/netip"
	"strconv"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// http asks for one page again and again, on a connection that stays (RFC 9112).
type http struct {
	request []byte
	ring    ring // of requests
	head    []byte
	size    uint64 // of the body behind that head
	sized   bool   // a first answer has given the size
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

// hear reads heads, and counts the bytes of bodies. Every body has to be as long as the
// first one was.
func (h *http) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	for used < len(p) {
		if c.left > 0 {
			n := min(c.left, uint64(len(p)-used))
			c.left -= n
			used += int(n)
		} else {
			size, ok, problem := h.read(p[used:])
			switch {
			case problem != "":
				return 0, 0, further(c.wrong(p[used:], problem), used)
			case !ok:
				return used, answers, nil
			case c.answered+uint64(answers) >= c.goal/c.length:
				return 0, 0, further(c.wrong(p[used:], "nothing more"), used)
			}
			used += size
			c.left = h.size
		}
		if c.left == 0 {
			answers++
		}
	}
	return used, answers, nil
}

// read reads a head. One that equals the last one need not be parsed again.
func (h *http) read(p []byte) (size int, whole bool, problem string) {
	if h.sized && bytes.HasPrefix(p, h.head) {
		return len(h.head), true, ""
	}
	end := bytes.Index(p, []byte("\r\n\r\n"))
	if end < 0 {
		return 0, false, ""
	}
	head := p[:end+4]
	if !bytes.HasPrefix(head, []byte("HTTP/1.1 200 ")) {
		return 0, false, "HTTP/1.1 200"
	}
	length, err := strconv.ParseUint(field(head, "Content-Length"), 10, 32)
	if err != nil {
		return 0, false, "a head with Content-Length"
	}
	if h.sized && length != h.size {
		return 0, false, "a body of " + strconv.FormatUint(h.size, 10) + " bytes, as before"
	}
	h.head, h.size, h.sized = append(h.head[:0], head...), length, true
	return len(head), true, ""
}

// field is the value of a field of a head, "" where there is none.
func field(head []byte, name string) string {
	for line := range bytes.SplitSeq(head, []byte("\r\n")) {
		if key, value, ok := bytes.Cut(line, []byte(":")); ok && bytes.EqualFold(key, []byte(name)) {
			return string(bytes.TrimSpace(value))
		}
	}
	return ""
}
