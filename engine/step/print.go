package step

import (
	"strings"

	"netnet-tui/sockets"
)

// DefaultBacklog is the backlog of listen in a script that gives none.
const DefaultBacklog = 5

// DefaultMaxEvents is the maxevents of epoll_wait in a script that gives none.
const DefaultMaxEvents = 64

// String returns the canonical line of the step: reading it gives the same step.
func (s Step) String() string {
	words := s.prefixes()
	if len(s.Names) > 0 {
		words = append(words, strings.Join(s.Names, ", "), "=")
	}
	words = append(words, s.Verb)
	if verb, ok := FindVerb(s.Verb); ok {
		for _, p := range verb.Params {
			if !p.Role.lacks(&s) { // a step that [Step.Check] refuses is printed too
				words = append(words, p.Role.print(&s)...)
			}
		}
	}
	if len(s.Want) > 0 {
		words = append(append(words, arrow), outcomeWords(s.Want)...)
	}
	return strings.Join(words, " ")
}

// String returns the interest as a script writes it: "s:in,out".
func (i Interest) String() string {
	return i.Socket + ":" + strings.ReplaceAll(sockets.PollEvents.Short(i.Events), "|", ",")
}

// String returns the text as a script writes it, without expanding its repetition.
func (t Text) String() string {
	if t.Times == 0 {
		return sockets.Quote(t.Body)
	}
	return FormatSize(t.Times) + "*" + sockets.Quote(t.Body)
}

// Word prints text as a single word, quoted if necessary.
func Word(text string) string {
	if text == "" || strings.HasPrefix(text, "=>") || text == "|" || strings.ContainsAny(text, " \t\r\n\"#\\") || !plain(text) {
		return sockets.Quote([]byte(text))
	}
	return text
}

func plain(text string) bool {
	for _, c := range []byte(text) {
		if c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}
