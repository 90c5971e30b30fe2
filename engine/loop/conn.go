package loop

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// conn is one connection. There are thousands, so what is rarely needed is in extra.
type conn struct {
	loop     *Loop
	listener *listener
	state    any // belongs to the protocol
	extra    *extra
	id       uint64 // never reused
	in, out  uint64 // bytes received and sent
	fd       int32
	flags    flags
	born     uint32 // in milliseconds since the loop began, like moved and began
	moved    uint32 // when bytes last moved
	began    uint32 // when the unfinished request in extra began
	wake     uint32 // how often After was called: only the last call counts
}

// flags are the state of a connection.
type flags uint32

const (
	gone     flags = 1 << iota // closed or about to be: nothing more is done with it
	toClose                    // in the loop's toClose list
	finished                   // the peer has sent FIN
	heard                      // the protocol has been told of the peer's FIN
	ended                      // our direction is to be shut down, or has been
	shut                       // shutdown(2) has been called
	closing                    // to be closed when everything is sent
	linger                     // everything is sent and shut down; input is discarded
	stopped                    // the protocol does not want input
	choked                     // not read, because the peer does not read
	blocked                    // output waits for room in the kernel
	drains                     // the protocol's Drain is to be called
	queued                     // to be resumed: it is in the queue
	adopted                    // the bench has it too
	unowned                    // a step closes its descriptor
	unread                     // the kernel may have bytes that no event will report
	resting                    // the kernel had no memory for a call: it is left alone for a moment
	behind                     // input waits for room or a turn; until it is used, nothing more is read
	seeksIn                    // the readiness watches for input
	seeksOut                   // the readiness watches for room to send
	sending                    // a send is queued
)

// extra is what a connection needs only while something is buffered.
type extra struct {
	input  pending // not yet used by the protocol
	output pending // not yet taken by the kernel
	state  int     // bytes that the protocol keeps
	weight int     // of all three, as counted by the loop
}

func (c *conn) ID() uint64     { return c.id }
func (c *conn) Now() time.Time { return c.loop.clock.now() }
func (c *conn) Keep(state any) { c.state = state }
func (c *conn) Kept() any      { return c.state }

// Peer asks the kernel for the address, which changes nothing.
func (c *conn) Peer() string {
	addr, err := sockets.Linux{}.Getpeername(int(c.fd))
	if err != nil {
		return ""
	}
	return addr.String()
}

// Local asks the kernel for the address, which changes nothing.
func (c *conn) Local() string { return address(int(c.fd)) }

// Soon makes the loop call the protocol's Drain at the connection's next turn.
func (c *conn) Soon() {
	if c.flags&(gone|ended) != 0 {
		return
	}
	c.flags |= drains
	if c.waiting() == 0 {
		c.loop.turns.later(c)
	}
}

func (c *conn) Message(n int) {
	c.loop.totals.Messages += uint64(n)
}

// more returns the connection's extra, which it makes on first use.
func (c *conn) more() *extra {
	if c.extra == nil {
		c.extra = &extra{}
	}
	return c.extra
}

// left returns how many bytes the protocol has not used.
func (c *conn) left() int {
	if c.extra == nil {
		return 0
	}
	return c.extra.input.len()
}

// waiting returns how many bytes the kernel has not taken.
func (c *conn) waiting() int {
	if c.extra == nil {
		return 0
	}
	return c.extra.output.len()
}

// reads reports whether the protocol is given what the peer sends.
func (c *conn) reads() bool { return c.flags&(gone|finished|stopped|choked|resting) == 0 }

// receives reports whether to receive bytes now. It is called for every event, so it tests the flags of reads and its
// own in one go.
func (c *conn) receives() bool {
	if c.flags&linger != 0 {
		return c.flags&(gone|finished|resting) == 0
	}
	return c.flags&(gone|finished|resting|stopped|choked|behind) == 0
}

