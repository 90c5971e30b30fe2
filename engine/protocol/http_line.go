package protocol

import "bytes"

// cutRequestLine splits a request line into its method, its target, and the N of HTTP/1.N (RFC 9112, section 3). A
// later minor version is treated like 1.1. The method is returned even with a refusal, because an answer to HEAD never
// has a body.
func cutRequestLine(line []byte) (method, target []byte, minor int, bad httpRefusal) {
	method, rest, _ := bytes.Cut(line, []byte(" "))
	target, version, ok := bytes.Cut(rest, []byte(" "))
	switch {
	case !ok || !isToken(method) || !isPrinting(target),
		len(version) != len("HTTP/1.1") || !bytes.HasPrefix(version, []byte("HTTP/")),
		!isDigit(version[5]) || version[6] != '.' || !isDigit(version[7]):
		return method, target, 0, httpBadLine
	case version[5] != '1':
		return method, target, 0, httpOtherVersion
	case bytes.IndexByte(target, '#') >= 0: // RFC 9110, section 7.1: a fragment is never sent
		return method, target, 0, httpFragment
	}
	return method, target, int(version[7] - '0'), httpRefusal{}
}

// isPrinting reports whether p has only printable ASCII characters and no blanks.
func isPrinting(p []byte) bool {
	for _, b := range p {
		if b <= ' ' || b >= 0x7f {
			return false
		}
	}
	return len(p) > 0
}

// decodePath decodes the percent-encoding of a path (RFC 3986, section 2.1). An encoded slash stays encoded, because it
// is part of a name and not a separator. ok is false if a % is not followed by two hexadecimal digits.
func decodePath(path []byte) (decoded []byte, ok bool) {
	if bytes.IndexByte(path, '%') < 0 {
		return path, true
	}
	decoded = make([]byte, 0, len(path))
	for i := 0; i < len(path); i++ {
		if path[i] != '%' {
			decoded = append(decoded, path[i])
			continue
		}
		if i+2 >= len(path) {
			return nil, false
		}
		high, isHex := hexDigit(path[i+1])
		low, also := hexDigit(path[i+2])
		switch b := high<<4 | low; {
		case !isHex || !also:
			return nil, false
		case b == '/':
			decoded = append(decoded, path[i:i+3]...)
		default:
			decoded = append(decoded, b)
		}
		i += 2
	}
	return decoded, true
}
