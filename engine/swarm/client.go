package swarm

// client is one of the clients, with its connection.
type client struct {
	number int
	role   role
	state  state
	fd     int
	queued bool   // to be resumed in the next round
	fresh  bool   // is among the connections being made
	begun  int64  // when its connection was begun
	due    []byte // what to send between two messages: the opening, or what the protocol requires

	base   uint64 // where in the pattern the streams of this connection begin
	length uint64 // of each of its messages
	sent   uint64 // bytes of messages
	goal   uint64 // bytes of messages to send
	heard  uint64 // bytes received and checked, including the answer to the opening
	opened uint64 // how many of those were the answer to the opening
	rest   []byte // received bytes that could not be used yet

	stamps   []int64 // when each message under way was sent: a ring
	oldest   int
	under    int // messages under way
	answered uint64
	again    int  // messages to send again on the next connection
	over     bool // the server has announced the end of the connection
	broken   bool // nothing more can be sent, and nothing more will arrive

	// The state of a speech between two pieces of a message.
	left   uint64 // bytes left of a body or a frame
	place  uint64 // offset in a message
	within bool   // inside a frame
	last   bool   // the frame ends the message, or the answer is the last one
	code   byte
}

// role is the behavior of a client.
type role uint8

const (
	busy role = iota
	idle      // keeps its connection after one message
	slow      // reads very slowly
)

// state is the progress of a client.
type state uint8

const (
	waiting state = iota // has no connection
	connecting
	opening // its opening has not been answered yet
	talking
	holding // has exchanged its one message
)

// begin begins a connection, and resets the state of the previous one.
func (c *client) begin(fd int, serial uint64, s speech, now int64) {
	*c = client{number: c.number, role: c.role, stamps: c.stamps, rest: c.rest[:0], again: c.again,
		state: connecting, fd: fd, begun: now, fresh: true,
		base: serial * stride % period, length: s.length()}
}

// asked records a message to send.
func (c *client) asked(now int64) {
	place := c.oldest + c.under
	if place >= len(c.stamps) {
		place -= len(c.stamps)
	}
	c.stamps[place] = now
	c.under++
	c.goal += c.length
}

// had removes the oldest message under way, and returns when it was sent.
func (c *client) had() int64 {
	stamp := c.stamps[c.oldest]
	if c.oldest++; c.oldest == len(c.stamps) {
		c.oldest = 0
	}
	c.under--
	return stamp
}

// unfinished reports whether the client has more to send or to wait for. Slow clients are not waited for.
func (c *client) unfinished() bool {
	return c.again > 0 || c.role != slow && (c.state == talking || c.state == holding) && (c.under > 0 || c.sent < c.goal)
}
