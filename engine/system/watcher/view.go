package watcher

import (
	"time"

	"netnet-tui/engine/system"
)

// View is the answer to a query, at one moment. It is never changed after it is handed out.
type View struct {
	Query   Query
	T       time.Time
	Total   int // how many sockets there are
	Stalled int // how many of them have bytes that are held up
	Shown   int // how many rows or groups match
	First   int // the index of the first of Lines or Groups among those
	At      int // the index of the chosen one among those; -1 if it is not there
	Lines   []Line
	Groups  []Group
	Chosen  *Chosen // nil if it has gone
	Missing system.Missing
	Problem string        // why nothing can be seen
	Lost    int           // how often ends of connections came faster than they were read
	Every   time.Duration // between two looks at all sockets
	Born    float64       // per second, as of the last look
	Died    float64
	Frozen  bool // nothing is recorded: the recording can be walked through
}

// Line is a visible row.
type Line struct {
	system.Row
	Ending system.Ending // how it ended; "" while it exists
	Ended  time.Time
	End    *End // the other end, if it is on this machine too; nil if not
}

// End is the other end of a connection.
type End struct {
	Key    system.Key
	Owners []system.Owner
}

// Chosen is everything about the chosen row.
type Chosen struct {
	Line
	Sentence string   // what holds up its bytes
	History  []Sample // since it was chosen, oldest first
}

// Group is rows that have something in common.
type Group struct {
	Name                                string
	Sockets, Listening, Connected, Rest int
	Stalled                             int
	Stall                               system.Stall // the worst of them
	Receive, Send                       uint64       // waiting bytes
	InRate, OutRate                     float64
}
