package loop

import (
	"time"

	"golang.org/x/sys/unix"
)

// doom has a connection closed as soon as nobody is in the middle of it. errno is what
// ended it, 0 where it ended well.
func (l *Loop) doom(c *conn, errno unix.Errno) {
	if c.flags&gone != 0 {
		return
	}
	c.flags |= gone | doomed
	if errno != 0 {
		l.totals.Reset++
	}
	l.doomed = append(l.doomed, c)
}

// bury closes the doomed.
func (l *Loop) bury() {
	for i := 0; i < len(l.doomed); i++ { // telling a protocol of one may doom another
		l.remove(l.doomed[i])
	}
	l.doomed = l.doomed[:0]
}

// remove ends a connection here and in the kernel.
func (l *Loop) remove(c *conn) {
	fd := int(c.fd)
	// Each call may stand at the gate, where somebody else can close the descriptor.
	if c.flags&unowned == 0 {
		l.readiness.Forget(fd, c.flags&adopted != 0)
	}
	if c.flags&unowned == 0 {
		l.calls.Close(fd)
	}
	if c.flags&(adopted|unowned) == adopted && l.Gone != nil {
		l.Gone(fd)
	}
	if l.conns.at(fd).conn == c {
		l.conns.put(fd, owner{})
	}
	c.lighten()
	l.memory.held -= connCost
	l.open--
	l.moved = true
	l.totals.Closed++
	c.listener.open--
	if c.listener.closer != nil {
		c.listener.closer.Closed(c)
	}
	c.state = nil // which may be large
	l.starved = false
	if l.followed == c.id {
		l.followedFD, l.lost = -1, true // what it did last can still be read
	}
	l.buried = append(l.buried, c)
}

// recycle makes room for new connections of what has been closed: now nobody looks at
// it any more.
func (l *Loop) recycle() {
	kept := l.buried[:0]
	for _, c := range l.buried {
		if c.flags&queued != 0 { // it still has a place in the queue
			kept = append(kept, c)
			continue
		}
		*c = conn{}
		l.spare = append(l.spare, c)
	}
	l.buried = kept
}

// slabSize is how many connections are made at once.
const slabSize = 256

// fresh gives a connection to fill in.
func (l *Loop) fresh() *conn {
	if n := len(l.spare); n > 0 {
		c := l.spare[n-1]
		l.spare = l.spare[:n-1]
		return c
	}
	if len(l.slab) == 0 {
		l.slab = make([]conn, slabSize)
	}
	c := &l.slab[0]
	l.slab = l.slab[1:]
	return c
}

// sweepEvery is how often connections are held against the idle time-out.
const sweepEvery = time.Second

func (l *Loop) sweeping() bool { return l.options.IdleTimeout > 0 && l.open > 0 }

// sweep ends connections on which nothing moves, and those that have begun a request
// and do not end it, however slowly they go on with it.
func (l *Loop) sweep() {
	if !l.sweeping() || l.ms-l.swept < uint32(sweepEvery/time.Millisecond) {
		return
	}
	l.swept = l.ms
	limit := uint32(l.options.IdleTimeout / time.Millisecond)
	for _, o := range l.conns {
		c := o.conn
		if c == nil || c.flags&gone != 0 {
			continue
		}
		if l.ms-c.moved > limit || c.left() > 0 && c.flags&behind == 0 && l.ms-c.began > limit {
			l.totals.TimedOut++
			l.doom(c, 0)
		}
	}
}

// Lost tells the loop that somebody else is about to close a descriptor.
func (l *Loop) Lost(fd int) {
	if c := l.conns.at(fd).conn; c != nil && c.flags&unowned == 0 {
		c.flags |= unowned | gone
		if c.flags&doomed == 0 {
			c.flags |= doomed
			l.doomed = append(l.doomed, c)
		}
		l.freely(func() { l.readiness.Forget(fd, true) })
		l.conns.put(fd, owner{})
	}
}
