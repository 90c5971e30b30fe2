package loop

import (
	"time"

	"golang.org/x/sys/unix"
)

// closeLater queues a connection to be closed once no call on it is in progress. errno is the reason, or 0 for a
// regular end.
func (l *Loop) closeLater(c *conn, errno unix.Errno) {
	if c.flags&gone != 0 {
		return
	}
	c.flags |= gone | toClose
	if errno != 0 {
		l.totals.Reset++
	}
	l.toClose = append(l.toClose, c)
}

// closePending closes the queued connections.
func (l *Loop) closePending() {
	if len(l.toClose) > 0 {
		l.closeAll()
	}
}

func (l *Loop) closeAll() {
	for i := 0; i < len(l.toClose); i++ { // a protocol may close another connection when told of this one
		l.remove(l.toClose[i])
	}
	l.toClose = l.toClose[:0]
}

// remove removes a connection from the loop and closes it.
func (l *Loop) remove(c *conn) {
	if c.flags&sending != 0 {
		l.makeSends()
	}
	fd := int(c.fd)
	// Each call may wait at the gate, and a step can close the descriptor meanwhile.
	if c.flags&unowned == 0 {
		l.watcher.readiness.Forget(fd, c.flags&adopted != 0)
	}
	if c.flags&unowned == 0 {
		l.calls.Close(fd)
	}
	if c.flags&(adopted|unowned) == adopted && l.Gone != nil {
		l.Gone(fd)
	}
	if l.owners.at(fd).conn == c {
		l.owners.put(fd, owner{})
	}
	c.lighten()
	l.memory.held -= connCost
	l.pool.open--
	l.iteration.moved = true
	l.totals.Closed++
	c.listener.open--
	if c.listener.closer != nil {
		c.listener.closer.Closed(c)
	}
	c.state = nil // it may be large
	l.shortage.starved = false
	l.followed.unfollow(c.id)
	l.pool.closed = append(l.pool.closed, c)
}

// sweepEvery is how often to look for idle connections.
const sweepEvery = time.Second

func (l *Loop) sweeping() bool { return l.options.IdleTimeout > 0 && l.pool.open > 0 }

// sweep closes connections on which nothing moves, and those whose request is unfinished after the same time, even if
// bytes still arrive.
func (l *Loop) sweep() {
	if !l.sweeping() || l.clock.ms-l.swept < uint32(sweepEvery/time.Millisecond) {
		return
	}
	l.swept = l.clock.ms
	limit := uint32(l.options.IdleTimeout / time.Millisecond)
	for _, o := range l.owners {
		c := o.conn
		if c == nil || c.flags&gone != 0 {
			continue
		}
		if l.clock.ms-c.moved > limit || c.left() > 0 && c.flags&behind == 0 && l.clock.ms-c.began > limit {
			l.totals.TimedOut++
			l.closeLater(c, 0)
		}
	}
}

// Lost tells the loop that its caller is about to close a descriptor.
func (l *Loop) Lost(fd int) {
	if c := l.owners.at(fd).conn; c != nil && c.flags&unowned == 0 {
		c.flags |= unowned | gone
		if c.flags&toClose == 0 {
			c.flags |= toClose
			l.toClose = append(l.toClose, c)
		}
		l.freely(func() { l.watcher.readiness.Forget(fd, true) })
		l.owners.put(fd, owner{})
	}
}
