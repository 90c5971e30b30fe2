package recorder

import "time"

// segment is a part of a recorder's memory.
type segment struct {
	first uint64 // the number of its first entry
	text  []byte
	ends  []uint32 // the end of each entry in text
	times []int64  // of the entries, in nanoseconds since 1970, never decreasing
}

// cost returns how many bytes an entry takes.
func cost(text []byte) int { return len(text) + 4 + 8 }

// add adds an entry, unless the segment would exceed most bytes.
func (s *segment) add(t time.Time, text []byte, most int) bool {
	if len(s.text)+(cost(nil)*len(s.ends))+cost(text) > most {
		return false
	}
	if s.text == nil { // in full: growing by copying would take twice as much meanwhile
		s.text = make([]byte, 0, most)
	}
	s.text = append(s.text, text...)
	s.ends = append(s.ends, uint32(len(s.text)))
	at := t.UnixNano()
	if n := len(s.times); n > 0 { // the clock may be set back
		at = max(at, s.times[n-1])
	}
	s.times = append(s.times, at)
	return true
}

// empty removes the entries, and keeps the memory.
func (s *segment) empty(first uint64) {
	s.first, s.text, s.ends, s.times = first, s.text[:0], s.ends[:0], s.times[:0]
}

// at returns the text of an entry.
func (s *segment) at(i int) []byte {
	begin := uint32(0)
	if i > 0 {
		begin = s.ends[i-1]
	}
	return s.text[begin:s.ends[i]]
}

func (s *segment) entry(i uint64) (Entry, bool) {
	if i >= uint64(len(s.ends)) {
		return Entry{}, false
	}
	return Entry{time.Unix(0, s.times[i]), append([]byte(nil), s.at(int(i))...)}, true
}
