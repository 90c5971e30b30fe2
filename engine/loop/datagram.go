package loop

import "golang.org/x/sys/unix"

// datagrams answers the datagrams that have arrived, a bounded number at a time.
func (l *Loop) datagrams(li *listener) {
	if more := l.receiveDatagrams(li, atOnce, l.turns.spends(turnMax)); more {
		l.serveMoreLater(li)
	}
}

// receiveDatagrams answers at most that many datagrams, or until its time is spent, and
// reports whether there may be more.
func (l *Loop) receiveDatagrams(li *listener, most int, spent func() bool) (more bool) {
	for n := 0; n < most && !spent(); n++ {
		n, errno := l.calls.Recvfrom(li.fd, l.scratch.input, unix.MSG_DONTWAIT, &l.scratch.from)
		if errno == unix.EINTR || errno == unix.ECONNREFUSED { // nobody took an earlier reply
			continue
		}
		if errno == unix.EAGAIN {
			return false
		}
		if errno != 0 {
			li.dead = true
			l.unwatchListener(li)
			return false
		}
		if n == 0 && l.scratch.from.Size == 0 { // shut down for reading: this would come forever
			li.dead = true
			l.unwatchListener(li)
			return false
		}
		l.iteration.moved = true
		l.totals.Datagrams++
		l.totals.In += uint64(n)
		l.scratch.reply = li.datagram.Datagram(l.scratch.input[:n], l.scratch.reply[:0])
		if len(l.scratch.reply) == 0 || l.scratch.from.Size == 0 {
			continue
		}
		if n, errno := l.calls.Sendto(li.fd, l.scratch.reply, unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, &l.scratch.from); errno == 0 {
			l.totals.Out += uint64(n)
			l.totals.Messages++
		}
	}
	return true
}
