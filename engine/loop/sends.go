package loop

import "golang.org/x/sys/unix"

// sendAlone is the size from which a send is not deferred, in bytes: its bytes would leave the processor's cache before
// it is made.
const sendAlone = direct

// sendsAtOnce is how many sends are deferred at most: peers should not wait for the whole iteration.
const sendsAtOnce = 32

// sendsRoom is how many bytes they hold at most.
const sendsRoom = 16 << 10

// sendsWorth is how many ready descriptors make it worthwhile to defer the sends of an iteration: fewer are done sooner
// one by one.
const sendsWorth = 4

// sends are the sends deferred until more connections have been received from. Then the readiness makes all of them
// with one call, if it can. If it can't, it is still faster than alternating between receiving and sending for each
// message: the processor's cache has room for the kernel's code of only one of them. There are none between two
// iterations, nor when calls are gated.
type sends struct {
	list  []queuedSend
	bytes []byte // of all sends, concatenated, unless the readiness has them
}

type queuedSend struct {
	conn *conn
	end  int // where its bytes end
}

// sendLater defers a send of p, and reports whether it did. A connection has at most one deferred send: what follows a
// send that is cut short has to wait for room.
func (c *conn) sendLater(p []byte) bool {
	l := c.loop
	if len(l.iteration.ready) < sendsWorth || len(p) >= sendAlone || l.calls.gated || !l.iteration.running {
		return false
	}
	s := &l.sends
	if l.watcher.sender != nil {
		if !l.watcher.sender.Send(int(c.fd), p) {
			return false
		}
	} else {
		if len(s.bytes)+len(p) > sendsRoom {
			l.makeSends()
		}
		s.bytes = append(s.bytes, p...)
	}
	c.flags |= sending
	c.countOut(len(p))
	if s.list = append(s.list, queuedSend{c, len(s.bytes)}); len(s.list) >= sendsAtOnce {
		l.makeSends()
	}
	return true
}

// makeSends makes the deferred sends, and then what had to wait for them.
func (l *Loop) makeSends() {
	switch made := l.sends.list; {
	case len(made) == 0:
		return
	case l.watcher.sender != nil:
		l.makeByOneCall(made)
	default:
		l.makeEach(made)
	}
	l.sends.list, l.sends.bytes = l.sends.list[:0], l.sends.bytes[:0]
}

func (l *Loop) makeByOneCall(made []queuedSend) {
	for _, e := range l.watcher.sender.Flush() {
		if c := l.owners.at(e.FD).conn; c != nil {
			c.unsent(e.Data, e.N, unix.Errno(max(-e.N, 0)))
		}
	}
	for _, s := range made {
		s.conn.flags &^= sending
		s.conn.finish()
	}
}

func (l *Loop) makeEach(made []queuedSend) {
	start := 0
	for _, s := range made {
		c, p := s.conn, l.sends.bytes[start:s.end]
		start = s.end
		c.flags &^= sending
		if n, errno := l.calls.Send(int(c.fd), p); n != len(p) {
			c.unsent(p, n, errno)
		}
		c.finish()
	}
}

// unsent handles a deferred send that has not sent all of p.
func (c *conn) unsent(p []byte, n int, errno unix.Errno) {
	c.countOut(-len(p)) // it was counted when it was deferred
	if c.cutShort(p, n, errno) {
		c.wait(p)
	}
}
