package loop

import (
	"slices"
	"time"
)

// Test-only looks into a loop.

// Messages is how many messages were answered.
func (l *Loop) Messages() uint64 { return l.totals.Messages }

// Heaviest returns how much the heaviest connection holds, and how much all hold: as counted,
// and as found by looking at each.
func (l *Loop) Heaviest() (heaviest, counted, found int) {
	for _, o := range l.owners {
		if c := o.conn; c != nil {
			found += connCost
			if e := c.extra; e != nil {
				weight := cap(e.input.bytes) + cap(e.output.bytes) + e.state
				heaviest, found = max(heaviest, weight), found+weight
			}
		}
	}
	return heaviest, l.memory.held - l.memory.shared, found
}

// What one turn may move at most, in bytes: it is looked at before each receive, and
// before each message is answered.
const TurnBytes = turnBytes

// Moved is how many bytes were received and sent, and how many of them came from one
// connection.
func (l *Loop) Moved(id uint64) (all, in uint64) {
	for _, o := range l.owners {
		if c := o.conn; c != nil && c.id == id {
			in = c.in
		}
	}
	return l.totals.In + l.totals.Out, in
}

// How a loop holds back when calls keep failing.
const (
	RetryAfter    = retryAfter
	FailuresInRow = failuresInRow
)

// Traced reports whether calls are looked at before they are made: they may wait at the gate or
// belong to the followed connection.
func (l *Loop) Traced() bool { return l.calls.gated }

// Made is how many calls the loop has made.
func (l *Loop) Made() (n uint64) {
	for _, c := range l.calls.counts.list() {
		n += c.Count
	}
	return n
}

// SendsTogether reports whether one call makes many sends.
func (l *Loop) SendsTogether() bool { return l.watcher.sender != nil }

// Blocked reports whether a connection waits for room to send.
func (l *Loop) Blocked() bool {
	return slices.ContainsFunc(l.owners, func(o owner) bool { return o.conn != nil && o.conn.flags&blocked != 0 })
}

// Lingering is how long a connection is held whose peer does not end.
const Lingering = lingering

// Lingers counts the connections that only wait for their peers' ends, and returns how long one
// of them still waits at most, and how often a timer was set for one at most.
func (l *Loop) Lingers() (count int, left time.Duration, timers int) {
	for _, t := range l.timers {
		if t.conn != nil && t.conn.id == t.id && t.conn.wake == t.wake && t.conn.flags&linger != 0 {
			left = max(left, t.at-l.clock.ran)
		}
	}
	for _, o := range l.owners {
		if c := o.conn; c != nil && c.flags&linger != 0 {
			count++
			timers = max(timers, int(c.wake))
		}
	}
	return count, left, timers
}

// Elapse makes every timer due earlier by d.
func (l *Loop) Elapse(d time.Duration) {
	for i := range l.timers {
		l.timers[i].at -= d
	}
}

// Firsts returns the places of the n smallest keys, in the order of the table: equal ones by
// their places.
func Firsts(keys []float64, n int) []uint64 {
	rows := make([]row, len(keys))
	for i, key := range keys {
		rows[i] = row{key: key, id: uint64(i)}
	}
	firsts(rows, n, compareRows)
	places := make([]uint64, n)
	for i := range places {
		places[i] = rows[i].id
	}
	return places
}
