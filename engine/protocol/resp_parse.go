package protocol

import (
	"bytes"
	"strconv"
)

// Bounds of a command, in bytes where nothing else is said.
const (
	respMostLine      = 64 << 10
	respMostBulk      = 512 << 10
	respMostCommand   = 1 << 20 // all of its bytes: less than MaxInput
	respMostArguments = 1024
)

// respParser parses commands: arrays of bulk strings, or words on a line.
type respParser struct {
	args     [][]byte // of the command that was read last; they are part of what was given
	unquoted []byte   // words without their quotes
}

// read reads the command that p begins with. If it is not whole, used is 0, and need is how
// long p has to be before it can be. bad is the sentence for an error, after which nothing
// can be read. A command may have no arguments; then it asks for nothing.
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

// respHeader reads the number after a type byte. end is where its line ends; 0 if the line is
// not whole, or bad.
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

// parseInteger reads a signed decimal number as Redis writes it: no plus, no blanks,
// no zeros in front.
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
