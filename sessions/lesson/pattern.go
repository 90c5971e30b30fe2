package lesson

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is made when it is first used: most starts of the program
// have nothing to do with lessons.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
