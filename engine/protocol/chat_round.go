package protocol

import "fmt"

// Limits of a round, in bytes. A member that stops reading leaves at most one round and its own answers in the loop.
const (
	chatRound = 16 << 10
	chatShare = chatRound / 4 // what one member may say in a round
)

// round is the lines said in some period, in the order that every member gets.
type round struct {
	number     uint64
	text       []byte
	lines      []spoken
	come, gone int // members not announced because there was no room
}

// spoken is a line of a round.
type spoken struct {
	end int // the offset of the next line
	by  *member
}

// empty reports whether nothing was said.
func (r *round) empty() bool { return len(r.lines) == 0 }

// reset empties a round and keeps its memory.
func (r *round) reset(number uint64) {
	clear(r.lines)
	*r = round{number: number, text: r.text[:0], lines: r.lines[:0]}
}

// say adds a line for everyone but its speaker.
func (r *round) say(m *member, format string, args ...any) {
	before := len(r.text)
	r.text = fmt.Appendf(r.text, format+"\r\n", args...)
	r.lines = append(r.lines, spoken{len(r.text), m})
	if m.spoke != r.number {
		m.spoke, m.said = r.number, 0
	}
	m.said += len(r.text) - before
}

// takes reports whether a member may add size bytes now. A line always fits into an empty round.
func (r *round) takes(m *member, size int) bool {
	if m.spoke == r.number && m.said+size > chatShare {
		return false
	}
	return r.empty() || len(r.text)+size <= chatRound
}

// announce adds a notice that a member has come or gone. The notice can't wait, so if there is no room it is only
// counted.
func (r *round) announce(m *member, what string, count *int) {
	if len(r.text) >= chatRound {
		*count++
		return
	}
	r.say(m, "* %s has %s", m.name, what)
}

// end adds a notice of how many members were only counted.
func (r *round) end() {
	if r.come+r.gone > 0 {
		r.say(&member{}, "* %d more have come, %d more have gone", r.come, r.gone)
	}
}

// tell writes what members other than m have said since m came, in as few pieces as possible, and returns the number of
// lines.
func (r *round) tell(m *member, write func(p []byte)) (lines int) {
	start := 0
	if m.first == r.number {
		start = m.from
	}
	if start == 0 && m.spoke < r.number {
		write(r.text)
		return len(r.lines)
	}
	at := 0
	for _, l := range r.lines {
		switch {
		case at < start: // said before it came
		case l.by == m:
			if start < at {
				write(r.text[start:at])
			}
			start = l.end
		default:
			lines++
		}
		at = l.end
	}
	if start < at {
		write(r.text[start:at])
	}
	return lines
}
