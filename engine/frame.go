package engine

import (
	"time"

	"netnet-tui/engine/swarms"
)

// Query says what is on a screen, so that only that is looked at and sent.
type Query struct {
	First    int          `json:"first,omitempty"`    // the first visible row of the sockets
	Rows     int          `json:"rows,omitempty"`     // how many rows are visible
	Sort     string       `json:"sort,omitempty"`     // name, fd, kind, state, local, peer, recvq, sendq; empty for the order they were made in
	Reverse  bool         `json:"reverse,omitempty"`  //
	Filter   string       `json:"filter,omitempty"`   // only rows that contain it
	Selected SocketID     `json:"selected,omitempty"` // the socket whose Detail is wanted
	Options  bool         `json:"options,omitempty"`  // with the values of its options
	Info     bool         `json:"info,omitempty"`     // with TCP_INFO, field by field
	Compare  SocketID     `json:"compare,omitempty"`  // and beside them another socket's
	Have     uint64       `json:"have,omitempty"`     // the version of the options that the asker has: the same are not sent again
	Server   *ServerQuery `json:"server,omitempty"`   // what of the event loop
	After    uint64       `json:"after,omitempty"`    // only events beyond this sequence number
	Events   int          `json:"events,omitempty"`   // how many of them at the most, the newest
}

// What a frame says of the engine's network.
const (
	HostNetwork = "host network"
	PrivateLab  = "private lab"
)

// Frame is what a screen asked for, at one instant. It is never changed after it
// is handed out.
type Frame struct {
	T       float64        `json:"t"`       // in seconds since the session began
	Network string         `json:"network"` // HostNetwork or PrivateLab
	PID     int            `json:"pid"`     // of the engine
	Sockets []Socket       `json:"sockets,omitempty"`
	First   int            `json:"first,omitempty"` // the row Sockets begins with
	Total   int            `json:"total"`           // rows there are under the filter
	Open    int            `json:"open"`            // descriptors that are open
	Detail  *Detail        `json:"detail,omitempty"`
	Events  []Event        `json:"events,omitempty"`
	Skipped uint64         `json:"skipped,omitempty"` // events that were asked for but are not among Events
	Blocked []Blocked      `json:"blocked,omitempty"`
	Server  *Server        `json:"server,omitempty"` // nil where nothing is served
	Swarms  []swarms.State `json:"swarms,omitempty"` // with Server asked for
}

// Detail is all that can be told about the selected socket.
type Detail struct {
	Socket
	Can     []Ability       `json:"can"`
	Options []OptionReading `json:"options,omitempty"`
	Version uint64          `json:"version,omitempty"` // of Options, which are absent where Query.Have is the same
	Beside  *Beside         `json:"beside,omitempty"`  // the socket it is compared with
	Info    []InfoReading   `json:"info,omitempty"`    // TCP_INFO, field by field
}

// Beside is another socket, and the same options of it as far as it has them.
type Beside struct {
	Socket
	Options []OptionReading `json:"options,omitempty"`
}

// Ability is a verb that makes sense with a socket now, or the reason it does not.
type Ability struct {
	Verb string `json:"verb"`
	Why  string `json:"why,omitempty"` // why not; empty when it can be done
}

// OptionReading is an option's value on a socket now. What is known about the
// option itself is in its catalogue entry.
type OptionReading struct {
	Name     string  `json:"name"`
	Level    string  `json:"level"`
	Value    string  `json:"value,omitempty"`    // as a script writes it
	Fresh    string  `json:"fresh,omitempty"`    // what a new socket of this kind has
	Asked    string  `json:"asked,omitempty"`    // what a step set it to
	Errno    string  `json:"errno,omitempty"`    // why it can't be read
	Unread   bool    `json:"unread,omitempty"`   // reading would have a side effect, so it was not read
	Seen     string  `json:"seen,omitempty"`     // what a step has read, where a look does not read it
	SeenAt   float64 `json:"seen_at,omitempty"`  // when that was, in seconds since the session began
	Changed  bool    `json:"changed,omitempty"`  // the value differs from Fresh
	Runs     bool    `json:"runs,omitempty"`     // the value is a clock's: it differs at every look
	Obstacle string  `json:"obstacle,omitempty"` // why setting it now would be refused or do nothing; empty where nothing stands against it
}

// InfoReading is one field of TCP_INFO.
type InfoReading struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Blocked is a call that has not returned.
type Blocked struct {
	Task   string        `json:"task"` // its name, for join and interrupt
	Step   string        `json:"step"`
	Verb   string        `json:"verb"`
	Socket SocketID      `json:"socket,omitempty"`
	For    time.Duration `json:"for"`            // how long it has been there
	Done   bool          `json:"done,omitempty"` // it has returned and waits to be joined
}
