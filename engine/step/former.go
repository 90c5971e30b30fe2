package step

import (
	"strconv"
	"strings"
)

// Former makes new names for sockets whose name was given to another socket: those that were s become s', s”, s”' and
// after that s4', s5', …, so that the thousandth is as short as the fourth. It counts the new names by the name without
// primes.
type Former map[string]int

// Next returns an unused name for a socket that was called name. taken reports whether a name is in use.
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
