package diff

import "time"

// Two durations differ if the longer one is longTimes the shorter one, and longer by more than a busy
// machine would explain: 40 ms against 0.1 ms is significant, a thread that waited for its turn is not.
const (
	longTimes  = 3
	longerStep = 35 * time.Millisecond // for one step; a delayed acknowledgement takes at least 40 ms (TCP_DELACK_MIN, include/net/tcp.h)
	longerTrip = 2 * time.Millisecond  // for a median of several
)

// longer reports whether two durations differ significantly.
func longer(a, b, least time.Duration) bool {
	a, b = min(a, b), max(a, b)
	return b-a >= least && b >= longTimes*a
}

// far reports whether two numbers that depend on timing differ significantly.
func far(a, b, least int64) bool {
	a, b = min(a, b), max(a, b)
	return b-a >= least && b >= 2*a
}
