package lesson

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression that is compiled on first use: most runs of the program do not need
// lessons.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
