package status

import (
	"time"

	"netnet-tui/sockets"
)

// Server is an event loop and all it serves, at one instant.
type Server struct {
	Readiness  string        `json:"readiness"`      // busy, select, poll, epoll, epoll-et, epoll-oneshot, io_uring
	Spin       time.Duration `json:"spin,omitempty"` // how long it looks before it sleeps
	Gear       Gear          `json:"gear"`
	Rate       float64       `json:"rate,omitempty"`        // of slow, in calls a second
	Phase      Phase         `json:"phase,omitempty"`       // where the iteration stands, while it is not running
	Next       string        `json:"next,omitempty"`        // the call it makes next, while it is not running
	Ready      []Ready       `json:"ready,omitempty"`       // the ready list of this iteration, while it is not running: 128 entries at most
	ReadyFirst int           `json:"ready_first,omitempty"` // the place in the list that Ready begins with
	ReadyCount int           `json:"ready_count,omitempty"` // entries of the whole list
	Fired      int           `json:"fired,omitempty"`       // how many of the whole list have been dealt with
	Policy     string        `json:"policy"`                // what happens when descriptors run out
	Starved    bool          `json:"starved,omitempty"`     // they have, or memory: nothing is accepted just now
	Draining   bool          `json:"draining,omitempty"`
	Up         float64       `json:"up"` // in seconds

	Listeners   []Listener     `json:"listeners"`
	Connections []Connection   `json:"connections,omitempty"` // the rows that were asked for
	First       int            `json:"first,omitempty"`       // the row Connections begins with
	Shown       int            `json:"shown"`                 // rows there are under the filter
	Chosen      *Connection    `json:"chosen,omitempty"`      // the one that was asked for; absent once it is closed
	Follow      *Follow        `json:"follow,omitempty"`
	Recent      []sockets.Call `json:"recent,omitempty"` // the last calls, while it is not running; the newest last

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

// Listener is a socket the loop has taken over: one that listens, or takes datagrams.
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
	Backlog     *int   `json:"backlog,omitempty"` // its limit
	Failed      uint64 `json:"failed,omitempty"`  // connections or datagrams that were lost because accept4 or recvfrom failed
	Ended       string `json:"ended,omitempty"`   // why it is not served any more, though it has not been given back
}

// Connection is one row of the live table. A number that has not been looked at yet is absent.
type Connection struct {
	ID       uint64  `json:"id"`   // never reused
	Name     string  `json:"name"` // by which steps know it: s_17
	FD       int     `json:"fd"`
	Protocol string  `json:"protocol"`
	Peer     string  `json:"peer"`
	State    State   `json:"state"`
	Age      float64 `json:"age"`  // in seconds
	Idle     float64 `json:"idle"` // seconds since bytes moved
	In       uint64  `json:"in"`   // bytes received
	Out      uint64  `json:"out"`  // bytes sent
	InRate   float64 `json:"in_rate"`
	OutRate  float64 `json:"out_rate"` // bytes a second
	RecvQ    *int    `json:"recv_q,omitempty"`
	SendQ    *int    `json:"send_q,omitempty"`
	Buffered int     `json:"buffered,omitempty"` // bytes that wait in the loop for the kernel to take them
	RTT      float64 `json:"rtt,omitempty"`      // in milliseconds
	Stall    Stall   `json:"stall,omitempty"`
}

// Follow is the last calls of the one connection that is followed.
type Follow struct {
	ID    uint64         `json:"id"`
	Name  string         `json:"name"`
	Calls []sockets.Call `json:"calls"` // the newest last
}

// Totals count since the loop began. Open is now.
type Totals struct {
	Open       int    `json:"open"`
	Accepted   uint64 `json:"accepted"`
	Closed     uint64 `json:"closed"`
	Refused    uint64 `json:"refused"`     // accepted and closed at once: over the maximum, or without a descriptor
	Reset      uint64 `json:"reset"`       // ended by an error
	TimedOut   uint64 `json:"timed_out"`   // closed because nothing moved
	OverMemory uint64 `json:"over_memory"` // reset because they held too much
	Messages   uint64 `json:"messages"`
	Datagrams  uint64 `json:"datagrams"`
	In         uint64 `json:"in"`  // bytes
	Out        uint64 `json:"out"` // bytes
}

// Memory is what the connections hold, in bytes: input that is not used yet, output that
// is not sent yet, and what their protocols keep for them.
type Memory struct {
	Held          int `json:"held"`
	Max           int `json:"max"`            // beyond, those that hold the most are reset
	PerConnection int `json:"per_connection"` // one that holds more is reset
}

// Loop is what the event loop did with its time.
type Loop struct {
	Iterations uint64        `json:"iterations"`
	Wakeups    uint64        `json:"wakeups"` // waits that slept or spun and found something
	Wasted     uint64        `json:"wasted"`  // wakeups after which no call moved a byte or a connection
	Working    time.Duration `json:"working"`
	Waiting    time.Duration `json:"waiting"`
}

// CallCount is how often a call gave an answer.
type CallCount struct {
	Name  string `json:"name"`
	Errno string `json:"errno,omitempty"` // empty where it went well
	Count uint64 `json:"count"`
}
