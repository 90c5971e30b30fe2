package status

// Evidence is what the kernel showed around a step, observed without changing anything: the sockets involved in the
// step, and the counters that moved.
type Evidence struct {
	Sockets []Observed       `json:"sockets,omitempty"`
	Bench   []Observed       `json:"bench,omitempty"`   // other sockets, if the answer needs them to be explained; only After
	Found   *Found           `json:"found,omitempty"`   // what was looked up for the same reason
	Private bool             `json:"private,omitempty"` // nothing else is in this network, because it is a lab's
	Options []OptionChange   `json:"options,omitempty"` // options that the step has set
	Watched []InterestChange `json:"watched,omitempty"` // what the step has changed in interest lists
	Moved   map[string]int64 `json:"moved,omitempty"`   // in /proc/net/snmp and netstat, for the whole network namespace
}

// Observed is one socket before and after a step. Before is absent for a socket that the step made. After a descriptor
// is closed, TCP may still have its connection.
type Observed struct {
	ID     SocketID   `json:"id"`
	Name   string     `json:"name"`
	Kind   Kind       `json:"kind,omitzero"`    // needed to interpret the state
	Plain  string     `json:"plain,omitempty"`  // epoll, pipe-read, … if it is not a socket; see [Socket.Plain]
	Closed bool       `json:"closed,omitempty"` // its descriptor is closed after the step
	Before *Condition `json:"before,omitempty"`
	After  *Condition `json:"after,omitempty"`
	Detail *Detail    `json:"detail,omitempty"`
}

// InterestChange is an entry of an epoll's interest list that a step has added, changed or removed (epoll_ctl(2)).
type InterestChange struct {
	Epoll  SocketID `json:"epoll"`
	Socket SocketID `json:"socket"`
	Before *int     `json:"before,omitempty"` // the events it was watched for, as a step gave them; absent if it was not on the list
	After  *int     `json:"after,omitempty"`
}

// OptionChange is an option that a step has set: the old value, the requested value, and what the kernel made of it.
// Before and After are absent if reading the option would change something, or is refused.
type OptionChange struct {
	Socket SocketID `json:"socket"`
	Level  string   `json:"level"`
	Name   string   `json:"name"`
	Fresh  string   `json:"fresh,omitempty"` // the value of a new socket of this kind, if it has been read
	Before string   `json:"before,omitempty"`
	Asked  string   `json:"asked"`
	After  string   `json:"after,omitempty"`
}
