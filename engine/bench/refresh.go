package bench

import (
	"netnet-tui/engine/status"
)

// refreshed is how many open sockets one call of Refresh observes, at most.
const refreshed = 512

// Depends reports whether the filter or the sort column depends on the condition of sockets. If so, rows that are not
// on the screen may be filtered or sorted by old observations.
func Depends(filter, column string) bool {
	_, field := status.FindField(column)
	return filter != "" || field || column == "recvq" || column == "sendq"
}

// Refresh observes the next open sockets in turn, at most 512 of them, whether they are on the screen or not. If there
// are fewer, all are up to date afterwards; if there are more, each gets its turn.
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

// Oldest returns the time of the oldest observation of an open socket, in seconds of the session, or now if no socket
// is open.
func (b *Bench) Oldest(now float64) float64 {
	for _, e := range b.entries {
		if e.Open {
			now = min(now, e.Observed)
		}
	}
	return now
}
