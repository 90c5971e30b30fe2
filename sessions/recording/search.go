package recording

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Search yields the events that a query is about, by their index and in their order. It reads
// the lines without decoding them. An error ends it.
func (f *File) Search(q Query) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		s := f.searcher(q)
		in := newLines(io.NewSectionReader(f.text, 0, f.size))
		for i := 0; i < len(f.events); {
			line, from, _, err := in.next()
			if err != nil {
				yield(i, unreadable(f.name, err)) // it was there when it was opened
				return
			}
			if from != f.events[i].from {
				continue
			}
			if s.finds(line) && !yield(i, nil) {
				return
			}
			i++
		}
	}
}

// Find is the index of the first event with a sequence number; false where there is none.
func (f *File) Find(seq uint64) (int, bool) {
	if i := int(seq) - 1; i >= 0 && i < len(f.events) { // where a session is recorded from its first step
		if raw, err := f.Raw(i); err == nil && bytes.HasPrefix(raw, fmt.Appendf(nil, "%s%d,", numbered, seq)) {
			return i, true
		}
	}
	for i, err := range f.Search(Query{seqs: map[uint64]bool{seq: true}}) {
		return i, err == nil
	}
	return 0, false
}

// searcher looks for one query in one line after another.
type searcher struct {
	Query
	needles [][]byte // that a line must have, in small letters
	text    []byte   // Query.Text in small letters
	small   []byte   // a line in small letters
	found   found
}

func (f *File) searcher(q Query) *searcher {
	s := &searcher{Query: q}
	s.Errno = strings.ToUpper(q.Errno)
	if q.Mark != "" {
		s.seqs = map[uint64]bool{}
		for _, m := range f.marks {
			if strings.Contains(lowered(m.Word), lowered(q.Mark)) {
				s.seqs[m.At] = true
			}
		}
	}
	for _, text := range []string{needle(q.Text), q.Errno, q.Socket} {
		if text != "" {
			s.needles = append(s.needles, []byte(lowered(text)))
		}
	}
	s.Text = lowered(q.Text)
	s.text = []byte(s.Text)
	return s
}

// finds reports whether a line is an event that is looked for.
func (s *searcher) finds(line []byte) bool {
	if seq, ok := numberOf(line); ok && s.seqs != nil && !s.seqs[seq] {
		return false
	}
	if len(s.needles) > 0 {
		s.small = lower(s.small[:0], line)
	}
	for _, n := range s.needles {
		if !bytes.Contains(s.small, n) {
			return false
		}
	}
	s.found.read(line, &s.Query)
	return (s.seqs == nil || s.seqs[s.found.seq]) && (s.Errno == "" || s.found.errno) && (s.Socket == "" || s.found.socket) &&
		(s.Text == "" || s.says())
}

// says reports whether the text stands in what is told of the event.
func (s *searcher) says() bool {
	s.small = lower(s.small[:0], s.found.text)
	return bytes.Contains(s.small, s.text)
}

// found is what of an event is searched.
type found struct {
	seq           uint64
	errno, socket bool   // it has those of the query
	text          []byte // what is told of it, a line for each part
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

// read takes what is searched out of a line.
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

// readCall takes a part of a call, or, at its end, all of them.
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

// forget begins another call.
func (f *found) forget() {
	for i := range f.call {
		f.call[i] = f.call[i][:0]
	}
}

// lowered is a text with the letters of ASCII in small.
func lowered(text string) string { return string(lower(nil, []byte(text))) }

func lower(to, line []byte) []byte {
	from := len(to)
	to = append(to, line...)
	for i, c := range to[from:] {
		if 'A' <= c && c <= 'Z' {
			to[from+i] = c | 0x20
		}
	}
	return to
}
