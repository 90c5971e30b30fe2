package protocol

import "bytes"

// takeBody consumes bytes of the body. They are kept only if they will be sent back.
func (r *httpRequest) takeBody(p []byte) int {
	n := int(min(r.left, int64(len(p))))
	if r.route == routeEcho {
		r.body = extend(r.body, p[:n])
	}
	r.left -= int64(n)
	switch {
	case r.left > 0:
	case r.phase == httpBody:
		r.phase = httpDone
	default:
		r.phase = httpChunkEnd
	}
	return n
}

// takeSize reads the size of a chunk: hexadecimal digits, optionally followed by extensions, which are ignored.
func (r *httpRequest) takeSize(line []byte) httpRefusal {
	size, digits := int64(0), 0
	for ; digits < len(line); digits++ {
		v, ok := hexDigit(line[digits])
		if !ok {
			break
		}
		size = min(size<<4|int64(v), 1<<53)
	}
	rest := line[digits:]
	if digits == 0 || len(rest) > 0 && !bytes.HasPrefix(trimBlank(rest), []byte(";")) {
		return httpBadSize
	}
	for _, b := range rest {
		if b < ' ' && b != '\t' || b == 0x7f {
			return httpBadSize
		}
	}
	if r.total += size; r.total > httpMostBody {
		return httpBodyTooLong
	}
	if r.phase, r.left = httpChunk, size; size == 0 {
		r.phase = httpTrailers
	}
	return httpRefusal{}
}

// takeChunkEnd consumes the line end after the bytes of a chunk.
func (r *httpRequest) takeChunkEnd(p []byte) (used int, bad httpRefusal) {
	switch {
	case p[0] != '\r' || len(p) > 1 && p[1] != '\n':
		return 0, httpBadSize
	case len(p) == 1:
		return 0, httpRefusal{}
	}
	r.phase = httpSize
	return 2, httpRefusal{}
}

func hexDigit(b byte) (v byte, ok bool) {
	switch {
	case isDigit(b):
		return b - '0', true
	case 'a' <= b|0x20 && b|0x20 <= 'f':
		return b | 0x20 - 'a' + 10, true
	}
	return 0, false
}
