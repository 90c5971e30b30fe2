package loop

import "golang.org/x/sys/unix"

// gatherRoom is how much of an answer is gathered before it is sent, in bytes.
const gatherRoom = 64 << 10

// direct is from how many bytes on a piece is sent as it is instead of being gathered.
const direct = 4 << 10

// Write sends p, or keeps it. What a protocol writes while it is handed data goes out
// in one call, so that ten requests in one packet are answered by one.
func (c *conn) Write(p []byte) {
	l := c.loop
	if c.flags&(gone|ended) != 0 || len(p) == 0 {
		return
	}
	if l.gathering == c {
		l.turn.bytes += len(p)
		if len(l.gather)+len(p) <= l.memory.piece && (len(p) < direct || len(l.gather) > 0) {
			l.gather = append(l.gather, p...)
			return
		}
		l.sendGathered(c)
	}
	c.send(p)
}

// gathered ends the gathering and sends.
func (l *Loop) gathered() {
	c := l.gathering
	l.gathering = nil
	l.sendGathered(c)
	c.finish()
}

func (l *Loop) sendGathered(c *conn) {
	if len(l.gather) > 0 {
		p := l.gather
		l.gather = l.gather[:0]
		c.send(p)
	}
}

// send hands p to the kernel, and keeps what it does not take.
func (c *conn) send(p []byte) {
	if c.flags&gone != 0 {
		return
	}
	if c.waiting() > 0 {
		c.wait(p)
		return
	}
	for {
		n, errno := c.loop.calls.Send(int(c.fd), p, unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
		switch {
		case n == len(p):
			c.went(n)
			return
		case c.flags&gone != 0:
			return
		case n >= 0:
			c.went(n)
			c.wait(p[n:])
			return
		case errno == unix.EAGAIN:
			c.wait(p)
			return
		case errno == unix.EINTR:
		default:
			c.loop.doom(c, errno)
			return
		}
	}
}

func (c *conn) went(n int) {
	c.out += uint64(n)
	c.loop.totals.Out += uint64(n)
	c.moved, c.loop.moved = c.loop.ms, true
}

// wait keeps p until there is room. Of a peer that does not read we stop reading.
func (c *conn) wait(p []byte) {
	c.more().output.add(p)
	c.flags |= blocked
	if c.waiting() >= c.loop.memory.water {
		c.flags |= choked
	}
	c.watch()
	c.weigh()
}

// flush hands over what was kept, now that there is room.
func (c *conn) flush() {
	for c.waiting() > 0 {
		n, errno := c.loop.calls.Send(int(c.fd), c.extra.output.rest(), unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
		switch {
		case c.flags&gone != 0:
			return
		case n >= 0:
			c.went(n)
			c.extra.output.use(n)
		case errno == unix.EAGAIN:
			return
		case errno == unix.EINTR:
		default:
			c.loop.doom(c, errno)
			return
		}
	}
	c.flags &^= blocked | choked
	c.weigh()
	c.watch()
	c.finish()
	if c.flags&gone == 0 {
		c.loop.later(c) // with what was not read, not used or not written meanwhile
	}
}

// drained lets a protocol go on writing that was told to stop.
func (l *Loop) drained(c *conn) {
	if c.flags&drains == 0 || c.waiting() > 0 {
		return
	}
	c.flags &^= drains
	if d := c.listener.drainer; d != nil && c.flags&(gone|ended) == 0 {
		l.gathering = c
		d.Drain(c)
		l.gathered()
	}
}
