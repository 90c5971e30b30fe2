package loop

import (
	"time"

	"netnet-tui/engine/protocol"
)

// An iteration is short however many connections are ready, so that none waits long for the next.
const (
	budget    = 2 * time.Millisecond  // of an iteration, shared by the connections that are ready
	turnMin   = 50 * time.Microsecond // what each gets at least
	turnMax   = time.Millisecond      // and at most
	turnBytes = protocol.HighWater    // that one turn may receive and write
	lookEvery = 8                     // how often a turn is asked before it looks at the clock
	lookBytes = 16 << 10              // or how many bytes it moves
	starts    = 16                    // accepts, datagrams or ticks between two looks
)

// turn is what one connection may do before the others have their turns. Most turns are
// short and never look at the clock, so the time runs from the first look.
type turn struct {
	conn  *conn // whose turn it is, or was last
	open  bool  // it is not over yet
	spent bool
	asked int // how often, since the last look at the clock
	bytes int // received and written
	seen  int // bytes at the last look
	end   time.Time
}

// turns shares the loop's time between the connections.
type turns struct {
	now   turn
	slice time.Duration // of a turn; 0: no limit
	queue waitlist      // those that wait for one
}

// share divides an iteration's time between the connections that are ready and those that
// wait. Unless the loop runs as fast as it can, only the bytes of a turn count.
func (t *turns) share(ready int, atFullSpeed bool) {
	t.now = turn{}
	t.slice = 0
	if atFullSpeed {
		t.slice = min(max(budget/time.Duration(max(ready+t.queue.len(), 1)), turnMin), turnMax)
	}
}

// has reports whether it is a connection's turn.
func (t *turns) has(c *conn) bool { return t.now.open && t.now.conn == c }

// over reports whether the turn has had its bytes or its time.
func (t *turns) over() bool {
	now := &t.now
	if now.spent || now.bytes >= turnBytes {
		return true
	}
	if now.asked++; now.asked < lookEvery && now.bytes-now.seen < lookBytes || t.slice == 0 {
		return false
	}
	now.asked, now.seen = 0, now.bytes
	at := time.Now()
	if now.end.IsZero() {
		now.end = at.Add(t.slice)
	}
	now.spent = at.After(now.end)
	return now.spent
}

// spends returns a function that reports, each time it is asked, whether d has passed. It
// looks at the clock now and then.
func (t *turns) spends(d time.Duration) func() bool {
	until, asked := time.Now().Add(d), 0
	return func() bool {
		asked++
		return t.slice > 0 && asked%starts == 0 && time.Now().After(until)
	}
}

// later queues a connection to be resumed in the next iteration, or after those before it.
func (t *turns) later(c *conn) {
	if c.flags&(queued|gone) == 0 {
		c.flags |= queued
		t.queue.push(c)
	}
}

// beginTurn begins a turn of c. With io_uring several pieces of one connection can follow each
// other in a ready list: those are one turn.
func (l *Loop) beginTurn(c *conn) {
	now := &l.turns.now
	if now.conn != c {
		now.conn, now.spent, now.asked, now.bytes, now.seen, now.end = c, false, 0, 0, 0, time.Time{}
	}
	now.open = true
}

// endTurn ends the turn of c, and watches for what it needs next.
func (l *Loop) endTurn(c *conn) {
	l.turns.now.open = false
	if c.flags&gone != 0 || c.flags == seeksIn && !l.draining {
		return // closed, or as it mostly is: there is nothing to do
	}
	if l.draining {
		l.endGently(c)
	}
	c.watch()
}

// resumeQueued gives turns to the queued connections, for the rest of the iteration's time
// and at least half of it, so that a crowd of ready ones does not shut them out. Those for
// which no time is left keep their places.
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
		l.settle()
		if l.turns.slice > 0 && !time.Now().Before(until) {
			return
		}
	}
}
