package loop

import (
	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// drainDatagrams is how many datagrams that wait are answered at the end.
const drainDatagrams = 4096

// queueUnknown is how many connections are accepted at the end where the kernel does not
// tell how many wait.
const queueUnknown = 4096

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
			l.receiveDatagrams(li, drainDatagrams)
			l.leaveAlone(li)
			continue
		}
		li.owed = li.waiting()
	}
	if l.receiver != nil { // the kernel gives back what it has received, and from now on we ask it
		if l.With(readiness.Default, l.spin) != nil {
			_ = l.With("poll", l.spin) // which needs no descriptor
		}
	}
	for _, li := range l.listeners {
		if li.stream != nil {
			l.accept(li)
		}
	}
	for _, o := range l.conns {
		if o.conn != nil {
			o.conn.flags |= unread
			l.later(o.conn)
		}
	}
	l.bury()
}

// waiting is how many connections stand in the accept queue; a bad peer leaves them there.
func (li *listener) waiting() int {
	if li.pace != 0 || li.dead {
		return 0
	}
	info, err := unix.GetsockoptTCPInfo(li.fd, unix.SOL_TCP, unix.TCP_INFO)
	if err != nil {
		return queueUnknown
	}
	return int(info.Unacked) // of a listener (net/ipv4/tcp.c, tcp_get_info)
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
	left := l.open
	for _, li := range l.listeners {
		left += len(li.parked)
		if l.draining {
			left += li.owed
		}
	}
	return left
}
