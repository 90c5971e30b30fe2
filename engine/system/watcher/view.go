package watcher

import (
	"time"

	"netnet-tui/engine/system"
)

// View is what was asked for, at one instant. It is never changed after it is handed out.
type View struct {
	Query   Query
	T       time.Time
	Total   int // sockets there are
	Stalled int // of those, how many have bytes that are held up
	Shown   int // rows that match, or groups
	First   int // the first of Lines or Groups among those
	At      int // the chosen one among those; -1 if it is not there
	Lines   []Line
	Groups  []Group
	Chosen  *Chosen // nil if it has gone
	Missing system.Missing
	Problem string        // why nothing can be seen
	Lost    int           // how often ends of connections came faster than they were read
	Every   time.Duration // between two looks at all sockets
	Born    float64       // a second, as of the last look
	Died    float64
	Frozen  bool // nothing is recorded: what was can be walked through
}

// Line is a visible row.
type Line struct {
	system.Row
	Ending system.Ending // of one that has gone; "" while it is there
	Ended  time.Time
	End    *End // the other end, where that is on this machine too; nil if not
}

// End is whose the other end of a connection is.
type End struct {
	Key    system.Key
	Owners []system.Owner
}

// Chosen is everything about the chosen row.
type Chosen struct {
	Line
	Sentence string   // what holds its bytes up
	History  []Sample // since it was chosen, the oldest first
}

// Group is rows that have something in common.
type Group struct {
	Name                                string
	Sockets, Listening, Connected, Rest int
	Stalled                             int
	Stall                               system.Stall // the worst of theirs
	Receive, Send                       uint64       // bytes that wait
	InRate, OutRate                     float64
}
