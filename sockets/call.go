package sockets

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Call is one system call that was made. It prints itself as strace(1) would, with names instead of descriptors; Values
// holds the same data, for callers that would otherwise have to parse the text.
type Call struct {
	Name    Syscall  `json:"name"`
	Args    []string `json:"args"` // as printed
	Ret     int64    `json:"ret"`
	Errno   string   `json:"errno,omitempty"`   // the name of the errno
	NS      int64    `json:"ns"`                // how long it took, in nanoseconds
	Note    string   `json:"note,omitempty"`    // the meaning of the result: the name of a new descriptor, the decoded flags
	Process string   `json:"process,omitempty"` // the forked process that made it; "" is the engine
	Times   int      `json:"times,omitempty"`   // how often it was made with this result, if more than once
	Values  Values   `json:"values,omitzero"`   // the arguments, and what the kernel filled in
}

// String returns the call on one line.
func (c Call) String() string {
	var b strings.Builder
	if c.Process != "" {
		b.WriteString("[pid " + c.Process + "] ")
	}
	b.WriteString(string(c.Name) + "(" + strings.Join(c.Args, ", ") + ") = " + c.Answer())
	fmt.Fprintf(&b, " <%s>", FormatTook(time.Duration(c.NS)))
	if c.Times > 1 {
		fmt.Fprintf(&b, " (%d times)", c.Times)
	}
	return b.String()
}

// The beginnings of notes about results that are sets of flags or seals.
const (
	flagsNote = "(flags "
	sealsNote = "(seals "
)

// Answer returns the part after the equals sign: "9 <a>", "-1 EAGAIN (Resource temporarily unavailable)".
func (c Call) Answer() string {
	answer := strconv.FormatInt(c.Ret, 10)
	if c.Ret != 0 && (strings.HasPrefix(c.Note, flagsNote) || strings.HasPrefix(c.Note, sealsNote)) {
		answer = fmt.Sprintf("%#x", c.Ret)
	}
	if c.Errno != "" {
		errno, _ := ErrnoByName(c.Errno)
		answer += fmt.Sprintf(" %s (%s)", c.Errno, ErrnoText(errno))
	}
	if c.Note != "" {
		answer += " " + c.Note
	}
	return answer
}

// Same reports whether d is a repetition of c with the same result.
func (c Call) Same(d Call) bool {
	return c.Name == d.Name && c.Process == d.Process && c.Ret == d.Ret && c.Errno == d.Errno && c.Note == d.Note &&
		strings.Join(c.Args, ",") == strings.Join(d.Args, ",")
}

// FormatTook formats a duration with at most three digits: 9µs, 1.24ms, 2.00s.
func FormatTook(d time.Duration) string {
	switch {
	case d < time.Microsecond:
		return fmt.Sprintf("%dns", d.Nanoseconds())
	case d < time.Millisecond:
		return fmt.Sprintf("%dµs", d.Microseconds())
	case d < 999500*time.Microsecond: // a longer one would round to 1000 with three digits of ms
		return strconv.FormatFloat(float64(d.Microseconds())/1e3, 'g', 3, 64) + "ms"
	}
	return fmt.Sprintf("%.2fs", d.Seconds())
}

// Quote returns bytes as a script writes them: printable ASCII unchanged, the rest escaped. Nothing that a peer sent
// can reach a terminal as a command.
func Quote(p []byte) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range p {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c >= ' ' && c < 0x7f:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, `\x%02x`, c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
