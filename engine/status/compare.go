package status

import (
	"strconv"
	"strings"
)

// Comparison reads what a filter wants of a number: >0, >=10, <5, <=5, =3 or 3. Without a number behind it,
// as while it is typed, it is nil: everything fits then.
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
