package swarm

import (
	"bytes"
	"strconv"
	"strings"
)

// framing is how the end of a body is known (RFC 9112, section 6.3).
type framing uint8

const (
	byLength framing = iota
	byChunks
	byEnd // of the connection
)

// httpHead is the head of an answer.
type httpHead struct {
	raw     []byte
	interim bool // 1xx: the answer itself follows
	framing framing
	length  uint64
	last    bool // the server ends the connection behind this answer
}

// read reads a head; 0 bytes if it is not whole. One that equals the last one need not be
// parsed again. problem says what should have come instead.
func (h *httpHead) read(p []byte) (used int, problem string) {
	if len(h.raw) > 0 && bytes.HasPrefix(p, h.raw) {
		return len(h.raw), ""
	}
	end := bytes.Index(p, []byte("\r\n\r\n"))
	if end < 0 {
		return 0, ""
	}
	raw := p[:end+4]
	line, _, _ := bytes.Cut(raw, []byte("\r\n"))
	version, status, _ := bytes.Cut(line, []byte(" "))
	old := string(version) == "HTTP/1.0"
	if !old && string(version) != "HTTP/1.1" {
		return 0, "HTTP/1.1 200"
	}
	var now httpHead
	switch {
	case bytes.HasPrefix(status, []byte("1")) && !bytes.HasPrefix(status, []byte("101")):
		now.interim = true
	case string(status) != "200" && !bytes.HasPrefix(status, []byte("200 ")):
		return 0, "HTTP/1.1 200"
	default:
		if problem = now.readFields(raw, old); problem != "" {
			return 0, problem
		}
	}
	now.raw = h.raw[:0]
	now.raw = append(now.raw, raw...)
	*h = now
	return len(raw), ""
}

// readFields finds out how long the body is, and whether the connection stays.
func (h *httpHead) readFields(raw []byte, old bool) (problem string) {
	options := field(raw, "Connection")
	h.last = has(options, "close") || old && !has(options, "keep-alive")
	coding, length := field(raw, "Transfer-Encoding"), field(raw, "Content-Length")
	switch {
	case strings.EqualFold(coding, "chunked"):
		h.framing = byChunks
	case coding != "":
		return "no Transfer-Encoding but chunked"
	case length == "":
		h.framing, h.last = byEnd, true
	default:
		var err error
		if h.length, err = strconv.ParseUint(length, 10, 32); err != nil {
			return "a Content-Length"
		}
	}
	return ""
}

// field is the value of a field of a head, "" where there is none. The values of several fields
// of that name are one list (RFC 9110, section 5.3).
func field(head []byte, name string) (value string) {
	for line := range bytes.SplitSeq(head, []byte("\r\n")) {
		if key, one, ok := bytes.Cut(line, []byte(":")); ok && bytes.EqualFold(key, []byte(name)) {
			if value != "" {
				value += ", "
			}
			value += string(bytes.TrimSpace(one))
		}
	}
	return value
}

// has reports whether a list with commas has a word, whatever its case.
func has(list, word string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(one), word) {
			return true
		}
	}
	return false
}
