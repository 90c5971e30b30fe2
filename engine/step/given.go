package step

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// given matches a line that assigns names: the words before them, and the names with their commas.
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

// givenIn finds the names that a line assigns; nil if there are none.
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

// verbIn reports whether text has a verb, other than those like spawn that take another step.
func verbIn(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		verb, ok := FindVerb(strings.ToLower(word))
		return ok && !verb.takes(RoleStep)
	})
}

// mostGiven is how many bytes of a line are searched for the names it assigns.
const mostGiven = 4096

// oneName matches a single name.
var oneName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z]\w*'*`) })
