package code

import (
	"encoding/binary"
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Filter formats the instructions of a packet filter, struct sock_filter: code, jt, jf and k of each.
func Filter(format string, p []byte) []string {
	var list []string
	for ; len(p) >= 8; p = p[8:] {
		list = append(list, fmt.Sprintf(format, binary.NativeEndian.Uint16(p), p[2], p[3], binary.NativeEndian.Uint32(p[4:])))
	}
	return list
}

// Milliseconds returns a timeout as poll takes it, rounded up; -1 is forever.
func Milliseconds[D ~int64](d D) int64 {
	if d < 0 {
		return -1
	}
	return (int64(d) + 999_999) / 1_000_000
}

// Told returns the length passed to a call, or otherwise if the script sets none.
func Told(c *program.Call, otherwise string) string {
	if c.Length != nil {
		return fmt.Sprint(*c.Length)
	}
	return otherwise
}

// ToldLast returns the length as an optional last argument: "" if the script sets none.
func ToldLast(c *program.Call) string {
	if c.Length == nil {
		return ""
	}
	return fmt.Sprintf(", %d", *c.Length)
}

// Numbers returns numbers separated by commas.
func Numbers(list []int) string {
	var parts []string
	for _, n := range list {
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, ", ")
}
