package system

import "time"

// Row is a socket as it is watched: what the kernel reports, and what has been seen of it so far.
type Row struct {
	Socket
	T       time.Time // when it was last seen
	Since   time.Time // when it was first seen
	Changed time.Time // when it was first seen in its present state
	Born    bool      // it was not there at an earlier look: its age is known, to within one look
	InRate  float64   // bytes received and acknowledged per second; only for TCP
	OutRate float64
	Stall   Stall
	User    string // the name of its user, or the number
	Ending  Ending // how it ended, if it has

	seen  int       // the look that last saw it
	read  time.Time // when TCP_INFO was last read
	rated struct {
		t       time.Time // when the rates were measured, and the bytes received and acknowledged by then
		in, out uint64
	}
}

// Age returns how long it has been seen, up to now.
func (r *Row) Age(now time.Time) time.Duration { return now.Sub(r.Since) }
