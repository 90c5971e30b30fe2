package diff

import "time"

// Two times differ if the longer one is longTimes the shorter and longer by more than a busy machine would
// explain: 40 ms against 0.1 ms say something, and a thread that waited for its turn does not.
const (
	longTimes  = 3
	longerStep = 35 * time.Millisecond // for one step; a delayed acknowledgement takes at least 40 ms (TCP_DELACK_MIN, include/net/tcp.h)
	longerTrip = 2 * time.Millisecond  // for a median of several
)

// longer reports whether two times differ so much that it means something.
func longer(a, b, least time.Duration) bool {
	a, b = min(a, b), max(a, b)
	return b-a >= least && b >= longTimes*a
}

// far reports whether two numbers differ by so much that it means something, where both depend on how fast things went.
func far(a, b, least int64) bool {
	a, b = min(a, b), max(a, b)
	return b-a >= least && b >= 2*a
}
