package loop

import (
	"time"

	"netnet-tui/engine/protocol"
)

// An iteration is short however many connections are ready, so that none waits long for the next one.
const (
	budget    = 2 * time.Millisecond  // of an iteration, shared by the ready connections
	turnMin   = 50 * time.Microsecond // the least that each gets
	turnMax   = time.Millisecond      // and the most
	turnBytes = protocol.HighWater    // how many bytes one turn may receive and write
	lookEvery = 8                     // how many calls of over there are between two looks at the clock
	lookBytes = 16 << 10              // or how many bytes are moved between them
	starts    = 16                    // accepts, datagrams or ticks between two looks
)

// turn is what one connection may do before the others get their turns. Most turns are short and never look at the
// clock, so the time runs from the first look.
type turn struct {
	conn   *conn // whose turn it is, or was last
	open   bool  // it is not over yet
	asked  int   // calls of over since the last look
	bytes  int   // received and written
	lookAt int   // the number of bytes at which to look next
	end    time.Time
}

// turns divides the loop's time between the connections.
type turns struct {
	now   turn
	ready int      // how many connections share the iteration's time; 0: no limit
	queue waitlist // the connections that wait for a turn
}

// share divides an iteration's time between the ready connections and the queued ones. Unless the loop runs at full
// speed, only the bytes of a turn count.
func (t *turns) share(ready int, atFullSpeed bool) {
	t.now.conn = nil
	t.ready = 0
	if atFullSpeed {
		t.ready = max(ready+t.queue.len(), 1)
	}
}

// slice returns each turn's share of the iteration's time.
func (t *turns) slice() time.Duration {
	return min(max(budget/time.Duration(t.ready), turnMin), turnMax)
}

// has reports whether it is a connection's turn.
func (t *turns) has(c *conn) bool { return t.now.open && t.now.conn == c }

// over reports whether the turn has used up its bytes or its time.
func (t *turns) over() bool {
	t.now.asked++
	return (t.now.asked >= lookEvery || t.now.bytes >= t.now.lookAt) && t.look()
}

// look does the same as over, looking at the clock.
func (t *turns) look() bool {
	now := &t.now
	if now.bytes >= turnBytes {
		return true
	}
	if t.ready > 0 {
		at := time.Now()
		if now.end.IsZero() {
			now.end = at.Add(t.slice())
		}
		if at.After(now.end) {
			now.lookAt = 0 // look again at each following call
			return true
		}
	}
	now.asked, now.lookAt = 0, min(now.bytes+lookBytes, turnBytes)
	return false
}

// spends returns a function that reports whether d has passed. It looks at the clock only now and then.
func (t *turns) spends(d time.Duration) func() bool {
	until, asked := time.Now().Add(d), 0
	return func() bool {
		asked++
		return t.ready > 0 && asked%starts == 0 && time.Now().After(until)
	}
}

// later queues a connection to be resumed in the next iteration, or after those before it.
func (t *turns) later(c *conn) {
	if c.flags&(queued|gone) == 0 {
		c.flags |= queued
		t.queue.push(c)
	}
}

// beginTurn begins a turn of c. With io_uring several pieces of one connection can follow each other in a ready list:
// they count as one turn.
func (l *Loop) beginTurn(c *conn) {
	if now := &l.turns.now; now.conn != c {
		*now = turn{conn: c, lookAt: lookBytes}
	}
	l.turns.now.open = true
}

// endTurn ends the turn of c, and watches for what it needs next, usually the same as before.
func (l *Loop) endTurn(c *conn) {
	l.turns.now.open = false
	if c.flags != seeksIn || l.draining {
		l.watchNext(c)
	}
}

func (l *Loop) watchNext(c *conn) {
	if c.flags&gone != 0 {
		return
	}
	if l.draining {
		l.endGently(c)
	}
	c.watch()
}

// resumeQueued gives turns to the queued connections, for the rest of the iteration's time and at least half of it, so
// that a crowd of ready ones does not starve them. Those for which no time is left keep their places.
func (l *Loop) resumeQueued() {
	n := l.turns.queue.len()
	if n == 0 {
		return
	}
	now := time.Now()
	until := l.clock.now().Add(budget)
	if half := now.Add(budget / 2); until.Before(half) {
		until = half
	}
	for ; n > 0; n-- {
		c := l.turns.queue.pop()
		c.flags &^= queued
		if c.flags&gone == 0 {
			l.resume(c)
		}
		if l.unsettled() {
			l.settle()
		}
		if l.turns.ready > 0 && !time.Now().Before(until) {
			return
		}
	}
}
