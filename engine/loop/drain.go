package loop

import (
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// queueUnknown is how many connections are accepted, and datagrams answered at least, at
// the end where the kernel does not tell how many wait.
const queueUnknown = 4096

// received is at least as many datagrams as wait. The kernel counts more than datagramCost
// bytes of the receive buffer for each, its own entry at least (struct sk_buff); of Unix
// sockets it bounds the number (net.unix.max_dgram_qlen).
func (li *listener) received() int {
	room, _ := unix.GetsockoptInt(li.fd, unix.SOL_SOCKET, unix.SO_RCVBUF)
	return max(room/datagramCost, queueUnknown)
}

const datagramCost = 256

// Drain ends gently. What the kernel has received by now is answered, also on
// connections that still wait to be accepted; then they are ended, once all that was to be
// sent is sent. Nobody else is accepted.
func (l *Loop) Drain() {
	if l.draining {
		return
	}
	l.draining = true
	for _, li := range l.listeners {
		if li.stream == nil {
			l.receiveDatagrams(li, li.received(), func() bool { return false }) // nobody else waits for a turn
			l.unwatchListener(li)
			continue
		}
		li.owed = li.waiting(l.diag)
	}
	if l.watcher.receiver != nil { // the kernel gives back what it has received, and from now on we ask it
		if l.With(readiness.Default, l.watcher.spin) != nil {
			_ = l.With(readiness.Poll, l.watcher.spin) // which needs no descriptor
		}
	}
	for _, li := range l.listeners {
		if li.stream != nil {
			l.accept(li)
		}
	}
	for _, o := range l.owners {
		if o.conn != nil {
			o.conn.flags |= unread
			l.turns.later(o.conn)
		}
	}
	l.closePending()
}

// waiting is how many connections stand in the accept queue; a bad peer leaves them there.
func (li *listener) waiting(d sockets.Diag) int {
	if li.pace != 0 || li.dead {
		return 0
	}
	if info, err := unix.GetsockoptTCPInfo(li.fd, unix.SOL_TCP, unix.TCP_INFO); err == nil {
		return int(info.Unacked) // of a listener (net/ipv4/tcp.c, tcp_get_info)
	}
	if queue, _, ok := d.UnixQueue(li.fd); ok {
		return queue
	}
	return queueUnknown
}

// endGently closes a connection of a draining loop once all that came is dealt with:
// nothing is left in the kernel that the protocol would read, what is left here is half
// of something, and there is no answer to go on with. One that was asked nothing has none.
func (l *Loop) endGently(c *conn) {
	unheard := c.flags&behind != 0 || c.flags&(unread|stopped) == unread
	answers := c.flags&drains != 0 && c.in > 0
	if c.flags&closing == 0 && !unheard && !answers {
		c.Close()
	}
}

// Left is how many connections there are, with those that are still to be accepted by a
// draining loop.
func (l *Loop) Left() int {
	left := l.pool.open
	for _, li := range l.listeners {
		left += len(li.parked)
		if l.draining && li.owed > 0 {
			left += min(li.owed, li.waiting(l.diag)) // a client may have left the queue
		}
	}
	return left
}
