package code

import (
	"encoding/binary"
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Filter are the instructions of a program for packets, struct sock_filter, each in a format for code, jt,
// jf and k.
func Filter(format string, p []byte) []string {
	var list []string
	for ; len(p) >= 8; p = p[8:] {
		list = append(list, fmt.Sprintf(format, binary.NativeEndian.Uint16(p), p[2], p[3], binary.NativeEndian.Uint32(p[4:])))
	}
	return list
}

// Milliseconds is a timeout as poll takes it, rounded up; -1 is forever.
func Milliseconds[D ~int64](d D) int64 {
	if d < 0 {
		return -1
	}
	return (int64(d) + 999_999) / 1_000_000
}

// Told is the length that a call is told.
func Told(c *program.Call, otherwise string) string {
	if c.Length != nil {
		return fmt.Sprint(*c.Length)
	}
	return otherwise
}

// ToldLast is that length as the last argument of a function that can do without.
func ToldLast(c *program.Call) string {
	if c.Length == nil {
		return ""
	}
	return fmt.Sprintf(", %d", *c.Length)
}

// Numbers are numbers with commas between.
func Numbers(list []int) string {
	var parts []string
	for _, n := range list {
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, ", ")
}
