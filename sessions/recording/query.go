package recording

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Query is what is looked for in a recording: events of which all hold that is not "".
type Query struct {
	Text   string // stands in the step, a call, the answer, a note or a warning, in small letters or large
	Errno  string // is what a call answered, by its name
	Socket string // is a socket that the step names, or that its evidence shows
	Mark   string // stands in the word of a mark at the event

	seqs map[uint64]bool // of the events that are marked so; nil where any may be meant
}

// ParseQuery reads what a person types: errno:EAGAIN, socket:s and mark:word say where to
// look, and what is left is a text.
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
		rest = []string{strings.TrimSpace(text)} // as it was typed
	}
	q.Text = strings.Join(rest, " ")
	return q
}

// needles are what stands in an event's line as it is, however that was written; the longest first.
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

// divides reports whether a character is one that a line may have as an escape, or that is not in the line but
// stands between the parts of what is told of an event.
func divides(r rune) bool {
	return r <= ' ' || strings.ContainsRune(`"\/<>&()=,`, r) || r == utf8.RuneError
}
