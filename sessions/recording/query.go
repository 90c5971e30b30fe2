package recording

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Query is what to look for in a recording: events that match all fields other than "".
type Query struct {
	Text   string // contained in the step, a call, the answer, a note or a warning, ignoring case
	Errno  string // the answer of a call, by name
	Socket string // a socket named by the step or shown by its evidence
	Mark   string // contained in the word of a mark at the event

	seqs map[uint64]bool // events with such a mark; nil if any event will do
}

// ParseQuery parses what a person types: errno:EAGAIN, socket:s and mark:word restrict where to look, and the rest is
// text.
func ParseQuery(text string) Query {
	var q Query
	var rest []string
	for _, word := range strings.Fields(text) {
		key, value, _ := strings.Cut(word, ":")
		switch {
		case value == "":
			rest = append(rest, word)
		case key == "errno":
			q.Errno = value
		case key == "socket":
			q.Socket = value
		case key == "mark":
			q.Mark = value
		default:
			rest = append(rest, word)
		}
	}
	if len(rest) == len(strings.Fields(text)) {
		rest = []string{strings.TrimSpace(text)} // as typed
	}
	q.Text = strings.Join(rest, " ")
	return q
}

// needles returns texts that are literally contained in a matching event's line, however it was written; the longest
// first.
func needles(q *Query) []needle {
	list := strings.FieldsFunc(q.Text, divides)
	if q.Errno != "" {
		list = append(list, q.Errno)
	}
	if socket := q.Socket; socket != "" && !strings.ContainsFunc(socket, divides) {
		list = append(list, `"`+socket+`"`)
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	var all []needle
	for _, text := range list {
		all = append(all, newNeedle(text))
	}
	return all
}

// divides reports whether a line may contain a character as an escape, or does not contain it because it only separates
// the parts of an event's text.
func divides(r rune) bool {
	return r <= ' ' || strings.ContainsRune(`"\/<>&()=,`, r) || r == utf8.RuneError
}
