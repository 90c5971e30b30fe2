package loop

import "golang.org/x/sys/unix"

// Write sends p, or keeps it until the kernel takes it.
func (c *conn) Write(p []byte) {
	l := c.loop
	if c.flags&(gone|ended) != 0 || len(p) == 0 {
		return
	}
	if l.gather.conn == c {
		l.turns.now.bytes += len(p)
		if l.gather.takes(p, l.memory.piece) {
			return
		}
		l.gather.flush(c)
	}
	c.send(p)
}

// send passes p to the kernel, and keeps what the kernel does not take.
func (c *conn) send(p []byte) {
	if c.flags&sending != 0 {
		c.loop.makeSends()
	}
	if c.flags&gone != 0 {
		return
	}
	if c.waiting() > 0 {
		c.wait(p)
		return
	}
	again := !c.sendLater(p)
	for again {
		n, errno := c.loop.calls.Send(int(c.fd), p)
		if n == len(p) {
			c.countOut(n)
			return
		}
		again = c.cutShort(p, n, errno)
	}
}

// cutShort handles a send that did not send all of p, and reports whether to retry it.
func (c *conn) cutShort(p []byte, n int, errno unix.Errno) (again bool) {
	if n > 0 {
		c.countOut(n)
	}
	switch {
	case c.flags&gone != 0:
	case n >= 0, errno == unix.EAGAIN:
		c.wait(p[max(n, 0):])
	case errno == unix.EINTR:
		return true
	case outOfMemory(errno):
		c.wait(p)
		c.recess("sendto", errno)
	default:
		c.loop.closeLater(c, errno)
	}
	return false
}

func (c *conn) countOut(n int) {
	c.out += uint64(n)
	c.loop.totals.Out += uint64(n)
	c.moved, c.loop.iteration.moved = c.loop.clock.ms, true
}

// wait keeps p until there is room. The loop stops reading from a peer that does not read.
func (c *conn) wait(p []byte) {
	c.more().output.add(p)
	c.flags |= blocked
	if c.waiting() >= c.loop.memory.water {
		c.flags |= choked
	}
	c.watch()
	c.weigh()
}

// flush sends what was kept, now that there is room.
func (c *conn) flush() {
	for c.waiting() > 0 {
		n, errno := c.loop.calls.Send(int(c.fd), c.extra.output.rest())
		switch {
		case c.flags&gone != 0:
			return
		case n >= 0:
			c.countOut(n)
			c.extra.output.use(n)
		case errno == unix.EAGAIN:
			return
		case errno == unix.EINTR:
		case outOfMemory(errno):
			c.recess("sendto", errno)
			return
		default:
			c.loop.closeLater(c, errno)
			return
		}
	}
	c.flags &^= blocked | choked
	c.weigh()
	c.watch()
	c.finish()
	if c.flags&gone == 0 {
		c.loop.turns.later(c) // for what was not read, used or written meanwhile
	}
}

// drained lets a protocol that had to stop write again.
func (l *Loop) drained(c *conn) {
	if c.flags&drains == 0 || c.waiting() > 0 {
		return
	}
	c.flags &^= drains
	if d := c.listener.drainer; d != nil && c.flags&(gone|ended) == 0 {
		l.gather.begin(c)
		d.Drain(c)
		l.answer(c)
	}
}
