package recording

import "strings"

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

// needle is the longest word of a text: what stands in an event's line as it is, however
// that was written.
func needle(text string) string {
	longest := ""
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) }) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return longest
}

func inWord(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
