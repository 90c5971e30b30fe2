package engine

import (
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/swarms"
)

// Query says what is on a screen, so that only that is observed and sent.
type Query struct {
	First    int             `json:"first,omitempty"` // the first visible row of the sockets
	Rows     int             `json:"rows,omitempty"`  // how many rows are visible
	Sort     string          `json:"sort,omitempty"`  // name, fd, kind, recvq, sendq or a field of a condition; empty for the order they were made in
	Reverse  bool            `json:"reverse,omitempty"`
	Filter   string          `json:"filter,omitempty"`   // only rows that contain it
	Selected status.SocketID `json:"selected,omitempty"` // the socket whose Detail is wanted
	Options  bool            `json:"options,omitempty"`  // with the values of its options
	Info     bool            `json:"info,omitempty"`     // with TCP_INFO, field by field
	Evidence bool            `json:"evidence,omitempty"` // with what tells what it does, and what holds it up
	Compare  status.SocketID `json:"compare,omitempty"`  // and beside them another socket's
	Have     uint64          `json:"have,omitempty"`     // the version of the options that the client has: the same ones are not sent again
	Server   *status.Query   `json:"server,omitempty"`   // what of the event loop
	After    uint64          `json:"after,omitempty"`    // only events beyond this sequence number
	Events   int             `json:"events,omitempty"`   // how many of them at most, the newest ones
}

// What a frame says of the engine's network.
const (
	HostNetwork = "host network"
	PrivateLab  = "private lab"
)

// Frame is what a screen asked for, at one instant. It is never changed after it
// is handed out.
type Frame struct {
	T       float64         `json:"t"`       // in seconds since the session began
	Network string          `json:"network"` // HostNetwork or PrivateLab
	PID     int             `json:"pid"`     // of the engine
	Sockets []status.Socket `json:"sockets,omitempty"`
	First   int             `json:"first,omitempty"` // the row Sockets begins with
	Total   int             `json:"total"`           // rows there are under the filter
	Place   int             `json:"place,omitempty"` // where the selected socket is among them, from 1; 0 if it is not
	Open    int             `json:"open"`            // descriptors that are open
	Stale   float64         `json:"stale,omitempty"` // seconds since the last look at the socket that was looked at the longest ago, where filter or order go by that
	Detail  *Detail         `json:"detail,omitempty"`
	Events  []Event         `json:"events,omitempty"`
	Skipped uint64          `json:"skipped,omitempty"` // events that were asked for but are not among Events
	Blocked []Blocked       `json:"blocked,omitempty"`
	Server  *status.Server  `json:"server,omitempty"` // nil where nothing is served
	Swarms  []swarms.State  `json:"swarms,omitempty"` // with Server asked for
}

// Detail is everything there is to show about the selected socket.
type Detail struct {
	status.Socket
	Can     []status.Ability       `json:"can"`
	Options []status.OptionReading `json:"options,omitempty"`
	Version uint64                 `json:"version,omitempty"` // of Options, which are absent where Query.Have is the same
	Beside  *Beside                `json:"beside,omitempty"`  // the socket it is compared with
	Info    []status.InfoReading   `json:"info,omitempty"`    // TCP_INFO, field by field

	Evidence *status.Evidence `json:"evidence,omitempty"` // the socket by itself, and beside it the bench
}

// Beside is another socket, and the same options of it as far as it has them.
type Beside struct {
	status.Socket
	Options []status.OptionReading `json:"options,omitempty"`
}

// Blocked is a call that has not returned.
type Blocked struct {
	Task   string          `json:"task"` // its name, for join and interrupt
	Step   string          `json:"step"`
	Verb   string          `json:"verb"`
	Socket status.SocketID `json:"socket,omitempty"`
	For    time.Duration   `json:"for"`            // how long it has been there
	Done   bool            `json:"done,omitempty"` // it has returned and waits to be joined
}
