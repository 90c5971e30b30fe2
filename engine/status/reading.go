package status

// OptionReading is the current value of an option on a socket. What is known about the option itself is in its
// catalogue entry.
type OptionReading struct {
	Name     string  `json:"name"`
	Level    string  `json:"level"`
	Value    string  `json:"value,omitempty"`    // as a script writes it
	Fresh    string  `json:"fresh,omitempty"`    // the value of a new socket of this kind
	Asked    string  `json:"asked,omitempty"`    // the value that a step set
	Errno    string  `json:"errno,omitempty"`    // why it can't be read
	Unread   bool    `json:"unread,omitempty"`   // reading would have a side effect, so it was not read
	Seen     string  `json:"seen,omitempty"`     // the value last read by a step, if observing does not read it
	SeenAt   float64 `json:"seen_at,omitempty"`  // when that was, in seconds since the session began
	Changed  bool    `json:"changed,omitempty"`  // the value differs from Fresh
	Runs     bool    `json:"runs,omitempty"`     // the value comes from a clock: it differs each time
	Obstacle string  `json:"obstacle,omitempty"` // why setting it now would be refused or have no effect; empty if nothing prevents it
}

// InfoReading is one field of TCP_INFO.
type InfoReading struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}
