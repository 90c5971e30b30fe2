package step

import "fmt"

// Counted returns a number with its noun: 1 byte, 5 bytes.
func Counted[N int | int64 | uint32 | uint64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Times returns a count in words: once, 5 times.
func Times[N int | int64](n N) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
