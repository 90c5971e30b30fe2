package loop

import (
	"slices"
	"time"
)

// Access to a loop's internals, for tests only.

// Messages returns how many messages were answered.
func (l *Loop) Messages() uint64 { return l.totals.Messages }

// Heaviest returns how much the heaviest connection holds, and how much all hold: as counted, and as found by
// inspecting each one.
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

// TurnBytes is how many bytes one turn may move at most. It is checked before each receive, and before each message is
// answered.
const TurnBytes = turnBytes

// Moved returns how many bytes were received and sent in total, and how many were received on one connection.
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

// Traced reports whether calls are inspected before they are made: they may wait at the gate or belong to the followed
// connection.
func (l *Loop) Traced() bool { return l.calls.gated }

// Made returns how many calls the loop has made.
func (l *Loop) Made() (n uint64) {
	for _, c := range l.calls.counts.list() {
		n += c.Count
	}
	return n
}

// SendsTogether reports whether one call makes many sends.
func (l *Loop) SendsTogether() bool { return l.watcher.sender != nil }

// Blocked reports whether any connection waits for room to send.
func (l *Loop) Blocked() bool {
	return slices.ContainsFunc(l.owners, func(o owner) bool { return o.conn != nil && o.conn.flags&blocked != 0 })
}

// Lingering is how long a connection is held whose peer does not end.
const Lingering = lingering

// Lingers returns how many connections only wait for their peers to end, the longest time that one of them still waits,
// and the largest number of timers set for one.
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

// Firsts returns the indices of the n smallest keys, in the order of the table: equal keys by index.
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
