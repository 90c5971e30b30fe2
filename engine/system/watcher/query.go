package watcher

import (
	"netnet-tui/engine/system"
)

// Query is what of the sockets of the machine is shown.
type Query struct {
	First, Rows int    // the visible rows
	Sort        string // the name of a field of package system, or of a figure of groups; "" is what fails first
	Reverse     bool
	Filter      string
	Group       Grouping
	Inside      string     // the group whose sockets are shown; "" for the groups themselves
	Chosen      system.Key // the row of which everything is told
	ChosenGroup string
}

// Grouping is by what rows are put together.
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

// Meaning says in a few words what has a row.
func (g Grouping) Meaning() string {
	switch g {
	case Ungrouped:
		return "a row a socket"
	case ByProcess:
		return "a row a process, the first of those that share a socket"
	case ByPort:
		return "a row a port that is served, with the connections to it"
	case ByPeer:
		return "a row an address at the other end"
	case ByState:
		return "a row a state"
	case ByUser:
		return "a row a user"
	case ByContainer:
		return "a row a container"
	}
	return ""
}

// groups reports whether the answer is groups.
func (q *Query) groups() bool { return q.Group != Ungrouped && q.Inside == "" }

// sameList reports whether two queries want the same rows in the same order.
func (q *Query) sameList(other *Query) bool {
	return q.Sort == other.Sort && q.Reverse == other.Reverse && q.Filter == other.Filter && q.Group == other.Group && q.Inside == other.Inside
}
