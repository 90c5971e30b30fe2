package protocol

import (
	"bytes"
	"strconv"
)

// Limits of a command, in bytes unless stated otherwise.
const (
	respMostLine      = 64 << 10
	respMostBulk      = 512 << 10
	respMostCommand   = 1 << 20 // all of it: less than MaxInput
	respMostArguments = 1024
)

// respParser parses commands: arrays of bulk strings, or words on a line.
type respParser struct {
	args     [][]byte // of the last command; they point into the input
	unquoted []byte   // words without their quotes
}

// read reads the command at the beginning of p. If it is incomplete, used is 0, and need is the minimum length of p for
// the next try. bad is the message for an error, after which nothing can be read. A command may have no arguments; then
// it is ignored.
func (r *respParser) read(p []byte) (used, need int, bad string) {
	r.args = r.args[:0]
	if p[0] != '*' {
		return r.readInline(p)
	}
	count, at, bad := respHeader(p, 0, "mbulk count")
	if at == 0 {
		return 0, len(p) + 1, bad
	}
	if count > respMostArguments {
		return 0, 0, "a command has at most 1024 arguments"
	}
	for range count {
		if at == len(p) {
			return 0, len(p) + 1, ""
		}
		if p[at] != '$' {
			return 0, 0, "expected '$', got " + strconv.QuoteToASCII(string(p[at:at+1]))
		}
		size, start, bad := respHeader(p, at, "bulk count")
		switch {
		case start == 0:
			return 0, len(p) + 1, bad
		case size < 0:
			return 0, 0, "invalid bulk length"
		case size > respMostBulk:
			return 0, 0, "a bulk string has at most 524288 bytes"
		}
		end := start + size
		if at = end + len("\r\n"); at > respMostCommand {
			return 0, 0, "a command has at most 1048576 bytes"
		}
		if len(p) < at {
			return 0, at, ""
		}
		if p[end] != '\r' || p[end+1] != '\n' {
			return 0, 0, "a bulk string does not end in CR LF where its length says"
		}
		r.args = append(r.args, p[start:end])
	}
	return at, 0, ""
}

// respHeader reads the number after a type byte. end is where its line ends, or 0 if the line is incomplete or invalid.
func respHeader(p []byte, at int, what string) (n, end int, bad string) {
	line := p[at:]
	length := bytes.IndexByte(line, '\n')
	if length > respMostLine || length < 0 && len(line) > respMostLine {
		return 0, 0, "too big " + what + " string"
	}
	if length < 0 {
		return 0, 0, ""
	}
	digits, ok := bytes.CutSuffix(line[1:max(1, length)], []byte("\r"))
	if v, whole := parseInteger(digits); ok && whole && v == int64(int32(v)) {
		return int(v), at + length + 1, ""
	}
	if what == "bulk count" {
		return 0, 0, "invalid bulk length"
	}
	return 0, 0, "invalid multibulk length"
}

// parseInteger parses a signed decimal number as Redis writes it: no plus sign, no blanks, no leading zeros.
func parseInteger(p []byte) (n int64, ok bool) {
	digits, negative := bytes.CutPrefix(p, []byte("-"))
	if len(digits) == 0 || len(digits) > 19 || digits[0] == '0' && len(p) > 1 {
		return 0, false
	}
	var v uint64 // 19 digits fit
	for _, b := range digits {
		if !isDigit(b) {
			return 0, false
		}
		v = v*10 + uint64(b-'0')
	}
	if negative {
		return -int64(v), v <= 1<<63
	}
	return int64(v), v < 1<<63
}
