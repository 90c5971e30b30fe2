package protocol

// redisGlob is a pattern: * matches any bytes, ? matches one, [a-z] one in the range, [^a-z] one outside it, and a
// backslash makes the next byte literal.
type redisGlob struct {
	pattern []byte
	work    int // pattern bytes compared so far
}

// matches reports whether the pattern matches the whole name.
func (g *redisGlob) matches(name string) bool {
	p, at := g.pattern, 0
	star, from := []byte(nil), 0 // what follows the last *, and where it was last tried
	starred := false
	for at < len(name) {
		if len(p) > 0 && p[0] == '*' {
			for len(p) > 0 && p[0] == '*' {
				p = p[1:]
			}
			starred, star, from = true, p, at
			continue
		}
		rest, ok := matchOne(p, name[at])
		if g.work += len(p) - len(rest); ok {
			p = rest
			at++
			continue
		}
		if !starred {
			return false
		}
		from++
		p, at = star, from
	}
	for len(p) > 0 && p[0] == '*' {
		p = p[1:]
	}
	return len(p) == 0
}

// matchOne matches a byte with the beginning of a pattern, and returns the rest of the pattern.
func matchOne(p []byte, b byte) (rest []byte, ok bool) {
	switch {
	case len(p) == 0:
		return nil, false
	case p[0] == '?':
		return p[1:], true
	case p[0] == '[':
		return matchClass(p[1:], b)
	case p[0] == '\\' && len(p) > 1:
		p = p[1:]
	}
	return p[1:], p[0] == b
}

// matchClass matches a byte with a bracketed class. The closing bracket may be missing.
func matchClass(p []byte, b byte) (rest []byte, ok bool) {
	inverted := len(p) > 0 && p[0] == '^'
	if inverted {
		p = p[1:]
	}
	for len(p) > 0 && p[0] != ']' {
		switch {
		case p[0] == '\\' && len(p) > 1:
			ok = ok || p[1] == b
			p = p[2:]
		case len(p) > 2 && p[1] == '-':
			ok = ok || min(p[0], p[2]) <= b && b <= max(p[0], p[2])
			p = p[3:]
		default:
			ok = ok || p[0] == b
			p = p[1:]
		}
	}
	if len(p) > 0 {
		p = p[1:]
	}
	return p, ok != inverted
}
