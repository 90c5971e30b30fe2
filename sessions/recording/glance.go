package recording

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
)

// Glance returns the header of a recording and its number of steps: the number of its last event, if that is near its
// end. Only otherwise does it read the rest.
func Glance(name string, r io.ReaderAt, size int64) (Header, int, error) {
	const near = 64 << 10
	end := make([]byte, min(size, near))
	if err := fill(end, size-int64(len(end)), name, r); err != nil {
		return Header{}, 0, err
	}
	begin := make([]byte, min(size, near))
	if err := fill(begin, 0, name, r); err != nil {
		return Header{}, 0, err
	}
	line, _, _ := bytes.Cut(begin, []byte("\n"))
	var h Header
	if json.Unmarshal(line, &h) == nil && h.Version == Version {
		if seq, ok := lastSeq(end); ok {
			return h, seq, nil
		}
	}
	f, err := New(name, r, size)
	if err != nil {
		return Header{}, 0, err
	}
	return f.Header(), f.Len(), nil
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
