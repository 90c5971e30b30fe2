package protocol

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Bounds of a room.
const (
	chatLine  = 1024 // bytes of a line, without its end
	chatNames = 100  // that are told when someone asks who is there
)

// Chat is a room: what one member says is told to all others. Its own notices begin
// with a star, which no member's line does.
type Chat struct {
	members []*member // in the order in which they came; replaced and never changed when one goes
}

// Open takes a newcomer in.
func (r *Chat) Open(c Conn) {
	number := c.ID()
	for r.taken(guest(number), nil) {
		number++
	}
	m := &member{conn: c, name: guest(number)}
	c.Keep(m)
	m.tell("* you are %s, /name NEW changes that; %s", m.name, r.who())
	r.members = append(r.members, m)
	r.tellOthers(m, "* %s has come", m.name)
}

// Data deals with the lines that are complete.
func (r *Chat) Data(c Conn, p []byte) int {
	m, used := c.Kept().(*member), 0
	for used < len(p) && !m.gone && !c.Full() {
		rest := p[used:]
		end := bytes.IndexByte(rest, '\n')
		switch {
		case end >= 0:
			used += end + 1
			r.line(m, bytes.TrimSuffix(rest[:end], []byte("\r")))
		case len(rest) > chatLine+len("\r"): // its end will not make it any shorter
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

// line deals with one line.
func (r *Chat) line(m *member, line []byte) {
	switch {
	case m.skipping:
		m.skipping = false
		return
	case len(line) > chatLine:
		m.tooLong()
	case len(line) == 0:
		return
	case line[0] == '/':
		r.command(m, printable(line))
	default:
		r.tellOthers(m, "%s: %s", m.name, printable(line))
	}
	m.conn.Message(1)
}

// command does what a line that begins with a slash asks for.
func (r *Chat) command(m *member, line string) {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "/name":
		r.rename(m, strings.TrimSpace(rest))
	case "/who":
		m.tell("* %s", r.who())
	case "/quit":
		m.tell("* goodbye")
		r.leave(m)
		m.conn.Close()
	default:
		m.tell("* there is no %s: there are /name NEW, /who and /quit", verb)
	}
}

// rename gives a member the name it asks for.
func (r *Chat) rename(m *member, name string) {
	switch {
	case !validName(name):
		m.tell("* a name is 1 to %d letters, digits, - or _ of ASCII", chatName)
	case r.taken(name, m):
		m.tell("* someone else is %s", name)
	default:
		r.tellOthers(m, "* %s is now %s", m.name, name)
		m.name = name
		m.tell("* you are now %s", name)
	}
}

// End lets a member go that has said its last.
func (r *Chat) End(c Conn) {
	r.leave(c.Kept().(*member))
	c.Close()
}

// Drain tells a member that did not read what it has missed.
func (r *Chat) Drain(c Conn) { c.Kept().(*member).catchUp() }

// Closed tells the others that a member is gone.
func (r *Chat) Closed(c Conn) { r.leave(c.Kept().(*member)) }

// leave takes a member out of the room, the first time it is called.
func (r *Chat) leave(m *member) {
	if m.gone {
		return
	}
	m.gone = true
	r.members = slices.DeleteFunc(slices.Clone(r.members), func(o *member) bool { return o == m })
	r.tellOthers(m, "* %s has gone", m.name)
}

// tellOthers tells a line to everyone but m.
func (r *Chat) tellOthers(m *member, format string, args ...any) {
	line := fmt.Appendf(nil, format+"\r\n", args...)
	for _, o := range r.members {
		if o != m {
			o.hear(line)
		}
	}
}

// who names the members.
func (r *Chat) who() string {
	if len(r.members) == 0 {
		return "nobody else is here"
	}
	var names []string
	for _, m := range r.members[:min(len(r.members), chatNames)] {
		names = append(names, m.name)
	}
	if more := len(r.members) - len(names); more > 0 {
		return fmt.Sprintf("here are %s and %d more", strings.Join(names, ", "), more)
	}
	return "here are " + strings.Join(names, ", ")
}

// taken tells whether someone other than m has a name, in small letters or capitals.
func (r *Chat) taken(name string, m *member) bool {
	return slices.ContainsFunc(r.members, func(o *member) bool { return o != m && strings.EqualFold(o.name, name) })
}
