package swarm

import (
	"bytes"
	"strconv"
)

// bodyBytes counts bytes of a body.
func (h *http) bodyBytes(c *client, p []byte) (used int, ends bool, problem string) {
	used = len(p)
	if c.code != httpRest {
		used = int(min(c.left, uint64(used)))
		c.left -= uint64(used)
	}
	if c.place += uint64(used); h.sized && c.place > h.size {
		return 0, false, h.wanted()
	}
	if c.code == httpChunk && c.left == 0 {
		c.code = httpSize
		c.left = chunkEnd
	}
	return used, c.code == httpBody && c.left == 0, ""
}

// chunkEnd in client.left means that the line end after a chunk comes before the next size.
const chunkEnd = 1

// chunkLine consumes a line between the bytes of chunks (RFC 9112, section 7.1).
func (h *http) chunkLine(c *client, p []byte) (used int, ends bool, problem string) {
	end := bytes.IndexByte(p, '\n')
	if end < 0 {
		return 0, false, ""
	}
	line, ok := bytes.CutSuffix(p[:end], []byte("\r"))
	if !ok {
		return 0, false, "a line that ends in CR LF"
	}
	used = end + 1
	switch {
	case c.code == httpTrailer:
		return used, len(line) == 0, ""
	case c.left == chunkEnd && len(line) > 0:
		return 0, false, "the end of a chunk"
	case c.left == chunkEnd:
		c.left = 0
		return used, false, ""
	}
	digits, _, _ := bytes.Cut(line, []byte(";")) // extensions are ignored
	size, err := strconv.ParseUint(string(bytes.TrimRight(digits, " \t")), 16, 32)
	switch {
	case err != nil:
		return 0, false, "the size of a chunk"
	case size == 0:
		c.code = httpTrailer
	default:
		c.code, c.left = httpChunk, size
	}
	return used, false, ""
}

// bodyEnd ends an answer.
func (h *http) bodyEnd(c *client) (problem string) {
	if h.sized && c.place != h.size {
		return h.wanted()
	}
	h.size, h.sized = c.place, true
	c.over, c.code = c.last, httpAtHead
	return ""
}

func (h *http) wanted() string {
	return "a body of " + strconv.FormatUint(h.size, 10) + " bytes, as before"
}
