package status

import (
	"strconv"
	"strings"
)

// Comparison parses a condition on a number in a filter: >0, >=10, <5, <=5, =3 or 3. It is nil, which matches
// everything, if the number is missing, as while it is being typed.
func Comparison(want string) func(n float64) bool {
	digits := strings.TrimLeft(want, "<>=")
	operator := want[:len(want)-len(digits)]
	limit, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return nil
	}
	return func(n float64) bool {
		switch operator {
		case ">":
			return n > limit
		case ">=":
			return n >= limit
		case "<":
			return n < limit
		case "<=":
			return n <= limit
		}
		return n == limit
	}
}
