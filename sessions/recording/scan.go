package recording

import (
	"bytes"
	"encoding/json"
)

// Scanner iterates over the values of a line without decoding it, which is ten times as fast. It assumes that a line is
// JSON; for a search it does no harm if it is not.
type Scanner struct {
	Depth int  // how many objects and arrays the value is in
	Ended bool // not a value, but the end of an object or array

	Key []byte // the innermost key

	line []byte
	at   int
	keys [deepest + 1][]byte // the last key of each enclosing object
}

// deepest is the greatest depth at which keys are reported.
const deepest = 7

// Scan returns a scanner at the beginning of a line.
func Scan(line []byte) Scanner { return Scanner{line: line} }

// KeyAt returns the value's key in the enclosing object at a depth; the line itself is at depth 1.
func (s *Scanner) KeyAt(depth int) []byte { return s.keys[max(0, min(depth, deepest))] }

// Next advances to the next string, number or literal, or to the end of an object or array, and returns its bytes; a
// string is without its quotes and still escaped. It returns false at the end of the line.
func (s *Scanner) Next() (text []byte, ok bool) {
	s.Ended = false
	for s.at < len(s.line) {
		from := s.at
		s.at++
		switch s.line[from] {
		case ' ', '\t', '\r', '\n', ',', ':':
		case '{', '[':
			s.Depth++
		case '}', ']':
			s.Depth--
			s.Ended = true
			return nil, true
		case '"':
			text = s.quoted()
			if !s.colon() {
				return text, true
			}
			if s.Key = text; s.Depth <= deepest {
				s.keys[max(0, s.Depth)] = text
			}
		default:
			for s.at < len(s.line) && s.line[s.at] > ' ' && s.line[s.at] != ',' && s.line[s.at] != '}' && s.line[s.at] != ']' {
				s.at++
			}
			return s.line[from:s.at], true
		}
	}
	return nil, false
}

// stepOf returns the step of an event's line as a line of script; false if it has no step that is a string.
func stepOf(line []byte) (string, bool) {
	s := Scan(line)
	for {
		text, ok := s.Next()
		switch {
		case !ok:
			return "", false
		case s.Depth == 1 && !s.Ended && string(s.KeyAt(1)) == "step":
			return string(unescaped(nil, text)), line[s.at-1] == '"'
		}
	}
}

// colon reports whether a colon follows, so that the string before it was a key.
func (s *Scanner) colon() bool {
	for _, c := range s.line[s.at:] {
		if c > ' ' {
			return c == ':'
		}
	}
	return false
}

// quoted reads a string up to and including its closing quote.
func (s *Scanner) quoted() []byte {
	from := s.at
	for {
		quote := bytes.IndexByte(s.line[s.at:], '"')
		if quote < 0 {
			s.at = len(s.line)
			return s.line[from:]
		}
		s.at += quote + 1
		escapes := s.at - 2
		for escapes >= from && s.line[escapes] == '\\' {
			escapes--
		}
		if (s.at-2-escapes)%2 == 0 {
			return s.line[from : s.at-1]
		}
	}
}

// unescaped appends the value of an escaped string.
func unescaped(to, text []byte) []byte {
	escape := bytes.IndexByte(text, '\\')
	if escape < 0 {
		return append(to, text...)
	}
	for i := escape; i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		i++
		if text[i] != '"' && text[i] != '\\' { // other escapes are rare
			var whole string
			_ = json.Unmarshal(append(append([]byte{'"'}, text...), '"'), &whole)
			return append(to, whole...)
		}
	}
	for len(text) > 0 {
		escape = bytes.IndexByte(text, '\\')
		if escape < 0 || escape+1 == len(text) {
			break
		}
		to = append(append(to, text[:escape]...), text[escape+1])
		text = text[escape+2:]
	}
	return append(to, text...)
}
