package step

import "fmt"

// Counted is a number of things in words: 1 byte, 5 bytes.
func Counted[N int | int64 | uint32 | uint64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Times is how often something happened, in words: once, 5 times.
func Times[N int | int64](n N) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
