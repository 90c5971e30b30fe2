package protocol

import (
	"bytes"
	"strings"

	"netnet-tui/sockets"
)

// chatLine is the maximum length of a line in bytes, without its end.
const chatLine = 1024

// Chat is a room: what one member says is sent to all others. Its own notices begin with a star, which no member's line
// does.
//
// Lines are collected in one round while the previous round is sent. So a member gets many lines in one write, at its
// own turn, and a fast speaker waits for its listeners. The only data kept for a single connection is its name.
type Chat struct {
	people
	now, next round
	telling   bool      // now is being sent
	turn      *member   // the next member to call; nil when all have been called
	called    int       // members that were called and have not had their turn
	hurried   bool      // some members were too slow: all others are called at once
	moved     bool      // a member had its turn since the guard last looked
	acting    *member   // the member whose turn it is: its connection may be full because the turn is over
	guard     *member   // the member whose Tick watches over the round
	quiet     []*member // members waiting to speak that have not spoken in next
	sated     []*member // members waiting to speak that have
}

func newChat() *Chat {
	return &Chat{people: people{names: map[string]*member{}}, next: round{number: 1}}
}

// Open admits a new member.
func (r *Chat) Open(c Conn) {
	m := &member{conn: c, name: r.freeName(c.ID())}
	c.Keep(m)
	m.tell("* you are %s, /name NEW changes that; %s", m.name, r.who())
	r.add(m)
	r.next.announce(m, "come", &r.next.come)
	m.first, m.from = r.next.number, len(r.next.text)
	r.begin()
}

// Data handles the complete lines, until one has to wait.
func (r *Chat) Data(c Conn, p []byte) (used int) {
	m := c.Kept().(*member)
	if m.waits {
		return 0
	}
	r.acting = m
	for used < len(p) && !m.gone && !c.Full() {
		rest := p[used:]
		end := bytes.IndexByte(rest, '\n')
		switch {
		case end >= 0:
			if !r.line(m, bytes.TrimSuffix(rest[:end], []byte("\r"))) {
				r.wait(m)
				return used
			}
			used += end + 1
		case len(rest) > chatLine+len("\r"): // more input will not make it shorter
			if !m.skipping {
				m.tooLong()
			}
			m.skipping = true
			return len(p)
		default:
			return used
		}
	}
	return used
}

// line handles one line. If there is no room for it now, it does nothing and reports false.
func (r *Chat) line(m *member, line []byte) bool {
	switch {
	case m.skipping:
		m.skipping = false
		return true
	case len(line) > chatLine:
		m.tooLong()
	case len(line) == 0:
		return true
	case line[0] == '/':
		if !r.command(m, sockets.Printable(string(line))) {
			return false
		}
	default:
		if !r.say(m, "%s: %s", m.name, sockets.Printable(string(line))) {
			return false
		}
	}
	m.conn.Message(1)
	return true
}

// command executes a line that begins with a slash. Its result has the same meaning as line's.
func (r *Chat) command(m *member, line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "/name":
		return r.rename(m, strings.TrimSpace(rest))
	case "/who":
		m.tell("* %s", r.who())
	case "/quit":
		m.tell("* goodbye")
		r.leave(m)
		m.conn.Close()
	default:
		m.tell("* there is no %s: there are /name NEW, /who and /quit", verb)
	}
	return true
}

// rename gives a member the requested name. Its result has the same meaning as line's.
func (r *Chat) rename(m *member, name string) bool {
	switch {
	case !validName(name):
		m.tell("* a name is 1 to %d letters, digits, - or _ of ASCII", chatName)
	case r.taken(name, m):
		m.tell("* someone else is %s", name)
	default:
		if !r.say(m, "* %s is now %s", m.name, name) {
			return false
		}
		r.people.rename(m, name)
		m.tell("* you are now %s", name)
	}
	return true
}

// End removes a member that has ended its output.
func (r *Chat) End(c Conn) {
	r.leave(c.Kept().(*member))
	c.Close()
}

// Closed removes a member whose connection is gone.
func (r *Chat) Closed(c Conn) { r.leave(c.Kept().(*member)) }

// leave removes a member from the room, if it is still there. Lines it has already said are still sent.
func (r *Chat) leave(m *member) {
	if m.gone {
		return
	}
	m.gone = true
	r.excuse(m)
	r.remove(m)
	r.next.announce(m, "gone", &r.next.gone)
	r.goOn()
}
