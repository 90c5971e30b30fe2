package protocol

import "fmt"

// chatName is the maximum length of a name.
const chatName = 20

// member is one connection in the room of a [Chat].
type member struct {
	conn          Conn
	name          string
	before, after *member // in the order in which they came
	first         uint64  // the round in which it came
	from          int     // its position in that round, in bytes
	spoke         uint64  // the last round in which it spoke
	said          int     // bytes it said in that round
	missed        int     // lines it was not sent because it does not read
	due           bool    // it was called and has not had its turn
	awaited       bool    // its Drain is pending: until then it has not read what it was sent
	waits         bool    // it is stopped until there is room for its line
	skipping      bool    // the input is the rest of a line that is too long
	gone          bool
}

// tell sends a line to this member alone, if it reads: unread lines must not pile up.
func (m *member) tell(format string, args ...any) {
	if m.conn.Full() {
		m.missed++
		return
	}
	m.catchUp()
	m.conn.Write(fmt.Appendf(nil, format+"\r\n", args...))
}

// miss counts the lines of a round that this member is not sent.
func (m *member) miss(r *round) { m.missed += r.tell(m, func([]byte) {}) }

// catchUp reports how many lines the member missed, now that there is room.
func (m *member) catchUp() {
	if m.missed == 0 {
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
	m.tell("* a line has at most %d bytes: yours was not sent", chatLine)
}

// validName reports whether a name can't be taken for something else: it has no blank and no colon.
func validName(name string) bool {
	for _, c := range name {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return name != "" && len(name) <= chatName
}
