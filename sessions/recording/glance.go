package recording

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
)

// Seen is what a glance at a recording shows.
type Seen struct {
	Header Header
	Steps  int
	Left   *int // after how many of its steps the session goes on in another one, if it was left by step back
}

// Glance returns the header of a recording, its number of steps and where it was left. The number of steps is that of
// its last event, if that is near its end. Only otherwise does it read the rest.
func Glance(name string, r io.ReaderAt, size int64) (Seen, error) {
	const near = 64 << 10
	end := make([]byte, min(size, near))
	if err := fill(end, size-int64(len(end)), name, r); err != nil {
		return Seen{}, err
	}
	begin := make([]byte, min(size, near))
	if err := fill(begin, 0, name, r); err != nil {
		return Seen{}, err
	}
	line, _, _ := bytes.Cut(begin, []byte("\n"))
	var h Header
	if json.Unmarshal(line, &h) == nil && h.Version == Version {
		if seq, ok := lastSeq(end); ok {
			return Seen{h, seq, leftIn(end)}, nil
		}
	}
	f, err := New(name, r, size)
	if err != nil {
		return Seen{}, err
	}
	return Seen{f.Header(), f.Len(), leftIn(end)}, nil
}

// lastSeq returns the sequence number of the last complete line that is a step: a look beside the session has 0.
func lastSeq(text []byte) (int, bool) {
	for {
		end := bytes.LastIndexByte(text, '\n')
		if end < 0 {
			return 0, false
		}
		text = text[:end]
		begin := bytes.LastIndexByte(text, '\n') + 1
		if begin > 0 && bytes.HasPrefix(text[begin:], numbered) {
			if seq, ok := numberOf(text[begin:]); !ok || seq > 0 {
				return int(seq), ok
			}
		}
	}
}

// numberOf returns the sequence number at the beginning of a line written by this program.
func numberOf(line []byte) (seq uint64, ok bool) {
	rest, ok := bytes.CutPrefix(line, numbered)
	end := bytes.IndexByte(rest, ',')
	if !ok || end < 0 {
		return 0, false
	}
	seq, err := strconv.ParseUint(string(rest[:end]), 10, 64)
	return seq, err == nil
}
