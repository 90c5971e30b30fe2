package loop

import (
	"time"

	"netnet-tui/engine/protocol"
)

// An iteration is short, whoever is ready: who comes next waits no longer than that.
const (
	budget    = 2 * time.Millisecond  // of an iteration, shared by the connections that are ready
	turnMin   = 50 * time.Microsecond // what each gets at least
	turnMax   = time.Millisecond      // and at most
	turnBytes = protocol.HighWater    // that one turn may receive and write
	lookEvery = 8                     // how often a turn is asked before it looks at the clock
	lookBytes = 16 << 10              // or how many bytes it moves
	starts    = 16                    // accepts, datagrams or ticks between two looks
)

// turn is what one connection may do before the others get theirs. Most turns are short
// and never look at the clock: the time runs from the first look.
type turn struct {
	conn  *conn // whose turn it is; nil between turns
	last  *conn // who had the last one
	bytes int   // received and written
	asked int   // since the last look
	seen  int   // bytes at the last look
	end   time.Time
	spent bool
}

// beginTurn begins a turn of c. With io_uring several pieces of one connection can stand
// together in a ready list: those are one turn.
func (l *Loop) beginTurn(c *conn) {
	if l.turn.last != c {
		l.turn = turn{last: c}
	}
	l.turn.conn = c
}

// endTurn ends the turn of c: now it is clear what to look for.
func (l *Loop) endTurn(c *conn) {
	l.turn.conn = nil
	if c.flags&gone != 0 {
		return
	}
	if l.draining {
		l.endGently(c)
	}
	c.watch()
}

// over reports whether a turn has had its bytes or its time.
func (l *Loop) over() bool {
	t := &l.turn
	if t.spent || t.bytes >= turnBytes {
		return true
	}
	if t.asked++; t.asked < lookEvery && t.bytes-t.seen < lookBytes || l.slice == 0 {
		return false
	}
	t.asked, t.seen = 0, t.bytes
	now := time.Now()
	if t.end.IsZero() {
		t.end = now.Add(l.slice)
	}
	t.spent = now.After(t.end)
	return t.spent
}

// share divides an iteration's time. Led by hand, a loop makes its calls as slowly as it
// is told to: then only the bytes count.
func (l *Loop) share(ready int) {
	l.turn = turn{}
	l.slice = 0
	if gear, _ := l.Gate.Gear(); gear == GearRun {
		l.slice = min(max(budget/time.Duration(max(ready+l.queue.len(), 1)), turnMin), turnMax)
	}
}

// spends returns a function that reports, each time it is asked, whether d has passed. It
// looks at the clock now and then.
func (l *Loop) spends(d time.Duration) func() bool {
	until, asked := time.Now().Add(d), 0
	return func() bool {
		asked++
		return l.slice > 0 && asked%starts == 0 && time.Now().After(until)
	}
}

// waitlist is the connections to be resumed in a later iteration, the first one first.
type waitlist struct {
	list []*conn
	head int
}

func (q *waitlist) len() int { return len(q.list) - q.head }

func (q *waitlist) push(c *conn) {
	if q.head > 0 && len(q.list) == cap(q.list) {
		n := copy(q.list, q.list[q.head:])
		clear(q.list[n:])
		q.list, q.head = q.list[:n], 0
	}
	q.list = append(q.list, c)
}

func (q *waitlist) pop() *conn {
	c := q.list[q.head]
	q.list[q.head] = nil
	if q.head++; q.head == len(q.list) {
		q.list, q.head = q.list[:0], 0
	}
	return c
}

// later has a connection resumed in the next iteration, or when those before it have had
// their turn.
func (l *Loop) later(c *conn) {
	if c.flags&(queued|gone) == 0 {
		c.flags |= queued
		l.queue.push(c)
	}
}

// resumeQueued gives turns to those that wait for one, for the rest of the iteration's
// time and at least half of it, so that a crowd that is ready does not shut them out.
// Those for which no time is left keep their places.
func (l *Loop) resumeQueued() {
	n := l.queue.len()
	if n == 0 {
		return
	}
	now := time.Now()
	until := l.now.Add(budget)
	if half := now.Add(budget / 2); until.Before(half) {
		until = half
	}
	for ; n > 0; n-- {
		c := l.queue.pop()
		c.flags &^= queued
		if c.flags&gone == 0 {
			l.resume(c)
			l.relieve()
		}
		if len(l.doomed) > 0 {
			l.bury()
		}
		if l.slice > 0 && !time.Now().Before(until) {
			return
		}
	}
}
