package race

import "fmt"

// Turn is the round that is being measured.
type Turn struct {
	With        string `json:"with"`
	Connections int    `json:"connections"`
	Round       int    `json:"round"` // from 1 to Rounds
	Rounds      int    `json:"rounds"`
	Nth         int    `json:"nth"` // from 1 to All, the rounds of the race
	All         int    `json:"all"`
}

// String returns the turn in a line: "io_uring with 100 connections, round 2 of 3 (26 of 84)".
func (t Turn) String() string {
	return fmt.Sprintf("%s with %s, round %d of %d (%d of %d)", t.With, Count(t.Connections), t.Round, t.Rounds, t.Nth, t.All)
}

// Count returns a number of connections in words.
func Count(n int) string {
	if n == 1 {
		return "1 connection"
	}
	return fmt.Sprintf("%d connections", n)
}

// begins calls Begins, if it is set.
func (o Options) begins(t Turn) {
	if o.Begins != nil {
		o.Begins(t)
	}
}
