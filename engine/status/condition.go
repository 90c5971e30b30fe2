package status

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

// Bound reports whether the local address is another than a fresh socket has.
func (c Condition) Bound() bool {
	switch c.Local {
	case "", "0.0.0.0:0", "[::]:0", "unix:":
		return false
	}
	return true
}
