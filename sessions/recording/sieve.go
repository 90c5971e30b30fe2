package recording

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// search searches the events in [from, to), which are contiguous. Only lines that contain the needles are examined
// closely.
func (s *searcher) search(f *File, from, to int) {
	s.hits, s.err = s.hits[:0], nil
	if from == to {
		return
	}
	if s.raw, s.err = f.block(from, to, s.raw); s.err != nil { // it existed when it was opened
		return
	}
	begin := f.events[from].from
	if len(s.needles) > 0 {
		s.small = lower(s.small[:0], s.raw)
	}
	for i := s.next(f, from, to, begin); i < to; i = s.next(f, i+1, to, begin) {
		at := f.events[i]
		line := at.of(s.raw, begin)
		if !s.unmarked(line) && s.hasNeedles(at, begin) && s.holds(line) {
			s.hits = append(s.hits, i)
		}
	}
}

// next returns the first event from i on that may contain the first needle, or to if there is none.
func (s *searcher) next(f *File, i, to int, begin int64) int {
	if len(s.needles) == 0 || i == to {
		return i
	}
	first := s.needles[0]
	hit := first.index(s.small[f.events[i].from-begin:])
	if hit < 0 {
		return to
	}
	at := f.events[i].from + int64(hit)
	for i < to && f.events[i].end() <= at {
		i++
	}
	return i
}

// unmarked reports whether a line does not have one of the required sequence numbers.
func (s *searcher) unmarked(line []byte) bool {
	if s.seqs == nil {
		return false
	}
	seq, ok := numberOf(line)
	return ok && !s.seqs[seq]
}

// hasNeedles reports whether the line of an event contains all needles.
func (s *searcher) hasNeedles(at place, begin int64) bool {
	for _, n := range s.needles {
		if n.index(at.of(s.small, begin)) < 0 {
			return false
		}
	}
	return true
}

// needle is a text that a line must contain, in lower case ASCII. Other characters may be written as escapes in the
// line.
type needle struct {
	text  []byte
	plain bool // all of it is ASCII
}

func newNeedle(text string) needle {
	n := needle{text: lower(nil, []byte(text)), plain: true}
	for _, c := range n.text {
		n.plain = n.plain && c < utf8.RuneSelf
	}
	return n
}

// index returns the index of the needle, or of what may stand for it, in a text; it is negative if there is none.
func (n needle) index(small []byte) int {
	at := bytes.Index(small, n.text)
	if n.plain {
		return at
	}
	end := len(small)
	if at >= 0 {
		end = at
	}
	if escape := bytes.Index(small[:end], unicodeEscape); escape >= 0 {
		return escape
	}
	return at
}

// unicodeEscape is the beginning of the escape of any character (RFC 8259, section 7).
var unicodeEscape = []byte(`\u`)

// lower appends text with its ASCII letters in lower case, eight bytes at a time.
func lower(to, text []byte) []byte {
	const each = 0x0101010101010101
	from := len(to)
	to = append(to, text...)
	rest := to[from:]
	for ; len(rest) >= 8; rest = rest[8:] {
		word := binary.LittleEndian.Uint64(rest)
		low := word & (0x7f * each)
		capital := (low + (0x80-'A')*each) &^ (low + (0x7f-'Z')*each) &^ word & (0x80 * each) // the highest bit of each byte that is a capital letter
		binary.LittleEndian.PutUint64(rest, word|capital>>2)
	}
	for i, c := range rest {
		if 'A' <= c && c <= 'Z' {
			rest[i] = c | 0x20
		}
	}
	return to
}
