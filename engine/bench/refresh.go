package bench

import (
	"netnet-tui/engine/status"
)

// refreshed is how many open sockets a call of Refresh observes, at most.
const refreshed = 512

// Depends reports whether the rows under a filter, or in the order of a column, depend on how
// sockets are: what was observed of those that are not on the screen may be old.
func Depends(filter, column string) bool {
	_, field := status.FindField(column)
	return filter != "" || field || column == "recvq" || column == "sendq"
}

// Refresh observes the next open sockets in turn, a bounded number of them, whether they are on
// the screen or not: with fewer than that all are as they are now, and of more each has its turn.
func (b *Bench) Refresh(observe func(*Entry)) {
	for range min(refreshed, len(b.entries)) {
		if b.turn >= len(b.entries) {
			b.turn = 0
		}
		if e := b.entries[b.turn]; e.Open {
			observe(e)
		}
		b.turn++
	}
}

// Oldest is when the open socket was observed that was observed the longest ago, in seconds of the
// session; now if there is none.
func (b *Bench) Oldest(now float64) float64 {
	for _, e := range b.entries {
		if e.Open {
			now = min(now, e.Observed)
		}
	}
	return now
}
