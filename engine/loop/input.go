package loop

import (
	"netnet-tui/engine/protocol"
	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// connReady handles an event on a connection.
func (l *Loop) connReady(c *conn, e *readiness.Event) {
	if c.id > l.iteration.lastBeforeWait && e.Done == readiness.Nothing {
		return // the connection is younger than the wait: the event is about the descriptor's previous owner
	}
	if c.flags&gone != 0 {
		return
	}
	l.beginTurn(c)
	switch {
	case e.Done == readiness.Received:
		l.received(c, e)
	case e.Bits&^readiness.Out == readiness.In && c.flags == seeksIn: // the usual case
		l.read(c, false)
	default:
		l.handle(c, e.Bits)
	}
	if p := l.gather.end(); len(p) > 0 { // as answer does, with one return fewer
		c.send(p)
	}
	c.finish()
	l.endTurn(c)
}

// handle deals with room to send first, because earlier requests are answered first.
func (l *Loop) handle(c *conn, bits readiness.Bits) {
	if bits&(readiness.Out|readiness.Err|readiness.Hup) != 0 && c.flags&blocked != 0 {
		c.flush()
	}
	switch {
	case bits&^readiness.Out == 0:
	case bits&(readiness.Hup|readiness.Err) != 0 && c.flags&linger == 0 && !c.reads() && c.waiting() == 0:
		l.closeLater(c, unix.ECONNRESET) // nothing would read the error, and epoll would report it forever
	case c.flags&queued != 0 || !c.receives(): // it is read when it is resumed
		c.flags |= unread
	default:
		before := c.in
		l.read(c, bits&(readiness.RDHup|readiness.Hup|readiness.Err) != 0)
		if c.in == before && c.flags&(gone|finished) == 0 && c.listener.errors && l.watcher.sleeps {
			l.emptyErrorQueue(int(c.fd), c.name())
		}
	}
}

// read receives until the kernel has no more or the turn is over. A receive that does not fill the buffer was the last,
// which saves a call. If last is true the peer may have ended, which only the next call shows.
func (l *Loop) read(c *conn, last bool) {
	for c.receives() {
		if l.turns.now.bytes > 0 && l.turns.over() {
			l.turns.later(c)
			return
		}
		n, errno := l.calls.Recv(int(c.fd), l.scratch.input)
		switch {
		case c.flags&gone != 0: // a step closed it while the call waited at the gate
			return
		case n > 0:
			c.flags &^= unread
			if last || n == len(l.scratch.input) {
				c.flags |= unread
			}
			l.take(c, l.scratch.input[:n])
			if c.flags&unread == 0 {
				return // the answer is sent at the end of the turn
			}
			l.answer(c)
		case n == 0:
			l.peerEnded(c)
			return
		case errno == unix.EAGAIN:
			c.flags &^= unread
			return
		case errno == unix.EINTR:
		case outOfMemory(errno):
			c.recess("recvfrom", errno)
			return
		default:
			l.closeLater(c, errno)
			return
		}
	}
}

// received handles what the kernel has received on its own. It can't be refused, so what is not wanted now is kept.
func (l *Loop) received(c *conn, e *readiness.Event) {
	switch {
	case e.N > 0 && !c.receives() && c.flags&finished == 0:
		c.countIn(e.N)
		c.keep(e.Data) // bounded, because the kernel is told to stop
	case e.N > 0:
		l.take(c, e.Data)
	case e.N == 0:
		l.peerEnded(c)
	case outOfMemory(unix.Errno(-e.N)):
		c.recess("recv", unix.Errno(-e.N))
	default:
		l.closeLater(c, unix.Errno(-e.N))
	}
}

// take passes bytes to the protocol, after those it left unused before.
func (l *Loop) take(c *conn, p []byte) {
	c.countIn(len(p))
	if c.flags&linger != 0 {
		return
	}
	if c.left() > 0 {
		c.keep(p)
		l.deliverRest(c)
		return
	}
	if rest := l.deliver(c, p); len(rest) > 0 {
		c.began = l.clock.ms
		c.keep(rest)
		c.bound()
	}
}

// countIn counts received bytes.
func (c *conn) countIn(n int) {
	l := c.loop
	c.moved, l.iteration.moved = l.clock.ms, true
	c.in += uint64(n)
	l.totals.In += uint64(n)
	l.turns.now.bytes += n
}

// deliverRest passes the protocol again what it left unused.
func (l *Loop) deliverRest(c *conn) {
	if c.left() == 0 {
		c.flags &^= behind
		return
	}
	input := &c.extra.input
	rest := l.deliver(c, input.rest())
	l.answer(c)
	if c.flags&gone != 0 {
		return
	}
	if used := input.len() - len(rest); used > 0 {
		c.began = l.clock.ms
		input.use(used)
	}
	c.bound()
	c.weigh()
}

// deliver lets the protocol use as much of p as it can, in pieces no larger than one receive, and returns what was not
// used. Its answers are gathered, to be sent with one call. Once our direction is shut down nothing can be answered,
// and nothing is kept.
func (l *Loop) deliver(c *conn, p []byte) (rest []byte) {
	l.gather.begin(c)
	for len(p) > 0 && c.takes() && (c.flags&ended != 0 || !c.Full()) {
		used := c.listener.stream.Data(c, p[:min(len(p), len(l.scratch.input))])
		if used <= 0 && len(p) > len(l.scratch.input) && c.takes() {
			used = c.listener.stream.Data(c, p) // it needs a larger piece
		}
		if used <= 0 {
			break
		}
		p = p[used:]
	}
	c.flags &^= behind
	if len(p) == 0 {
		return nil
	}
	l.answer(c)
	if c.flags&ended != 0 {
		return nil
	}
	if c.flags&(stopped|choked|drains) != 0 {
		c.flags |= behind
	}
	return p
}

// takes reports whether the protocol still wants input.
func (c *conn) takes() bool { return c.flags&(gone|stopped|choked|closing) == 0 }

// keep stores what the protocol has not used.
func (c *conn) keep(p []byte) {
	c.more().input.add(p)
	c.weigh()
}

// bound closes a connection whose protocol waits for more input than may be kept. Input that is unused because there is
// no room for its answer does not count: nothing more is read then.
func (c *conn) bound() {
	if c.left() > protocol.MaxInput && c.flags&(gone|behind) == 0 {
		c.loop.closeLater(c, unix.ENOBUFS)
	}
}

// peerEnded handles the end of the peer's stream.
func (l *Loop) peerEnded(c *conn) {
	if c.flags&finished != 0 || c.flags&gone != 0 {
		return
	}
	l.iteration.moved = true
	c.flags = c.flags&^unread | finished
	l.tellEnd(c)
}

// tellEnd calls the protocol's End, once. Input that waits for room or a turn comes first; what the protocol leaves
// after that is an incomplete message, and is dropped.
func (l *Loop) tellEnd(c *conn) {
	switch {
	case c.flags&(gone|finished|heard) != finished, c.flags&behind != 0:
		return
	case c.flags&closing != 0:
		c.finish()
		return
	}
	c.flags |= heard
	if c.left() > 0 {
		c.extra.input = pending{}
		c.weigh()
	}
	l.gather.begin(c)
	c.listener.stream.End(c)
	l.answer(c)
	if c.flags&(gone|closing) == 0 {
		c.watch() // stop watching for input: level-triggered, the peer's FIN would be reported forever
	}
}

// resume continues a queued connection where it stopped: it writes first, then the protocol uses what it left, then
// more is received.
func (l *Loop) resume(c *conn) {
	l.beginTurn(c)
	defer l.endTurn(c)
	l.drained(c)
	l.deliverRest(c)
	switch {
	case c.flags&finished != 0:
		l.tellEnd(c)
	case l.watcher.receiver != nil && l.watcher.receiver.Receives(int(c.fd)):
		c.flags &^= unread
	case c.flags&unread != 0:
		l.read(c, true)
		l.answer(c)
	}
}
