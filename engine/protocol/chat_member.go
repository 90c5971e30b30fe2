package protocol

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// chatName is how long a name may be.
const chatName = 20

// member is one connection in the room of a [Chat].
type member struct {
	conn     Conn
	name     string
	missed   int  // lines it was not told, because it does not read
	skipping bool // what comes is the rest of a line that is too long
	gone     bool
}

// tell says a line to this member alone.
func (m *member) tell(format string, args ...any) { m.hear(fmt.Appendf(nil, format+"\r\n", args...)) }

// hear says a line to a member, if it reads: what it does not read must not pile up.
func (m *member) hear(line []byte) {
	m.catchUp()
	if m.conn.Full() {
		m.missed++
		return
	}
	m.conn.Write(line)
}

// catchUp says how many lines were missed, once there is room.
func (m *member) catchUp() {
	if m.missed == 0 || m.conn.Full() {
		return
	}
	lines := "lines"
	if m.missed == 1 {
		lines = "line"
	}
	m.conn.Write(fmt.Appendf(nil, "* you missed %d %s\r\n", m.missed, lines))
	m.missed = 0
}

// tooLong answers a line that is too long.
func (m *member) tooLong() {
	m.tell("* a line has at most %d bytes: yours was told to nobody", chatLine)
}

// guest is the name of a member that has not chosen one.
func guest(number uint64) string { return "guest" + strconv.FormatUint(number, 10) }

// validName keeps a name from being taken for something else: no blank, no colon.
func validName(name string) bool {
	for _, c := range name {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return name != "" && len(name) <= chatName
}

// printable is a line as another peer's terminal may see it: what does not print, and
// what is no UTF-8, becomes its bytes in hexadecimal.
func printable(line []byte) string {
	var out []byte
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if strconv.IsPrint(r) && (r != utf8.RuneError || size > 1) {
			out = append(out, line[:size]...)
		} else {
			for _, b := range line[:size] {
				out = fmt.Appendf(out, `\x%02x`, b)
			}
		}
		line = line[size:]
	}
	return string(out)
}
