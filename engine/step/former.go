package step

import (
	"strconv"
	"strings"
)

// Former hands out the names of sockets whose own name was given to another one: those
// that were s are s', s”, s”' and from then on s4', s5', …, so that the thousandth
// is as short as the fourth. It counts the names given, by the name without primes.
type Former map[string]int

// Next returns the next name for a socket that was called name and that nobody has,
// which taken reports.
func (f Former) Next(name string, taken func(string) bool) string {
	const primes = 3
	base := strings.TrimRight(name, "'")
	for {
		f[base]++
		next := base + strconv.Itoa(f[base]) + "'"
		if f[base] <= primes {
			next = base + strings.Repeat("'", f[base])
		}
		if !taken(next) {
			return next
		}
	}
}
