package watcher

import (
	"netnet-tui/engine/system"
)

// Query selects which sockets of the machine are shown, and how.
type Query struct {
	First, Rows int    // the visible rows
	Sort        string // the name of a field of package system, or of a group column; "" means failing rows first
	Reverse     bool
	Filter      string
	Group       Grouping
	Inside      string     // the group whose sockets are shown; "" means the groups themselves
	Chosen      system.Key // the row that is shown in full
	ChosenGroup string
}

// Grouping is what rows are grouped by.
type Grouping string

// The groupings.
const (
	Ungrouped   Grouping = ""
	ByProcess   Grouping = "process"
	ByPort      Grouping = "port"
	ByPeer      Grouping = "peer"
	ByState     Grouping = "state"
	ByUser      Grouping = "user"
	ByContainer Grouping = "container"
)

// Groupings lists every grouping.
func Groupings() []Grouping {
	return []Grouping{Ungrouped, ByProcess, ByPort, ByPeer, ByState, ByUser, ByContainer}
}

// Meaning says in a few words what one row stands for.
func (g Grouping) Meaning() string {
	switch g {
	case Ungrouped:
		return "one row per socket"
	case ByProcess:
		return "one row per process, the first of those that share a socket"
	case ByPort:
		return "one row per port that is served, with the connections to it"
	case ByPeer:
		return "one row per address at the other end"
	case ByState:
		return "one row per state"
	case ByUser:
		return "one row per user"
	case ByContainer:
		return "one row per container"
	}
	return ""
}

// groups reports whether the answer consists of groups.
func (q *Query) groups() bool { return q.Group != Ungrouped && q.Inside == "" }

// sameList reports whether two queries want the same rows in the same order.
func (q *Query) sameList(other *Query) bool {
	return q.Sort == other.Sort && q.Reverse == other.Reverse && q.Filter == other.Filter && q.Group == other.Group && q.Inside == other.Inside
}
