package loop

import (
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// queueUnknown is how many connections are accepted, and the least number of datagrams answered, when a loop is drained
// and the kernel does not say how many wait.
const queueUnknown = 4096

// received returns an upper bound on the number of datagrams waiting to be received. Each takes more than datagramCost
// bytes of the receive buffer, because the kernel counts its own struct sk_buff too; those of Unix sockets are limited
// in number (net.unix.max_dgram_qlen).
func (li *listener) received() int {
	room, _ := unix.GetsockoptInt(li.fd, unix.SOL_SOCKET, unix.SO_RCVBUF)
	return max(room/datagramCost, queueUnknown)
}

const datagramCost = 256

// Drain ends the loop gracefully. What the kernel has received by now is answered, also on connections still waiting to
// be accepted. Then each connection is closed once its answers are sent. No other connections are accepted.
func (l *Loop) Drain() {
	if l.draining {
		return
	}
	l.draining = true
	for _, li := range l.listeners {
		if li.stream == nil {
			l.receiveDatagrams(li, li.received(), func() bool { return false }) // nothing else waits for a turn
			l.unwatchListener(li)
			continue
		}
		li.owed = li.waiting(l.diag)
	}
	for _, o := range l.owners {
		if o.conn != nil {
			o.conn.flags |= unread // so that none is closed after only part of its input is read
			l.turns.later(o.conn)
		}
	}
	if l.watcher.receiver != nil { // the kernel returns what it has received, and from now on the loop receives
		if l.With(readiness.Default, l.watcher.spin) != nil {
			_ = l.With(readiness.Poll, l.watcher.spin) // poll needs no descriptor of its own
		}
	}
	for _, li := range l.listeners {
		if li.stream != nil {
			l.accept(li)
		}
	}
	l.closePending()
}

// waiting returns how many connections in the accept queue are to be accepted: none if the protocol accepts slowly or
// never on purpose.
func (li *listener) waiting(d sockets.Diag) int {
	if li.pace != 0 || li.ended != "" {
		return 0
	}
	if info, err := unix.GetsockoptTCPInfo(li.fd, unix.SOL_TCP, unix.TCP_INFO); err == nil {
		return int(info.Unacked) // for a listener, the accept queue (net/ipv4/tcp.c, tcp_get_info)
	}
	if queue, _, ok := d.UnixQueue(sockets.Inode(sockets.Linux{}, li.fd)); ok {
		return queue
	}
	return queueUnknown
}

// endGently closes a connection of a draining loop once all its input is dealt with: the kernel has nothing that the
// protocol would read, what is left here is an incomplete message, and no answer is unfinished. A protocol that answers
// no requests, such as chargen, has none to finish.
func (l *Loop) endGently(c *conn) {
	unheard := c.flags&behind != 0 || c.flags&(unread|stopped) == unread
	answers := c.flags&drains != 0 && c.in > 0
	if c.flags&closing == 0 && !unheard && !answers {
		c.Close()
	}
}

// Left returns how many connections there are, including those that a draining loop has still to accept.
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
