package protocol

import (
	"fmt"
	"time"
)

const (
	// chatCalled is how many members are called at a time, so that a room of thousands does not delay other
	// connections.
	chatCalled = 32
	// chatStuckAfter is how long the room waits without any member having its turn.
	chatStuckAfter = 100 * time.Millisecond
)

// say adds a line for all others. It reports false if there is no room for it now.
func (r *Chat) say(m *member, format string, args ...any) bool {
	line := fmt.Sprintf(format, args...)
	if !r.next.takes(m, len(line)+len("\r\n")) {
		return false
	}
	r.next.say(m, "%s", line)
	r.begin()
	return true
}

// wait makes a speaker wait for the next round.
func (r *Chat) wait(m *member) {
	m.waits = true
	m.conn.Stop()
	if m.spoke == r.next.number {
		r.sated = append(r.sated, m)
	} else {
		r.quiet = append(r.quiet, m)
	}
}

// speakOn resumes the members that wait to speak, beginning with those that had no chance in the last round.
func (r *Chat) speakOn() {
	for _, waiting := range []*[]*member{&r.quiet, &r.sated} {
		for _, m := range *waiting {
			if m.waits = false; !m.gone {
				m.conn.Resume()
			}
		}
		clear(*waiting)
		*waiting = (*waiting)[:0]
	}
}

// begin starts sending what was said, once all earlier lines have been sent.
func (r *Chat) begin() {
	for !r.telling && !r.next.empty() {
		r.next.end()
		r.now, r.next = r.next, r.now
		r.next.reset(r.now.number + 1)
		r.telling, r.hurried, r.turn = true, false, r.head
		r.speakOn()
		r.call()
	}
	r.watch()
}

// call calls some members to their turns. A member that has not read what it was sent before misses the round.
func (r *Chat) call() {
	for r.turn != nil && (r.called < chatCalled || r.hurried) {
		m := r.turn
		r.turn = m.after
		switch {
		case m.first > r.now.number:
			r.turn = nil // all after it are newer still
		case m.awaited || m != r.acting && m.conn.Full():
			m.miss(&r.now)
		default:
			m.due, m.awaited = true, true
			r.called++
			m.conn.Soon()
		}
	}
	r.telling = r.turn != nil || r.called > 0
}

// goOn continues with the current round or the next one.
func (r *Chat) goOn() {
	r.call()
	r.begin()
}

// Drain is the turn of a member that was called. A member that had not been reading is told how many lines it missed.
func (r *Chat) Drain(c Conn) {
	m := c.Kept().(*member)
	m.awaited, r.acting = false, m
	m.catchUp()
	if !m.due {
		return
	}
	m.due, r.moved = false, true
	r.now.tell(m, m.conn.Write)
	r.called-- // not earlier: a write may find a member gone, and the round must not end
	r.goOn()
}

// excuse stops the round from waiting for a member that is gone.
func (r *Chat) excuse(m *member) {
	if r.turn == m {
		r.turn = m.after
	}
	if m.due {
		m.due = false
		r.called--
	}
	if r.guard == m {
		r.guard = nil
	}
}

// watch makes a member the guard of the round.
func (r *Chat) watch() {
	if r.telling && r.guard == nil && r.head != nil {
		r.guard = r.head
		r.guard.conn.After(chatStuckAfter)
	}
}

// Tick ends the round for members that have not had their turn, if no member has had one lately.
func (r *Chat) Tick(c Conn) {
	if r.guard != c.Kept().(*member) {
		return
	}
	r.guard = nil
	if r.telling && !r.moved {
		for m := r.head; m != nil; m = m.after {
			if m.due {
				m.due = false
				r.called--
				m.miss(&r.now)
			}
		}
		r.hurried = true
		r.goOn()
	}
	r.moved = false
	r.watch()
}
