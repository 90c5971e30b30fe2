// Package journal keeps the newest events, numbered without gaps.
package journal

// defaultLimit is how many events are kept by default.
const defaultLimit = 10_000

// Journal keeps only the newest events; older ones are just counted.
type Journal[E any] struct {
	events []E
	limit  int
	last   uint64 // the sequence number of the newest event
}

// New makes a journal that keeps at least limit events, and at most twice as many; a limit of 0 means 10,000.
func New[E any](limit int) Journal[E] {
	if limit <= 0 {
		limit = defaultLimit
	}
	return Journal[E]{limit: limit}
}

// Next returns the sequence number of the next event to be added. The first is 1.
func (j *Journal[E]) Next() uint64 { return j.last + 1 }

// Add appends an event.
func (j *Journal[E]) Add(e E) {
	j.last++
	if len(j.events) >= 2*j.limit { // drop half of them at once, so that adding an event copies none of the others
		j.events = append(j.events[:0:0], j.events[j.limit:]...)
	}
	j.events = append(j.events, e)
}

// After returns the newest events after a sequence number, at most n of them, and how many older ones that skips.
func (j *Journal[E]) After(seq uint64, n int) (events []E, skipped uint64) {
	if seq >= j.last {
		return nil, 0
	}
	wanted := j.last - seq
	given := min(wanted, uint64(max(n, 0)), uint64(len(j.events)))
	return append([]E(nil), j.events[uint64(len(j.events))-given:]...), wanted - given
}
