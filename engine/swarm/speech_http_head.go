package swarm

import (
	"bytes"
	"strconv"
	"strings"
)

// framing is how the end of a body is determined (RFC 9112, section 6.3).
type framing uint8

const (
	byLength framing = iota
	byChunks
	byEnd // the end of the connection
)

// httpHead is the head of an answer.
type httpHead struct {
	raw     []byte
	interim bool // 1xx: the actual answer follows
	framing framing
	length  uint64
	last    bool // the server ends the connection after this answer
}

// read reads a head, and returns 0 if it is incomplete. A head equal to the previous one is not parsed again. problem
// says what was expected instead.
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

// readFields determines the length of the body, and whether the connection persists.
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

// field returns the value of a field of a head, or "" if there is none. The values of several fields with that name
// form one list (RFC 9110, section 5.3).
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

// has reports whether a comma-separated list has a word, ignoring case.
func has(list, word string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.TrimSpace(one), word) {
			return true
		}
	}
	return false
}
