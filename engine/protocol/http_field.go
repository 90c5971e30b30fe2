package protocol

import "bytes"

// takeField reads a header field and keeps what is needed of it.
func (r *httpRequest) takeField(line []byte) httpRefusal {
	name, value, bad := cutField(line)
	if !bad.none() {
		return bad
	}
	switch {
	case is(name, "host"):
		if r.hosts++; !isHost(value) {
			return httpNoHost
		}
		if !r.named { // RFC 9112, 3.2.2: the target's takes precedence
			r.host = readHost(value)
		}
	case is(name, "content-length"):
		return r.takeLength(value)
	case is(name, "transfer-encoding"):
		return r.takeCoding(value)
	case is(name, "connection"):
		for len(value) > 0 {
			var word []byte
			word, value = cutWord(value)
			r.close = r.close || is(word, "close")
			r.keepAlive = r.keepAlive || is(word, "keep-alive")
		}
	case is(name, "expect"):
		r.expects = is(value, "100-continue")
		r.unmet = r.unmet || !r.expects
	}
	return httpRefusal{}
}

// takeLength reads a Content-Length, which may say the same number several times.
func (r *httpRequest) takeLength(value []byte) httpRefusal {
	for more := true; more; {
		var word []byte
		word, value, more = bytes.Cut(value, []byte(","))
		length, ok := parseDigits(trimBlank(word))
		if !ok || r.length >= 0 && r.length != length {
			return httpBadLength
		}
		r.length = length
	}
	return httpRefusal{}
}

// takeCoding reads a Transfer-Encoding. Only chunked is known, and it comes last.
func (r *httpRequest) takeCoding(value []byte) httpRefusal {
	r.coded = true
	if len(value) == 0 {
		return httpBadCoding
	}
	for len(value) > 0 {
		var word []byte
		word, value = cutWord(value)
		switch {
		case r.chunked || len(word) == 0:
			return httpBadCoding
		case is(word, "chunked"):
			r.chunked = true
		default:
			r.unknown = true
		}
	}
	return httpRefusal{}
}

// cutField splits a field into its name and its value.
func cutField(line []byte) (name, value []byte, bad httpRefusal) {
	if line[0] == ' ' || line[0] == '\t' {
		return nil, nil, httpFolded
	}
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok || !isToken(name) {
		return nil, nil, httpBadField
	}
	value = trimBlank(value)
	for _, b := range value {
		if b < ' ' && b != '\t' || b == 0x7f {
			return nil, nil, httpBadField
		}
	}
	return name, value, httpRefusal{}
}

// cutWord cuts the first word off a comma-separated list.
func cutWord(list []byte) (word, rest []byte) {
	word, rest, _ = bytes.Cut(list, []byte(","))
	return trimBlank(word), rest
}

// trimBlank removes what RFC 9110 calls OWS.
func trimBlank(p []byte) []byte {
	for len(p) > 0 && (p[0] == ' ' || p[0] == '\t') {
		p = p[1:]
	}
	for len(p) > 0 && (p[len(p)-1] == ' ' || p[len(p)-1] == '\t') {
		p = p[:len(p)-1]
	}
	return p
}

// parseDigits parses a decimal number. Numbers above 2^53, which exceeds every limit, are returned as 2^53.
func parseDigits(p []byte) (n int64, ok bool) {
	for _, b := range p {
		if !isDigit(b) {
			return 0, false
		}
		n = min(n*10+int64(b-'0'), 1<<53)
	}
	return n, len(p) > 0
}

// is reports whether p equals lower, ignoring case in ASCII only: other letters that fold to ASCII, such as the Kelvin
// sign, do not match.
func is(p []byte, lower string) bool {
	if len(p) != len(lower) {
		return false
	}
	for i, b := range p {
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		if b != lower[i] {
			return false
		}
	}
	return true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isAlphanumeric(b byte) bool { return isDigit(b) || 'a' <= b|0x20 && b|0x20 <= 'z' }

// isToken reports whether p is a token of RFC 9110, 5.6.2.
func isToken(p []byte) bool {
	for _, b := range p {
		if !isAlphanumeric(b) && bytes.IndexByte([]byte("!#$%&'*+-.^_`|~"), b) < 0 {
			return false
		}
	}
	return len(p) > 0
}

// isHost reports whether p has only characters of a host and a port (RFC 3986, 3.2.2).
func isHost(p []byte) bool {
	for _, b := range p {
		if !isAlphanumeric(b) && bytes.IndexByte([]byte("-._~%!$&'()*+,;=:[]"), b) < 0 {
			return false
		}
	}
	return true
}
