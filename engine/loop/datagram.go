package loop

import "golang.org/x/sys/unix"

// datagrams answers what has come, a bounded number at a time. The rest is told again;
// where a change is told once, watching anew has it told.
func (l *Loop) datagrams(li *listener) {
	for range atOnce {
		n, errno := l.calls.Recvfrom(li.fd, l.buffer, unix.MSG_DONTWAIT, &l.raw)
		if errno == unix.EINTR || errno == unix.ECONNREFUSED { // an earlier reply had no taker
			continue
		}
		if errno == unix.EAGAIN {
			return
		}
		if errno != 0 {
			li.dead = true
			l.leaveAlone(li)
			return
		}
		if n == 0 && l.raw.Size == 0 { // shut down for reading: this would come for ever
			li.dead = true
			l.leaveAlone(li)
			return
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
	l.knockAgain(li)
}