// seeks returns what the readiness should watch for. A connection that is behind is in the queue and its events are
// ignored, which is cheaper than to stop and restart watching for every turn. But while it waits for room the loop
// would spin, and a kernel that receives on its own has to be stopped: then input is not watched for.
func (c *conn) seeks() flags {
	var f flags
	if c.flags&(blocked|resting) == blocked {
		f |= seeksOut
	}
	if c.receives() || c.reads() && c.flags&blocked == 0 && c.loop.watcher.receiver == nil {
		f |= seeksIn
	}
	return f
}

// watch tells the readiness what to watch for, if that has changed. During a connection's turn it does nothing: the end
// of the turn calls it again.
func (c *conn) watch() {
	l, f := c.loop, c.seeks()
	if c.flags&gone != 0 || l.watcher.changing || l.turns.has(c) || c.flags&(seeksIn|seeksOut) == f {
		return
	}
	c.flags = c.flags&^(seeksIn|seeksOut) | f
	if errno := l.watcher.readiness.Watch(int(c.fd), f&seeksIn != 0, f&seeksOut != 0); errno != 0 {
		l.tell(unwatchable(c.name(), int(c.fd), l.Readiness(), errno).Error() + ", and is closed")
		l.closeLater(c, errno)
	}
}

func (c *conn) Stop() {
	if c.flags&stopped == 0 {
		c.flags |= stopped
		c.watch()
	}
}

// Resume reads again. No event may come for what arrived while the connection was stopped, so it is queued to be
// resumed in the next iteration.
func (c *conn) Resume() {
	if c.flags&stopped == 0 {
		return
	}
	c.flags = c.flags&^stopped | unread
	c.watch()
	c.loop.turns.later(c)
}

// EndOutput sends FIN after what was written.
func (c *conn) EndOutput() {
	if c.flags&(gone|ended) == 0 {
		c.flags |= ended
		c.finish()
	}
}

// Close closes the connection once everything is sent, after lingering.
func (c *conn) Close() {
	if c.flags&gone == 0 {
		c.flags = c.flags&^behind | ended | closing
		c.finish()
	}
}

// Reset makes the kernel send RST, which a close with SO_LINGER of 0 seconds does (socket(7)).
func (c *conn) Reset() {
	if c.flags&gone != 0 {
		return
	}
	c.loop.calls.Setsockopt(int(c.fd), unix.SOL_SOCKET, unix.SO_LINGER, []byte{1, 0, 0, 0, 0, 0, 0, 0})
	c.loop.closeLater(c, 0)
}

// lingering is how long a closed connection is read at most, until its peer ends too. Closing it with unread bytes
// would make the kernel send RST, and the peer could lose the last answer (RFC 9112, section 9.6).
const lingering = 2 * time.Second

// finish takes the next possible step of ending the connection, if its end was requested.
func (c *conn) finish() {
	if c.flags&ended != 0 {
		c.end()
	}
}

func (c *conn) end() {
	if c.flags&(gone|sending) != 0 || c.waiting() > 0 || c.loop.gather.conn == c {
		return
	}
	if c.flags&(closing|finished) == closing|finished {
		c.loop.closeLater(c, 0)
		return
	}
	if c.flags&shut == 0 {
		c.flags |= shut
		if errno := c.loop.calls.Shutdown(int(c.fd), unix.SHUT_WR); errno != 0 {
			c.loop.closeLater(c, errno)
			return
		}
	}
	if c.flags&closing != 0 && c.flags&linger == 0 {
		c.flags = c.flags&^(stopped|choked|behind) | linger | unread
		c.watch()
		c.loop.turns.later(c)
		c.After(lingering)
	}
}

func (c *conn) After(d time.Duration) {
	if c.flags&gone == 0 {
		c.loop.timers.add(c, c.loop.clock.ran+d)
	}
}

// Full reports whether enough has been written: too much waits, or the turn is over. In both cases Drain is called
// later.
func (c *conn) Full() bool {
	if c.flags&(gone|ended) != 0 {
		return true // nothing more would be sent
	}
	if c.waiting() < c.loop.memory.water && (c.loop.gather.conn != c || !c.loop.turns.over()) {
		return false
	}
	if c.flags&drains == 0 {
		c.flags |= drains
		if c.waiting() == 0 {
			c.loop.turns.later(c)
		}
	}
	return true
}
