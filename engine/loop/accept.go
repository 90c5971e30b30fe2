package loop

import (
	"fmt"

	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// Policy is what the loop does when descriptors run out while connections wait. It must do something: a listener that
// is not served stays ready, and the loop would spin.
type Policy int

// The policies.
const (
	Pause Policy = iota // accept nothing until a descriptor is freed
	Shed                // accept with a spare descriptor and close at once, so that the peer notices
)

func (p Policy) String() string {
	if p == Shed {
		return "shed"
	}
	return "pause"
}

// atOnce is how many connections are accepted before anything else is served.
const atOnce = 256

// listenerReady handles a listener that has connections or datagrams waiting.
func (l *Loop) listenerReady(li *listener, e *readiness.Event) {
	if e.Done == readiness.Accepted {
		l.accepted(li, e.N)
		return
	}
	if !li.watched {
		return
	}
	if li.stream == nil {
		l.datagrams(li)
		return
	}
	l.accept(li)
}

// accept accepts connections until none are left, or its turn is over.
func (l *Loop) accept(li *listener) {
	spent := l.turns.spends(turnMax)
	for n := 0; n < atOnce && !spent(); n++ {
		if l.draining && li.owed <= 0 {
			l.unwatchListener(li)
			return
		}
		if l.full() {
			if l.memory.crowded(l.pool.open) {
				l.tell(fmt.Sprintf("%d connections are all there is room for: the next ones wait (--max-memory sets the bound)", l.pool.open))
			}
			l.pauseAll()
			return
		}
		fd, errno := l.calls.Accept4(li.fd, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
		if errno == 0 {
			li.owed--
			l.admit(li, fd)
			if li.pace > 0 {
				l.rest(li, li.pace)
				return
			}
			continue
		}
		if !l.acceptsOn(li, errno) {
			return
		}
	}
	l.serveMoreLater(li)
}

// acceptsOn reports whether to call accept again after an errno (accept(2), ERRORS). An errno not listed here is about
// the connection that was being accepted, such as a network error pending on it: that connection is lost, and the next
// one may be there.
func (l *Loop) acceptsOn(li *listener, errno unix.Errno) bool {
	switch {
	case errno == unix.EINTR:
		return true
	case errno == unix.EMFILE || errno == unix.ENFILE || outOfMemory(errno):
		return l.starve(li, errno)
	case errno == unix.EAGAIN || errno == unix.ECANCELED:
		// ECANCELED: a step unserved the listener while the call waited at the gate.
		li.owed, li.inRow = 0, 0
		return false
	case endsListener(errno):
		l.endListener(li, "accept4", errno)
		return false
	}
	li.owed--
	return l.failed(li, "accept4", errno, "that connection")
}

// starve handles running out of descriptors or memory, and reports whether to call accept again.
func (l *Loop) starve(li *listener, errno unix.Errno) bool {
	if l.options.Policy == Shed && l.shortage.spare >= 0 {
		l.shortage.giveUpSpare()
		fd, errno := l.calls.Accept4(li.fd, unix.SOCK_CLOEXEC)
		if errno == 0 {
			l.calls.Close(fd)
			l.totals.Refused++
			li.owed--
		}
		l.shortage.keepSpare()
		if errno == 0 && l.shortage.spare >= 0 {
			return true
		}
	}
	l.tell(answered("accept4", li.name, errno) + ": connections wait until there is room for them")
	l.shortage.starved = true
	l.pauseAll()
	l.timers.do(l.clock.ran+retryAfter, func() { l.shortage.starved = false })
	return false
}

// accepted handles a connection that the kernel has accepted on its own. A negative fd is a negated errno.
func (l *Loop) accepted(li *listener, fd int) {
	switch {
	case fd < 0:
		l.acceptsOn(li, unix.Errno(-fd)) // the readiness accepts again on its own
	case li.pace < 0:
		l.calls.Close(fd)
		l.totals.Refused++
	case l.full() || li.resting:
		li.parked = append(li.parked, fd)
		l.pauseAll()
	default:
		l.admit(li, fd)
		if li.pace > 0 {
			l.rest(li, li.pace)
		}
	}
}

// admit starts serving a connection.
func (l *Loop) admit(li *listener, fd int) {
	c := l.pool.take()
	*c = conn{loop: l, listener: li, id: l.pool.nextID(), fd: int32(fd), born: l.clock.ms, moved: l.clock.ms}
	l.iteration.moved = true
	li.inRow = 0
	var errno unix.Errno
	if !l.watcher.changing { // otherwise the next readiness watches it, like all others
		errno = l.watcher.readiness.Watch(fd, true, false)
		c.flags |= seeksIn
	}
	if errno != 0 { // select can't watch descriptors from 1024 up
		l.tell(unwatchable(c.name(), fd, l.Readiness(), errno).Error() + ", and is closed")
		l.calls.Close(fd)
		l.totals.Refused++
		l.pool.spare = append(l.pool.spare, c)
		return
	}
	l.owners.put(fd, owner{conn: c})
	l.pool.open++
	l.memory.held += connCost
	l.totals.Accepted++
	li.open++
	li.accepted++
	l.beginTurn(c)
	l.gather.begin(c)
	li.stream.Open(c)
	l.answer(c)
	if l.draining { // do not wait for events
		c.flags |= unread
		l.turns.later(c)
	}
	l.endTurn(c)
}

// pauseAll stops accepting on all listeners.
func (l *Loop) pauseAll() {
	for _, li := range l.listeners {
		if li.stream != nil {
			l.unwatchListener(li)
		}
	}
}

// rewatch watches paused listeners again once the reason is gone.
func (l *Loop) rewatch() {
	for _, li := range l.listeners {
		for len(li.parked) > 0 && !l.full() && !li.resting {
			fd := li.parked[0]
			li.parked = li.parked[1:]
			l.accepted(li, fd)
		}
		if li.watched {
			continue
		}
		if errno := l.watchListener(li); errno != 0 {
			l.tell(unwatchable(li.name, li.fd, l.Readiness(), errno).Error() + ": it is tried again")
			l.rest(li, retryAfter)
		}
	}
}

// serveMoreLater leaves the rest of a long queue to the next iteration. An edge-triggered readiness reports it again
// only if the listener is watched again, which rewatch does.
func (l *Loop) serveMoreLater(li *listener) {
	if l.watcher.edged() {
		l.unwatchListener(li)
	}
}
