package status

import "time"

// Condition is the state of a socket at one instant. A number that the kernel does not provide for this kind of socket
// is absent. Each field also has a row in fields, from which expect, show, the evidence, the order of rows and the
// screen know it.
type Condition struct {
	State    State  `json:"state"`
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

	Timer      Timer          `json:"timer,omitempty"`       // of TCP, if requested
	TimerLeft  *time.Duration `json:"timer.left,omitempty"`  // until it expires, in nanoseconds
	TimerTries *int           `json:"timer.tries,omitempty"` // how often it has expired for the same bytes, or how many probes are unanswered

	Count     *int           `json:"count,omitempty"`     // what a read of an eventfd or a timerfd returns
	Left      *time.Duration `json:"left,omitempty"`      // until a timerfd expires, in nanoseconds; 0 if it is disarmed
	Every     *time.Duration `json:"every,omitempty"`     // its interval after that; 0 means once
	Capacity  *int           `json:"capacity,omitempty"`  // bytes that a pipe can hold
	Size      *int           `json:"size,omitempty"`      // bytes of a memfd
	Position  *int           `json:"position,omitempty"`  // where its next read begins
	Interests *int           `json:"interests,omitempty"` // entries of an epoll's interest list
}

// fields are all fields, in the order in which they are shown.
var fields = [...]Field{
	{Name: "state", Kind: FieldState, text: func(c *Condition) string { return string(c.State) }},
	{Name: "local", Kind: FieldAddress, text: func(c *Condition) string { return c.Local }},
	{Name: "peer", Kind: FieldAddress, text: func(c *Condition) string { return c.Peer }},
	{Name: "pending", Kind: FieldNumber, number: func(c *Condition) *int { return c.Pending }},
	{Name: "unsent", Kind: FieldNumber, number: func(c *Condition) *int { return c.Unsent }},
	{Name: "notsent", Label: "not sent", Kind: FieldNumber, number: func(c *Condition) *int { return c.Notsent }},
	{Name: "queue", Kind: FieldNumber, number: func(c *Condition) *int { return c.Queue }},
	{Name: "backlog", Kind: FieldNumber, number: func(c *Condition) *int { return c.Backlog }},
	{Name: "count", Kind: FieldNumber, number: func(c *Condition) *int { return c.Count }},
	{Name: "left", Kind: FieldTime, Aside: true, time: func(c *Condition) *time.Duration { return c.Left }},
	{Name: "every", Kind: FieldTime, time: func(c *Condition) *time.Duration { return c.Every }},
	{Name: "capacity", Kind: FieldNumber, number: func(c *Condition) *int { return c.Capacity }},
	{Name: "size", Kind: FieldNumber, number: func(c *Condition) *int { return c.Size }},
	{Name: "position", Kind: FieldNumber, number: func(c *Condition) *int { return c.Position }},
	{Name: "interests", Kind: FieldNumber, number: func(c *Condition) *int { return c.Interests }},
	{Name: "timer", Kind: FieldTimer, usual: string(TimerOff), text: func(c *Condition) string { return string(c.Timer) }},
	{Name: "timer.left", Kind: FieldTime, Aside: true, time: func(c *Condition) *time.Duration { return c.TimerLeft }},
	{Name: "timer.tries", Kind: FieldNumber, Aside: true, number: func(c *Condition) *int { return c.TimerTries }},
	{Name: "ready", Kind: FieldEvents, text: func(c *Condition) string { return c.Ready }},
	{Name: "nonblock", Kind: FieldBool, on: func(c *Condition) bool { return c.Nonblock }},
	{Name: "cloexec", Kind: FieldBool, Aside: true, on: func(c *Condition) bool { return c.Cloexec }},
}

// Bound reports whether the local address differs from that of a new socket.
func (c Condition) Bound() bool {
	switch c.Local {
	case "", "0.0.0.0:0", "[::]:0", "unix:", "AF_NETLINK,nl_pid=0,nl_groups=00000000", "AF_VSOCK,svm_cid=VMADDR_CID_ANY,svm_port=VMADDR_PORT_ANY,svm_flags=0":
		return false
	}
	return true
}
