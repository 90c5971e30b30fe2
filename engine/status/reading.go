package status

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
