package step

import (
	"fmt"
	"strings"

	"netnet-tui/sockopts"

	"github.com/agext/levenshtein"
)

// Error is a mistake in a line: what is wrong, where, and what to write instead.
type Error struct {
	File    string
	Line    int // from 1; 0 at a prompt
	Column  int // in characters, from 1
	Message string
}

func (e *Error) Error() string {
	switch {
	case e.File != "" && e.Line > 0:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	case e.Line > 0:
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	}
	return fmt.Sprintf("column %d: %s", e.Column, e.Message)
}

// Clip shortens a word that is quoted in a message.
func Clip(word string) string {
	const most = 40
	if len(word) > most {
		return strings.ToValidUTF8(word[:most], "") + "…"
	}
	return word
}

// Shorten shortens a message that quotes a very long text, keeping both ends.
func Shorten(message string) string {
	const most, head, tail = 800, 100, 300
	if len(message) <= most {
		return message
	}
	return strings.ToValidUTF8(message[:head]+" … "+message[len(message)-tail:], "")
}

// suggest returns " (did you mean X?)" for the nearest candidate, or "" if none is near or so many mistakes were
// reported that this one is only counted.
func (p *parser) suggest(word string, candidates func() []string) string {
	if p.scope.Quiet {
		return ""
	}
	if near := Nearest(word, candidates()); near != "" {
		return fmt.Sprintf(" (did you mean %s?)", near)
	}
	return ""
}

// words returns a function that returns list.
func words(list []string) func() []string { return func() []string { return list } }

// NearestOption returns the option of the catalogue that a misspelt name most likely means, or "".
func NearestOption(name string) string {
	var all []string
	for _, o := range sockopts.Everything() {
		all = append(all, o.Name)
	}
	return Nearest(name, all)
}

// Nearest returns the candidate that a misspelt word most likely means, or "". Among equally near candidates it returns
// the first: our lists begin with the most used ones.
func Nearest(word string, candidates []string) string {
	const longest = 64 // the longest name in this language
	if word == "" || len(word) > longest {
		return ""
	}
	best, least := "", 2*min(max(1, len(word)/3)+1, len(word)) // counted in halves
	lower := strings.ToLower(word)
	for _, candidate := range candidates {
		if 2*(len(word)-len(candidate)) >= least || 2*(len(candidate)-len(word)) >= least {
			continue // too many letters are extra or missing
		}
		small := strings.ToLower(candidate)
		distance := 2 * levenshtein.Distance(lower, small, nil)
		if swapped(lower, small) {
			distance = 2 // swapped letters are one slip, not two wrong letters
		}
		if (small == candidate) != (lower == word) {
			distance++ // the candidate with the same case is nearer
		}
		if distance < least {
			best, least = candidate, distance
		}
	}
	return best
}

// swapped reports whether two words differ in the order of two neighbouring letters.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}
