package loop

import "golang.org/x/sys/unix"

// datagrams answers what has come, a bounded number at a time. The rest is told again;
// where a change is told once, watching again has it told.
func (l *Loop) datagrams(li *listener) {
	if more := l.receiveDatagrams(li, atOnce, l.spends(turnMax)); more {
		l.knockAgain(li)
	}
}

// receiveDatagrams answers at most so many, until the time is spent, and reports whether
// there may be more.
func (l *Loop) receiveDatagrams(li *listener, most int, spent func() bool) (more bool) {
	for n := 0; n < most && !spent(); n++ {
		n, errno := l.calls.Recvfrom(li.fd, l.buffer, unix.MSG_DONTWAIT, &l.raw)
		if errno == unix.EINTR || errno == unix.ECONNREFUSED { // an earlier reply had no taker
			continue
		}
		if errno == unix.EAGAIN {
			return false
		}
		if errno != 0 {
			li.dead = true
			l.leaveAlone(li)
			return false
		}
		if n == 0 && l.raw.Size == 0 { // shut down for reading: this would come for ever
			li.dead = true
			l.leaveAlone(li)
			return false
		}
		l.moved = true
		l.totals.Datagrams++
		l.totals.In += uint64(n)
		l.reply = li.datagram.Datagram(l.buffer[:n], l.reply[:0])
		if len(l.reply) == 0 || l.raw.Size == 0 {
			continue
		}
		if n, errno := l.calls.Sendto(li.fd, l.reply, unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, &l.raw); errno == 0 {
			l.totals.Out += uint64(n)
			l.totals.Messages++
		}
	}
	return true
}
