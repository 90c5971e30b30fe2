package engine

// Evidence is what the kernel showed around a step, taken by looks that change
// nothing: the sockets the step touched, and the counters that moved.
type Evidence struct {
	Sockets []Sight          `json:"sockets,omitempty"`
	Options []OptionSight    `json:"options,omitempty"` // those that the step has set
	Moved   map[string]int64 `json:"moved,omitempty"`   // of /proc/net/snmp and netstat, in the whole network namespace
}

// Sight is one socket before and after a step. Before is absent for a socket the
// step made. After the close of a descriptor TCP may still know its connection.
type Sight struct {
	ID     SocketID   `json:"id"`
	Name   string     `json:"name"`
	Closed bool       `json:"closed,omitempty"` // its descriptor is closed after the step
	Before *Condition `json:"before,omitempty"`
	After  *Condition `json:"after,omitempty"`
}

// OptionSight is an option that a step has set: what it was, what was asked for, and
// what the kernel has made of it. Before and After are absent where reading it is no
// harmless look, or is refused.
type OptionSight struct {
	Socket SocketID `json:"socket"`
	Level  string   `json:"level"`
	Name   string   `json:"name"`
	Fresh  string   `json:"fresh,omitempty"` // what a new socket of this kind has, where somebody has looked
	Before string   `json:"before,omitempty"`
	Asked  string   `json:"asked"`
	After  string   `json:"after,omitempty"`
}

// Condition is how a socket is at one instant. A number the kernel does not tell
// for this kind of socket is absent.
type Condition struct {
	State    string `json:"state"`
	Local    string `json:"local,omitempty"`
	Peer     string `json:"peer,omitempty"`
	Pending  *int   `json:"pending,omitempty"` // bytes to receive (FIONREAD)
	Unsent   *int   `json:"unsent,omitempty"`  // bytes sent that the peer has not acknowledged (SIOCOUTQ)
	Notsent  *int   `json:"notsent,omitempty"` // bytes not yet on the wire (SIOCOUTQNSD)
	Queue    *int   `json:"queue,omitempty"`   // connections in a listener's accept queue
	Backlog  *int   `json:"backlog,omitempty"` // the limit of that queue
	Ready    string `json:"ready"`             // poll's bits: in|out|pri|rdhup|err|hup, or none
	Nonblock bool   `json:"nonblock"`
	Cloexec  bool   `json:"cloexec"`
}
