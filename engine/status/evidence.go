package status

// Evidence is what the kernel showed around a step, taken by looks that change
// nothing: the sockets the step involved, and the counters that moved.
type Evidence struct {
	Sockets []Observed       `json:"sockets,omitempty"`
	Bench   []Observed       `json:"bench,omitempty"`   // the other sockets, where the answer leaves a question; only After
	Found   *Found           `json:"found,omitempty"`   // what was looked up, likewise
	Private bool             `json:"private,omitempty"` // nobody else is in this network: it is a lab's
	Options []OptionChange   `json:"options,omitempty"` // those that the step has set
	Watched []InterestChange `json:"watched,omitempty"` // what the step has done to interest lists
	Moved   map[string]int64 `json:"moved,omitempty"`   // of /proc/net/snmp and netstat, in the whole network namespace
}

// Observed is one socket before and after a step. Before is absent for a socket the
// step made. After the close of a descriptor TCP may still know its connection.
type Observed struct {
	ID     SocketID   `json:"id"`
	Name   string     `json:"name"`
	Kind   Kind       `json:"kind,omitzero"`    // a state alone does not say it
	Plain  string     `json:"plain,omitempty"`  // what it is if it is not a socket: epoll, pipe-read, …; see [Socket.Plain]
	Closed bool       `json:"closed,omitempty"` // its descriptor is closed after the step
	Before *Condition `json:"before,omitempty"`
	After  *Condition `json:"after,omitempty"`
	Detail *Detail    `json:"detail,omitempty"`
}

// InterestChange is an entry of the interest list of an epoll that a step has added, changed or
// removed (epoll_ctl(2)).
type InterestChange struct {
	Epoll  SocketID `json:"epoll"`
	Socket SocketID `json:"socket"`
	Before *int     `json:"before,omitempty"` // the events it was watched for, as a step had them; absent where it was not on the list
	After  *int     `json:"after,omitempty"`
}

// OptionChange is an option that a step has set: what it was, what was asked for, and
// what the kernel has made of it. Before and After are absent where reading the option
// would change something, or is refused.
type OptionChange struct {
	Socket SocketID `json:"socket"`
	Level  string   `json:"level"`
	Name   string   `json:"name"`
	Fresh  string   `json:"fresh,omitempty"` // what a new socket of this kind has, if it has been read
	Before string   `json:"before,omitempty"`
	Asked  string   `json:"asked"`
	After  string   `json:"after,omitempty"`
}
