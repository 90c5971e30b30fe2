package step

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// given matches a line that gives names away: what may stand before them, and
// the names with their commas.
var given = sync.OnceValue(func() *regexp.Regexp {
	const text = `(?:"(?:[^"\\]|\\.)*"|[^\s"#])+`
	var ofWord, ofOutcome []string
	for _, p := range Prefixes() {
		if p.outcome {
			ofOutcome = append(ofOutcome, p.Name)
		} else {
			ofWord = append(ofWord, p.Name)
		}
	}
	return regexp.MustCompile(`^((?:\s*(?i:` + strings.Join(ofWord, "|") + `)\s+[^\s=]+\s|\s*(?i:spawn)\s+[A-Za-z]\w*\s|` +
		`\s*(?i:` + strings.Join(ofOutcome, "|") + `)\s+(?:` + text + `\s+)+?)*\s*)` +
		`([A-Za-z]\w*'*(?:\s*,\s*[A-Za-z]\w*'*)*)\s*=(?:[^=>]|$)`)
})

// givenIn finds where a line gives names away, nil where it does not.
func givenIn(head string) []int {
	if strings.IndexByte(head, '=') < 0 {
		return nil
	}
	m := given().FindStringSubmatchIndex(head)
	if m == nil || verbIn(head[:m[3]]) {
		return nil
	}
	return m
}

// verbIn reports whether a verb that makes no other step, as spawn does, stands among words.
func verbIn(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		verb, ok := FindVerb(strings.ToLower(word))
		return ok && !verb.takes(RoleStep)
	})
}

// mostGiven is how much of a line, in bytes, is looked at for names that it gives away.
const mostGiven = 4096

// oneName matches one of them.
var oneName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z]\w*'*`) })
