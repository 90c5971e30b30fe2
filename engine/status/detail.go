package status

import "time"

// Detail is what a step's evidence says of a socket beside its condition: where it comes from,
// and what makes it answer as it does.
type Detail struct {
	FD       int               `json:"fd"`
	Process  string            `json:"process,omitempty"`  // the forked process whose descriptor it is
	Ended    string            `json:"ended,omitempty"`    // how that process ended, if it was closed by that
	Origin   string            `json:"origin,omitempty"`   // "socket", "accept(s)", "dup(c)"
	Parent   SocketID          `json:"parent,omitempty"`   // the listener it was accepted from, or what it is a duplicate of
	Of       SocketID          `json:"of,omitempty"`       // of a duplicate: the oldest descriptor of the same socket
	Peer     SocketID          `json:"peer,omitempty"`     // the socket of the bench at its other end, closed or not
	Twins    []string          `json:"twins,omitempty"`    // the names of the open descriptors of the same socket, without this one
	Copies   map[string]string `json:"copies,omitempty"`   // those of the twins that another process has: its name, by theirs; "" is the engine
	Served   bool              `json:"served,omitempty"`   // the event loop has it
	Protocol string            `json:"protocol,omitempty"` // with which it does
	Gear     Gear              `json:"gear,omitempty"`     // of the event loop that has it
	InFlight int               `json:"scm_fds,omitempty"`  // descriptors that wait in the queue of a Unix socket to be received (SCM_RIGHTS, unix(7))
	Asleep   []Sleeper         `json:"asleep,omitempty"`   // calls that sleep on it on other threads
	Options  map[string]string `json:"options,omitempty"`  // by name, where the value differs from a new socket's
	Set      map[string]string `json:"set,omitempty"`      // by name, what steps have set, as they wrote it
	Info     map[string]int64  `json:"info,omitempty"`     // TCP_INFO without tcpi_, the fields that are not 0
}

// Sleeper is a call that has not returned.
type Sleeper struct {
	Task    string        `json:"task"` // by which join and interrupt know it
	Verb    string        `json:"verb"`
	Step    string        `json:"step"`
	Socket  string        `json:"socket,omitempty"`  // the name it uses for the socket it is about; "" for poll and select
	For     time.Duration `json:"for"`               // how long ago its step began, in nanoseconds
	Within  time.Duration `json:"within,omitempty"`  // for how long it is made again and again
	Timeout time.Duration `json:"timeout,omitempty"` // of a wait; below 0 forever
	Size    int64         `json:"size,omitempty"`    // bytes to send, or to receive at most
	Flags   int           `json:"flags,omitempty"`   // MSG_
	Watched []Watched     `json:"watched,omitempty"` // by poll and select
}

// Watched is a socket with the events it is watched for, as bits of poll(2).
type Watched struct {
	Socket string `json:"socket"`
	Events int    `json:"events"`
}
