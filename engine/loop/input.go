package loop

import (
	"netnet-tui/engine/protocol"
	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// served deals with an event on a connection: room to send first, because what was
// asked earlier is answered earlier.
func (l *Loop) served(c *conn, e *readiness.Event) {
	if c.flags&gone != 0 {
		return
	}
	if e.Done == readiness.Received {
		l.received(c, e)
		return
	}
	if e.Bits&(readiness.Out|readiness.Err|readiness.Hup) != 0 && c.flags&blocked != 0 {
		c.flush()
	}
	if e.Bits&(readiness.Hup|readiness.Err) != 0 && c.flags&linger == 0 && !c.reads() && c.waiting() == 0 {
		l.doom(c, unix.ECONNRESET) // nobody reads, so nobody would find out, and it is told for ever
		return
	}
	if e.Bits&^readiness.Out != 0 {
		l.read(c, e.Bits&(readiness.RDHup|readiness.Hup|readiness.Err) != 0)
	}
}

// turns is how many receives one connection gets in a row. One that is never quiet must
// not keep the others waiting.
const turns = 16

// read receives until the kernel has no more, which a short answer tells without
// another call. At the end of the stream it is the next call that tells, so with last
// it goes on.
func (l *Loop) read(c *conn, last bool) {
	for range turns {
		if c.flags&linger == 0 && !c.reads() || c.flags&(gone|finished) != 0 {
			return
		}
		n, errno := l.calls.Recv(int(c.fd), l.buffer, unix.MSG_DONTWAIT)
		switch {
		case c.flags&gone != 0: // somebody closed it while the call was held
			return
		case n > 0:
			l.take(c, l.buffer[:n])
			if n < len(l.buffer) && !last {
				return
			}
		case n == 0:
			l.ended(c)
			return
		case errno == unix.EAGAIN:
			return
		case errno == unix.EINTR:
		default:
			l.doom(c, errno)
			return
		}
	}
	l.later(c)
}

// received takes what the kernel has received by itself. It can't be put off: what is
// not wanted now is kept.
func (l *Loop) received(c *conn, e *readiness.Event) {
	switch {
	case e.N > 0 && c.flags&linger == 0 && !c.reads():
		c.moved, l.moved = l.ms, true
		c.in += uint64(e.N)
		l.totals.In += uint64(e.N)
		c.keep(e.Data) // no more than the kernel has buffers: it has been told to stop
	case e.N > 0:
		l.take(c, e.Data)
	case e.N == 0:
		l.ended(c)
	default:
		l.doom(c, unix.Errno(-e.N))
	}
}

// take hands bytes to the protocol, behind what it has left of earlier ones.
func (l *Loop) take(c *conn, p []byte) {
	c.moved, l.moved = l.ms, true
	c.in += uint64(len(p))
	l.totals.In += uint64(len(p))
	if c.flags&linger != 0 {
		return
	}
	if c.left() > 0 {
		c.keep(p)
		l.goOn(c)
		return
	}
	if rest := l.deliver(c, p); len(rest) > 0 {
		c.began = l.ms
		c.keep(rest)
		c.bound()
	}
}

// goOn hands a protocol what it has left, which it does not want to be told of twice.
func (l *Loop) goOn(c *conn) {
	if c.left() == 0 {
		return
	}
	e := c.extra
	before := len(e.input)
	rest := l.deliver(c, e.input)
	if c.flags&gone != 0 {
		return
	}
	if len(rest) < before {
		c.began = l.ms
		e.input = append(e.input[:0], rest...)
		if len(rest) == 0 {
			e.input = nil
		}
	}
	c.bound()
	c.slim()
}

// deliver lets the protocol use as much as it can, and sends what it answers in one
// call at the end. It gives back what was not used.
func (l *Loop) deliver(c *conn, p []byte) (rest []byte) {
	l.gathering = c
	for len(p) > 0 && c.flags&(gone|stopped|choked|closing) == 0 && !c.Full() {
		used := c.listener.stream.Data(c, p)
		if used <= 0 {
			break
		}
		p = p[used:]
	}
	l.gathered()
	if c.flags&closing != 0 {
		return nil
	}
	return p
}

// keep stores what the protocol has not used.
func (c *conn) keep(p []byte) {
	e := c.more()
	e.input = append(e.input, p...)
}

// bound ends a connection whose protocol waits for more than may be kept. What it could
// not use because there is no room for the answer is another matter: nothing is read then.
func (c *conn) bound() {
	if c.left() > protocol.MaxInput && c.flags&(gone|choked|drains|stopped) == 0 {
		c.loop.doom(c, unix.ENOBUFS)
	}
}

// ended takes the end of the peer's stream.
func (l *Loop) ended(c *conn) {
	if c.flags&finished != 0 || c.flags&gone != 0 {
		return
	}
	l.moved = true
	c.flags |= finished
	l.saidAll(c)
}

// saidAll tells the protocol once that nothing comes any more. What waits because there
// is no room for its answer comes first; what it has left for another reason is half of
// something, and goes.
func (l *Loop) saidAll(c *conn) {
	switch {
	case c.flags&(gone|finished|heard) != finished, c.left() > 0 && c.flags&(choked|drains|stopped) != 0:
		return
	case c.flags&closing != 0:
		c.finish()
		return
	}
	c.flags |= heard
	if c.left() > 0 {
		c.extra.input = nil
		c.slim()
	}
	l.gathering = c
	c.listener.stream.End(c)
	l.gathered()
	if c.flags&(gone|closing) == 0 {
		c.watch() // no more for reading: a peer's end is level-triggered for ever
	}
}

// resume goes on with a connection without having been told to.
func (l *Loop) resume(c *conn) {
	l.drained(c)
	l.goOn(c)
	if c.flags&finished != 0 {
		l.saidAll(c)
		return
	}
	if l.receiver == nil || !l.receiver.Receives(int(c.fd)) {
		l.read(c, true)
	}
}

// later has a connection gone on with in the next iteration.
func (l *Loop) later(c *conn) {
	if c.flags&(onAgain|gone) == 0 {
		c.flags |= onAgain
		l.again = append(l.again, c)
	}
}
