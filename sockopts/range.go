package sockopts

import (
	"regexp"
	"strconv"
	"strings"
)

// bounds finds the numbers in the text of a range: "1 to 255, or -1 for the default".
var bounds = regexp.MustCompile(`(-?\d+)( to (-?\d+)| or more)?`)

// Outside reports whether a value is a number outside the option's range, as far as that is known: a range that is not
// given in numbers excludes nothing.
func (o *Option) Outside(v Value) bool {
	n, ok := v.Number()
	if !ok || strings.HasPrefix(o.Range, "any") || strings.HasPrefix(o.Range, "powers") || strings.HasPrefix(o.Range, "at ") {
		return false
	}
	found := bounds.FindAllStringSubmatch(o.Range, -1)
	for _, m := range found {
		low, _ := strconv.ParseInt(m[1], 10, 64)
		high := low
		switch {
		case m[3] != "":
			high, _ = strconv.ParseInt(m[3], 10, 64)
		case m[2] != "":
			return n < low
		}
		if n >= low && n <= high {
			return false
		}
	}
	return len(found) > 0
}
