package export

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// word is an int in the value of an option.
func (c *Call) word(at int) int32 { return int32(binary.NativeEndian.Uint32(c.Bytes[at:])) }

// long is a long in it.
func (c *Call) long(at int) int64 { return int64(binary.NativeEndian.Uint64(c.Bytes[at:])) }

// padded is the value with as many bytes as the call is told that it has, or more.
func (c *Call) padded() []byte {
	if c.Length == nil || *c.Length <= len(c.Bytes) {
		return c.Bytes
	}
	return append(c.Bytes[:len(c.Bytes):len(c.Bytes)], make([]byte, *c.Length-len(c.Bytes))...)
}

// filter are the instructions of a program for packets, struct sock_filter, each in a format for code, jt,
// jf and k.
func filter(format string, p []byte) []string {
	var list []string
	for ; len(p) >= 8; p = p[8:] {
		list = append(list, fmt.Sprintf(format, binary.NativeEndian.Uint16(p), p[2], p[3], binary.NativeEndian.Uint32(p[4:])))
	}
	return list
}

// argument is the number that a request is given.
func argument(c *Call) int32 {
	if len(c.Bytes) != 4 {
		return 0
	}
	return c.word(0)
}

// milliseconds is a timeout as poll takes it, rounded up; -1 is forever.
func milliseconds[D ~int64](d D) int64 {
	if d < 0 {
		return -1
	}
	return (int64(d) + 999_999) / 1_000_000
}

// told is the length that a call is told.
func told(c *Call, otherwise string) string {
	if c.Length != nil {
		return fmt.Sprint(*c.Length)
	}
	return otherwise
}

// toldLast is that length as the last argument of a function that can do without.
func toldLast(c *Call) string {
	if c.Length == nil {
		return ""
	}
	return fmt.Sprintf(", %d", *c.Length)
}

// bare is a task's call without what it makes, which the program takes when it joins.
func (t *Task) bare() *Call {
	c := *t.Call
	c.Makes = nil
	return &c
}

// numbers are numbers with commas between.
func numbers(list []int) string {
	var parts []string
	for _, n := range list {
		parts = append(parts, fmt.Sprint(n))
	}
	return strings.Join(parts, ", ")
}
