package recording

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Search yields the events that a query is about, by their index and in their order. It reads
// the lines, and decodes those only that have a word of the query in them. An error ends it.
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
			found, err := s.finds(line)
			if err = f.wrong(f.events[i].line, err); (found || err != nil) && !yield(i, err) || err != nil {
				return
			}
			i++
		}
	}
}

// Find is the index of the first event with a sequence number; false where there is none.
func (f *File) Find(seq uint64) (int, bool) {
	s := searcher{seqs: map[uint64]bool{seq: true}}
	if i := int(seq) - 1; i >= 0 && i < len(f.events) { // where a session is recorded from its first step
		if raw, err := f.raw(i); err == nil && bytes.HasPrefix(raw, fmt.Appendf(nil, "%s%d,", numbered, seq)) {
			return i, true
		}
	}
	for i := range f.events {
		raw, err := f.raw(i)
		if err != nil {
			break
		}
		if found, _ := s.finds(raw); found {
			return i, true
		}
	}
	return 0, false
}

// searcher looks for one query.
type searcher struct {
	Query
	seqs    map[uint64]bool // of the events that are marked so; nil where any may be meant
	needles [][]byte        // that a line must have, in small letters
	small   []byte          // the line in small letters
}

func (f *File) searcher(q Query) *searcher {
	s := &searcher{Query: q}
	s.Text, s.Errno = strings.ToLower(q.Text), strings.ToUpper(q.Errno)
	if q.Mark != "" {
		s.seqs = map[uint64]bool{}
		for _, m := range f.marks {
			s.seqs[m.At] = strings.Contains(strings.ToLower(m.Word), strings.ToLower(q.Mark))
		}
	}
	for _, text := range []string{needle(q.Text), q.Errno, q.Socket} {
		if text != "" {
			s.needles = append(s.needles, []byte(strings.ToLower(text)))
		}
	}
	return s
}

// searched is what is decoded of an event to be searched.
type searched struct {
	Seq   uint64 `json:"seq"`
	Step  string `json:"step"`
	Asked struct {
		Names  []string `json:"names"`
		Socket string   `json:"socket"`
		Other  string   `json:"other"`
	} `json:"parsed"`
	Calls []struct {
		Name  string          `json:"name"`
		Args  []string        `json:"args"`
		Ret   json.RawMessage `json:"ret"`
		Errno string          `json:"errno"`
		Note  string          `json:"note"`
	} `json:"calls"`
	Got      string   `json:"got"`
	Problem  string   `json:"problem"`
	Notes    []string `json:"notes"`
	Warnings []string `json:"warnings"`
	Evidence struct {
		Sockets []struct {
			Name string `json:"name"`
		} `json:"sockets"`
	} `json:"evidence"`
}

// finds reports whether a line is an event that is looked for.
func (s *searcher) finds(line []byte) (bool, error) {
	s.small = lower(s.small[:0], line)
	for _, n := range s.needles {
		if !bytes.Contains(s.small, n) {
			return false, nil
		}
	}
	var e searched
	if err := json.Unmarshal(line, &e); err != nil {
		return false, err
	}
	return (s.seqs == nil || s.seqs[e.Seq]) && (s.Errno == "" || e.answered(s.Errno)) && (s.Socket == "" || e.shows(s.Socket)) &&
		(s.Text == "" || strings.Contains(strings.ToLower(e.text()), s.Text)), nil
}

func (e *searched) answered(errno string) bool {
	for _, c := range e.Calls {
		if c.Errno == errno {
			return true
		}
	}
	return false
}

func (e *searched) shows(socket string) bool {
	if e.Asked.Socket == socket || e.Asked.Other == socket || slices.Contains(e.Asked.Names, socket) {
		return true
	}
	for _, s := range e.Evidence.Sockets {
		if s.Name == socket {
			return true
		}
	}
	return false
}

// text is what is told of an event, a line for each part.
func (e *searched) text() string {
	var b strings.Builder
	for _, part := range append(append([]string{e.Step, e.Got, e.Problem}, e.Notes...), e.Warnings...) {
		b.WriteString(part)
		b.WriteByte('\n')
	}
	for _, c := range e.Calls {
		fmt.Fprintf(&b, "%s(%s) = %s %s %s\n", c.Name, strings.Join(c.Args, ", "), c.Ret, c.Errno, c.Note)
	}
	return b.String()
}

// lower appends a line with the letters of ASCII in small.
func lower(to, line []byte) []byte {
	to = append(to, line...)
	for i, c := range to {
		if 'A' <= c && c <= 'Z' {
			to[i] = c | 0x20
		}
	}
	return to
}
