package protocol

import "bytes"

// readInline reads a command as a person types it: words on a line, quoted if they contain blanks.
func (r *respParser) readInline(p []byte) (used, need int, bad string) {
	length := bytes.IndexByte(p, '\n')
	if length > respMostLine || length < 0 && len(p) > respMostLine {
		return 0, 0, "too big inline request"
	}
	if length < 0 {
		return 0, len(p) + 1, ""
	}
	line := bytes.TrimSuffix(p[:length], []byte("\r"))
	r.unquoted = append(r.unquoted[:0], line...)[:0] // grown to the maximum size, so that it does not move
	for {
		line = bytes.TrimLeft(line, " \t\r\x00")
		if len(line) == 0 {
			return length + 1, 0, ""
		}
		if len(r.args) == respMostArguments {
			return 0, 0, "a command has at most 1024 arguments"
		}
		start := len(r.unquoted)
		rest, ok := r.word(line)
		if !ok {
			return 0, 0, "unbalanced quotes in request"
		}
		r.args = append(r.args, r.unquoted[start:])
		line = rest
	}
}

// word appends one word without its quotes. A closing quote must be followed by a blank.
func (r *respParser) word(line []byte) (rest []byte, ok bool) {
	for len(line) > 0 {
		switch b := line[0]; b {
		case ' ', '\t', '\r', 0:
			return line, true
		case '"', '\'':
			line, ok = r.quoted(line[1:], b)
			return line, ok && (len(line) == 0 || bytes.IndexByte([]byte(" \t\r\x00"), line[0]) >= 0)
		default:
			r.unquoted = append(r.unquoted, b)
			line = line[1:]
		}
	}
	return line, true
}

// quoted appends what comes before the closing quote.
func (r *respParser) quoted(line []byte, quote byte) (rest []byte, ok bool) {
	for len(line) > 0 {
		b := line[0]
		line = line[1:]
		switch {
		case b == quote:
			return line, true
		case b == '\\' && quote == '\'' && len(line) > 0 && line[0] == '\'':
			b, line = '\'', line[1:]
		case b == '\\' && quote == '"' && len(line) > 0:
			b, line = unescape(line)
		}
		r.unquoted = append(r.unquoted, b)
	}
	return nil, false
}

// unescape reads what follows a backslash.
func unescape(p []byte) (b byte, rest []byte) {
	if len(p) >= 3 && p[0] == 'x' {
		high, ok := hexDigit(p[1])
		low, also := hexDigit(p[2])
		if ok && also {
			return high<<4 | low, p[3:]
		}
	}
	b = p[0]
	if at := bytes.IndexByte([]byte("nrtba"), b); at >= 0 {
		b = "\n\r\t\b\a"[at]
	}
	return b, p[1:]
}
