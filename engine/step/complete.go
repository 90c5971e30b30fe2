package step

import (
	"slices"
	"strings"

	"netnet-tui/sockets"
)

// Completion is what may stand where a line is being typed.
type Completion struct {
	From      int      // the byte at which the word being typed begins
	Words     []string // what it could become, best first
	Signature string   // of the verb
	Summary   string   // of the verb
}

// Complete returns the ways in which a line could continue. bench are the names of the sockets and calls
// there are; counters lists the kernel's.
func Complete(line string, bench []string, counters func() []string) Completion {
	from := strings.LastIndexAny(line, " \t") + 1
	c := Completion{From: from}
	words := strings.Fields(line[:from])
	if len(words) >= 2 && words[0] == "within" {
		words = words[2:]
	}
	if at := slices.Index(words, "="); at >= 0 {
		words = words[at+1:]
	}
	typed := line[from:]
	if len(words) == 0 {
		c.Words = matching(typed, verbNames())
		if verb, ok := FindVerb(typed); ok {
			c.Signature, c.Summary = verb.Signature(), verb.Summary
		}
		return c
	}
	if words[0] == "spawn" && len(words) >= 3 {
		words = words[2:]
	}
	verb, ok := FindVerb(words[0])
	if !ok {
		return c
	}
	c.Signature, c.Summary = verb.Signature(), verb.Summary
	if slices.Contains(words, arrow) {
		c.Words = matching(typed, append([]string{"ok", "error", "eof", "none"}, sockets.ErrnoNames()...))
		return c
	}
	c.Words = matching(typed, candidates(verb, words[1:], typed, bench, counters))
	return c
}

// candidates are the words that can stand at the next place of a verb.
func candidates(verb *Verb, arguments []string, typed string, bench []string, counters func() []string) []string {
	at := min(len(arguments), len(verb.Params)-1)
	if at < 0 {
		return nil
	}
	return verb.Params[at].Role.complete(place{verb.Name, arguments, len(arguments) > at, typed, bench, counters})
}

func suffixed(names []string, suffixes ...string) []string {
	var list []string
	for _, name := range names {
		for _, suffix := range suffixes {
			list = append(list, name+suffix)
		}
	}
	return list
}

// matching are the words that go on from what has been typed: those that begin
// with it first, then those that have it somewhere.
func matching(typed string, words []string) []string {
	var begin, inside []string
	for _, word := range words {
		switch lower := strings.ToLower(word); {
		case strings.HasPrefix(word, typed) || strings.HasPrefix(lower, strings.ToLower(typed)):
			begin = append(begin, word)
		case strings.Contains(lower, strings.ToLower(typed)):
			inside = append(inside, word)
		}
	}
	return append(begin, inside...)
}
