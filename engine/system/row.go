package system

import "time"

// Row is a socket as it is watched: what the kernel tells, and what has been seen of it so far.
type Row struct {
	Socket
	T       time.Time // when it was seen last
	Since   time.Time // when it was seen first
	Changed time.Time // when it was seen first in the state it is in
	Born    bool      // it was not there at the look before that: its age is known, to within one look
	InRate  float64   // bytes a second that came, and that were acknowledged; only of TCP
	OutRate float64
	Stall   Stall
	User    string // the name of its user, or the number
	Ending  Ending // of one that has ended: how

	seen  int       // the look that saw it last
	read  time.Time // when TCP_INFO was read last
	rated struct {
		t       time.Time // when the rates were found out, and what had come and gone by then
		in, out uint64
	}
}

// Age is how long it has been seen, up to now.
func (r *Row) Age(now time.Time) time.Duration { return now.Sub(r.Since) }
