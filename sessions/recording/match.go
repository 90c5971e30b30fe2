package recording

import (
	"bytes"
	"strconv"
	"strings"
)

// searcher searches blocks for one query.
type searcher struct {
	Query
	needles []needle // the longest first
	text    []byte   // Query.Text in lower case
	found   found

	raw   []byte // a block
	small []byte // the block in lower case
	told  []byte // the text of an event in lower case
	hits  []int
	err   error
}

func (f *File) searcher(q Query) *searcher {
	s := &searcher{Query: q, needles: needles(&q), text: lower(nil, []byte(q.Text))}
	s.Errno = strings.ToUpper(q.Errno)
	if q.Mark != "" {
		s.seqs = map[uint64]bool{}
		mark := lower(nil, []byte(q.Mark))
		for _, m := range f.Marks() {
			if bytes.Contains(lower(nil, []byte(m.Word)), mark) {
				s.seqs[m.At] = true
			}
		}
	}
	return s
}

// holds reports whether an event matches, given that its line contains the needles.
func (s *searcher) holds(line []byte) bool {
	s.found.read(line, &s.Query)
	return (s.seqs == nil || s.seqs[s.found.seq]) && (s.Errno == "" || s.found.errno) && (s.Socket == "" || s.found.socket) &&
		(s.Text == "" || s.says())
}

// says reports whether the event's text contains the query's.
func (s *searcher) says() bool {
	s.told = lower(s.told[:0], s.found.text)
	return bytes.Contains(s.told, s.text)
}

// found is the searchable data of an event.
type found struct {
	seq           uint64
	errno, socket bool   // it has those of the query
	text          []byte // the text of the event, one line for each part
	call          [5][]byte
}

// The parts of a call.
const (
	callName = iota
	callArgs
	callRet
	callErrno
	callNote
)

var callParts = map[string]int{"name": callName, "args": callArgs, "ret": callRet, "errno": callErrno, "note": callNote}

// read extracts the searchable data from a line.
func (f *found) read(line []byte, q *Query) {
	f.seq, f.errno, f.socket, f.text = 0, false, false, f.text[:0]
	f.forget()
	s := Scan(line)
	for {
		text, ok := s.Next()
		if !ok {
			return
		}
		switch string(s.KeyAt(1)) {
		case "seq":
			if s.Depth == 1 && f.seq == 0 {
				f.seq, _ = strconv.ParseUint(string(text), 10, 64)
			}
		case "step", "got", "problem", "notes", "warnings":
			if q.Text != "" && !s.Ended && s.Depth <= 2 {
				f.text = append(unescaped(f.text, text), '\n')
			}
		case "calls":
			f.readCall(&s, text, q)
		case "parsed":
			if key := string(s.Key); !s.Ended && (key == "names" && s.Depth == 3 || (key == "socket" || key == "other") && s.Depth == 2) {
				f.socket = f.socket || string(text) == q.Socket
			}
		case "evidence":
			if !s.Ended && s.Depth == 4 && string(s.Key) == "name" {
				f.socket = f.socket || string(text) == q.Socket
			}
		}
	}
}

// readCall reads a part of a call or, at its end, adds all of them.
func (f *found) readCall(s *Scanner, text []byte, q *Query) {
	if s.Ended && s.Depth == 2 {
		if q.Text != "" {
			for part, behind := range []string{callName: "(", callArgs: ") = ", callRet: " ", callErrno: " ", callNote: "\n"} {
				f.text = append(append(f.text, f.call[part]...), behind...)
			}
		}
		f.forget()
		return
	}
	part, ok := callParts[string(s.Key)]
	if s.Ended || !ok || s.Depth != 3 && (part != callArgs || s.Depth != 4) {
		return
	}
	if part == callErrno {
		f.errno = f.errno || string(text) == q.Errno
	}
	if q.Text == "" {
		return
	}
	if part == callArgs && len(f.call[part]) > 0 {
		f.call[part] = append(f.call[part], ", "...)
	}
	f.call[part] = unescaped(f.call[part], text)
}

// forget clears the parts of a call.
func (f *found) forget() {
	for i := range f.call {
		f.call[i] = f.call[i][:0]
	}
}
