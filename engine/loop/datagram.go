package loop

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// datagrams answers the datagrams that have arrived, a bounded number at a time. A socket that is shut down for reading
// has none, but is reported as ready forever.
func (l *Loop) datagrams(li *listener) {
	before := l.totals.Datagrams
	switch more := l.receiveDatagrams(li, atOnce, l.turns.spends(turnMax)); {
	case more:
		l.serveMoreLater(li)
	case l.totals.Datagrams == before && li.watched && l.watcher.sleeps && shutForReading(li.fd):
		l.endListenerFor(li, "shut down for reading", li.name+" is shut down for reading")
	}
}

// shutForReading asks the kernel whether a socket is shut down for reading, which changes nothing.
func shutForReading(fd int) bool {
	bits, err := sockets.ReadyNow(sockets.Linux{}, fd)
	return err == nil && bits&unix.POLLRDHUP != 0
}

// receiveDatagrams answers at most that many datagrams, or as many as it can until its time is spent, and reports
// whether there may be more.
func (l *Loop) receiveDatagrams(li *listener, most int, spent func() bool) (more bool) {
	for turn := 0; turn < most && !spent(); turn++ {
		n, errno := l.receive(li)
		if errno == unix.EAGAIN && li.errors && (li.erred || turn == 0 && l.watcher.sleeps) {
			li.inRow, li.erred = 0, false
			return l.emptyErrorQueue(li.fd, li.name)
		}
		if errno != 0 {
			if !l.receivesOn(li, errno) {
				return false
			}
			continue
		}
		li.inRow = 0
		l.iteration.moved = true
		l.totals.Datagrams++
		l.totals.In += uint64(n)
		l.scratch.reply = li.datagram.Datagram(l.scratch.input[:n], l.scratch.reply[:0])
		if len(l.scratch.reply) == 0 || l.scratch.from.Size == 0 {
			continue
		}
		if n, errno := l.reply(li); errno != 0 {
			li.erred = true // the error may be about an earlier reply
			l.tell(answered(li.sends(), li.name, errno) + ": that reply is lost")
		} else {
			l.totals.Out += uint64(n)
			l.totals.Messages++
		}
	}
	return true
}

// receivesOn reports whether to receive again after an errno. An errno not listed here was pending: nobody received an
// earlier reply, or it could not be delivered (ip(7), IP_RECVERR). It is reported once.
func (l *Loop) receivesOn(li *listener, errno unix.Errno) bool {
	switch {
	case errno == unix.EINTR:
		return true
	case errno == unix.EAGAIN || errno == unix.ECANCELED:
		li.inRow = 0
		return false
	case endsListener(errno):
		l.endListener(li, li.receives(), errno)
		return false
	case outOfMemory(errno):
		l.tell(answered(li.receives(), li.name, errno) + ": it is tried again")
		l.rest(li, retryAfter)
		return false
	}
	return l.failed(li, li.receives(), errno, "an earlier reply")
}

// receives and sends return the names of the calls made on a datagram socket.
func (li *listener) receives() string {
	if li.pktinfo != nil {
		return callNames[callRecvmsg]
	}
	return callNames[callRecvfrom]
}

func (li *listener) sends() string {
	if li.pktinfo != nil {
		return callNames[callSendmsg]
	}
	return callNames[callSendto]
}
