package status

import "time"

// Detail is what a step's evidence contains about a socket besides its condition: where it comes from, and what
// influences its answers.
type Detail struct {
	FD       int               `json:"fd"`
	Process  string            `json:"process,omitempty"`  // the forked process that has the descriptor
	Ended    string            `json:"ended,omitempty"`    // how that process ended, if that closed the descriptor
	Origin   string            `json:"origin,omitempty"`   // "socket", "accept(s)", "dup(c)"
	Parent   SocketID          `json:"parent,omitempty"`   // the listener it was accepted from, or what it is a duplicate of
	Of       SocketID          `json:"of,omitempty"`       // for a duplicate: the oldest descriptor of the same socket
	Peer     SocketID          `json:"peer,omitempty"`     // the socket of the bench at its other end, closed or not
	Twins    []string          `json:"twins,omitempty"`    // the names of the other open descriptors of the same socket
	Copies   map[string]string `json:"copies,omitempty"`   // for twins in other processes: the process by twin; "" is the engine
	Served   bool              `json:"served,omitempty"`   // it belongs to the event loop
	Protocol string            `json:"protocol,omitempty"` // the protocol it is served with
	Gear     Gear              `json:"gear,omitempty"`     // the gear of the event loop that it belongs to
	InFlight int               `json:"scm_fds,omitempty"`  // descriptors in the receive queue of a Unix socket (SCM_RIGHTS, unix(7))
	Asleep   []Sleeper         `json:"asleep,omitempty"`   // calls of other threads that are blocked on it
	Options  map[string]string `json:"options,omitempty"`  // by name, if the value differs from that of a new socket
	Set      map[string]string `json:"set,omitempty"`      // by name, the values that steps have set, as they wrote them
	Info     map[string]int64  `json:"info,omitempty"`     // TCP_INFO without tcpi_, the fields that are not 0
}

// Sleeper is a call that has not returned.
type Sleeper struct {
	Task    string        `json:"task"` // its name for join and interrupt
	Verb    string        `json:"verb"`
	Step    string        `json:"step"`
	Socket  string        `json:"socket,omitempty"`  // its name for the socket it is about; "" for poll and select
	For     time.Duration `json:"for"`               // how long ago its step began, in nanoseconds
	Within  time.Duration `json:"within,omitempty"`  // how long it is repeated
	Timeout time.Duration `json:"timeout,omitempty"` // of a wait; forever if negative
	Size    int64         `json:"size,omitempty"`    // bytes to send, or the most to receive
	Flags   int           `json:"flags,omitempty"`   // MSG_
	Watched []Watched     `json:"watched,omitempty"` // by poll and select
}

// Watched is a socket with the poll(2) events it is watched for.
type Watched struct {
	Socket string `json:"socket"`
	Events int    `json:"events"`
}
