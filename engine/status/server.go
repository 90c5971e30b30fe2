package status

import (
	"time"

	"netnet-tui/sockets"
)

// Server is the state of an event loop and everything it serves, at one instant.
type Server struct {
	Readiness  string        `json:"readiness"`      // busy, select, poll, epoll, epoll-et, epoll-oneshot, io_uring
	Spin       time.Duration `json:"spin,omitempty"` // how long it polls before it sleeps
	Gear       Gear          `json:"gear"`
	Rate       float64       `json:"rate,omitempty"`        // of gear slow, in calls per second
	Phase      Phase         `json:"phase,omitempty"`       // the phase of the iteration, while not running
	Next       string        `json:"next,omitempty"`        // the next call, while not running
	Ready      []Ready       `json:"ready,omitempty"`       // the ready list of this iteration, while not running; at most 128 entries
	ReadyFirst int           `json:"ready_first,omitempty"` // the index in the list of the first entry in Ready
	ReadyCount int           `json:"ready_count,omitempty"` // the length of the whole list
	Fired      int           `json:"fired,omitempty"`       // how many entries of the whole list have been processed
	Policy     string        `json:"policy"`                // what happens when descriptors run out
	Starved    bool          `json:"starved,omitempty"`     // descriptors or memory have run out: nothing is accepted for now
	Draining   bool          `json:"draining,omitempty"`
	Up         float64       `json:"up"` // in seconds

	Listeners   []Listener     `json:"listeners"`
	Connections []Connection   `json:"connections,omitempty"` // the requested rows
	First       int            `json:"first,omitempty"`       // the index of the first row in Connections
	Shown       int            `json:"shown"`                 // number of rows that match the filter
	Chosen      *Connection    `json:"chosen,omitempty"`      // the requested connection; absent once it is closed
	Follow      *Follow        `json:"follow,omitempty"`
	Recent      []sockets.Call `json:"recent,omitempty"` // the last calls, while not running; the newest last

	Memory Memory      `json:"memory"`
	Totals Totals      `json:"totals"`
	Loop   Loop        `json:"loop"`
	Calls  []CallCount `json:"calls"`
}

// Ready is one entry of the ready list.
type Ready struct {
	Name string `json:"name"` // of the connection or the listener
	Bits string `json:"bits"` // in|out|rdhup|hup|err
}

// Listener is a socket that the loop serves: a listener, or a socket that receives datagrams.
type Listener struct {
	ID          uint64 `json:"id"`
	Name        string `json:"name"`
	FD          int    `json:"fd"`
	Address     string `json:"address"`
	Protocol    string `json:"protocol"`
	Datagram    bool   `json:"datagram,omitempty"`
	Connections int    `json:"connections"`
	Accepted    uint64 `json:"accepted"`
	Queue       *int   `json:"queue,omitempty"`   // connections in the accept queue
	Backlog     *int   `json:"backlog,omitempty"` // its maximum
	Failed      uint64 `json:"failed,omitempty"`  // connections or datagrams lost because accept4 or recvfrom failed
	Ended       string `json:"ended,omitempty"`   // why it is no longer served, although it was not taken back
}

// Connection is one row of the live table. A number that has not been observed yet is absent.
type Connection struct {
	ID       uint64  `json:"id"`   // never reused
	Name     string  `json:"name"` // its name in steps: s_17
	FD       int     `json:"fd"`
	Protocol string  `json:"protocol"`
	Peer     string  `json:"peer"`
	State    State   `json:"state"`
	Age      float64 `json:"age"`  // in seconds
	Idle     float64 `json:"idle"` // seconds since bytes moved
	In       uint64  `json:"in"`   // bytes received
	Out      uint64  `json:"out"`  // bytes sent
	InRate   float64 `json:"in_rate"`
	OutRate  float64 `json:"out_rate"` // bytes per second
	RecvQ    *int    `json:"recv_q,omitempty"`
	SendQ    *int    `json:"send_q,omitempty"`
	Buffered int     `json:"buffered,omitempty"` // bytes in the loop that the kernel has not taken yet
	RTT      float64 `json:"rtt,omitempty"`      // in milliseconds
	Stall    Stall   `json:"stall,omitempty"`
}

// Follow is the last calls of the connection that is followed.
type Follow struct {
	ID    uint64         `json:"id"`
	Name  string         `json:"name"`
	Calls []sockets.Call `json:"calls"` // the newest last
}

// Totals count since the loop began, except Open, which is the current number.
type Totals struct {
	Open       int    `json:"open"`
	Accepted   uint64 `json:"accepted"`
	Closed     uint64 `json:"closed"`
	Refused    uint64 `json:"refused"`     // accepted and closed immediately: over the maximum, or without a descriptor
	Reset      uint64 `json:"reset"`       // ended by an error
	TimedOut   uint64 `json:"timed_out"`   // closed because of inactivity
	OverMemory uint64 `json:"over_memory"` // reset because they held too much
	Messages   uint64 `json:"messages"`
	Datagrams  uint64 `json:"datagrams"`
	In         uint64 `json:"in"`  // bytes
	Out        uint64 `json:"out"` // bytes
}

// Memory is what the connections hold, in bytes: unused input, unsent output, and the state of their protocols.
type Memory struct {
	Held          int `json:"held"`
	Max           int `json:"max"`            // beyond this total, the largest ones are reset
	PerConnection int `json:"per_connection"` // a connection that holds more is reset
}

// Loop is how the event loop spent its time.
type Loop struct {
	Iterations uint64        `json:"iterations"`
	Wakeups    uint64        `json:"wakeups"` // waits that slept or spun and found something
	Wasted     uint64        `json:"wasted"`  // wakeups after which no call moved a byte or a connection
	Working    time.Duration `json:"working"`
	Waiting    time.Duration `json:"waiting"`
}

// CallCount is how often a call had a result.
type CallCount struct {
	Name  string `json:"name"`
	Errno string `json:"errno,omitempty"` // empty if it succeeded
	Count uint64 `json:"count"`
}
