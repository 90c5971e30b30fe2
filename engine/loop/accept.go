package loop

import (
	"fmt"
	"time"

	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// Policy is what happens when descriptors run out while connections wait. Doing nothing
// is no choice: a listener that stays ready and can't be served is told of for ever, and
// the loop would spin.
type Policy int

// The policies.
const (
	Pause Policy = iota // accept nothing until a descriptor is given up
	Shed                // accept with a spare descriptor and close at once: the peer is told
)

func (p Policy) String() string {
	if p == Shed {
		return "shed"
	}
	return "pause"
}

// atOnce is how many connections are accepted before others are served.
const atOnce = 256

// starvedFor is after how long accepting is tried again: the descriptor that is missing
// may be given up by another process.
const starvedFor = 100 * time.Millisecond

// knocked deals with a listener that has something.
func (l *Loop) knocked(li *listener, e *readiness.Event) {
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

// accept takes connections until there are no more.
func (l *Loop) accept(li *listener) {
	spent := l.spends(turnMax)
	for n := 0; n < atOnce && !spent(); n++ {
		if l.draining && li.owed <= 0 {
			l.leaveAlone(li)
			return
		}
		if l.full() {
			if l.memory.crowded(l.open) {
				l.tell(fmt.Sprintf("%d connections are all there is room for: the next ones wait (--max-memory sets the bound)", l.open))
			}
			l.pauseAll()
			return
		}
		fd, errno := l.calls.Accept4(li.fd, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
		if errno == 0 {
			li.owed--
			l.welcome(li, fd)
			if li.pace > 0 {
				l.pausePace(li)
				return
			}
			continue
		}
		if !l.goesOn(li, errno) {
			return
		}
	}
	l.knockAgain(li)
}

// goesOn tells whether another accept makes sense after an errno (accept(2), errors).
func (l *Loop) goesOn(li *listener, errno unix.Errno) bool {
	switch errno {
	case unix.EINTR:
		return true
	case unix.ECONNABORTED, unix.EPROTO, unix.ENETDOWN, unix.ENOPROTOOPT, unix.EHOSTDOWN,
		unix.ENONET, unix.EHOSTUNREACH, unix.EOPNOTSUPP, unix.ENETUNREACH:
		li.owed--
		return true // this connection is gone; the next one may be there
	case unix.EMFILE, unix.ENFILE, unix.ENOBUFS, unix.ENOMEM:
		return l.starve(li)
	case unix.EAGAIN:
		li.owed = 0
		return false
	default:
		li.owed = 0
		li.dead = true // closed, or no listener any more: nothing is to be had from it
		l.leaveAlone(li)
		return false
	}
}

// starve deals with having no descriptor left.
func (l *Loop) starve(li *listener) bool {
	if l.options.Policy == Shed && l.spareFD >= 0 {
		_ = unix.Close(l.spareFD)
		fd, errno := l.calls.Accept4(li.fd, unix.SOCK_CLOEXEC)
		if errno == 0 {
			l.calls.Close(fd)
			l.totals.Refused++
			li.owed--
		}
		l.spareFD = spareDescriptor()
		if errno == 0 && l.spareFD >= 0 {
			return true
		}
	}
	l.starved = true
	l.pauseAll()
	l.timers.do(l.now.Add(starvedFor), func() { l.starved = false })
	return false
}

// spareDescriptor takes a descriptor, to be given up when it is needed; -1 where there is none.
func spareDescriptor() int {
	fd, err := unix.Open("/dev/null", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1
	}
	return fd
}

// accepted takes a connection that the kernel has accepted by itself.
func (l *Loop) accepted(li *listener, fd int) {
	switch {
	case fd < 0:
		l.goesOn(li, unix.Errno(-fd))
	case li.pace < 0:
		l.calls.Close(fd)
		l.totals.Refused++
	case l.full() || li.resting:
		li.parked = append(li.parked, fd)
		l.pauseAll()
	default:
		l.welcome(li, fd)
		if li.pace > 0 {
			l.pausePace(li)
		}
	}
}

// welcome begins a connection.
func (l *Loop) welcome(li *listener, fd int) {
	c := l.fresh()
	l.last++
	*c = conn{loop: l, listener: li, id: l.last, fd: int32(fd), born: l.ms, moved: l.ms}
	l.moved = true
	var errno unix.Errno
	if !l.leaving { // or else the next readiness watches it, as all others
		errno = l.readiness.Watch(fd, true, false)
		c.flags |= seeksIn
	}
	if errno != 0 { // select, and descriptors from 1024 up
		l.calls.Close(fd)
		l.totals.Refused++
		l.spare = append(l.spare, c)
		return
	}
	l.conns.put(fd, owner{conn: c})
	l.open++
	l.memory.held += connCost
	l.totals.Accepted++
	li.open++
	li.accepted++
	l.beginTurn(c)
	l.gathering = c
	li.stream.Open(c)
	l.gathered()
	if l.draining { // and no event will be waited for
		c.flags |= unread
		l.later(c)
	}
	l.endTurn(c)
}

// pauseAll accepts nothing, on any listener.
func (l *Loop) pauseAll() {
	for _, li := range l.listeners {
		if li.stream != nil {
			l.leaveAlone(li)
		}
	}
}

// pausePace accepts nothing until a bad peer's next accept is due.
func (l *Loop) pausePace(li *listener) {
	l.leaveAlone(li)
	li.resting = true
	l.timers.do(l.now.Add(li.pace), func() { li.resting = false })
}

// revive has listeners watched again that were left alone for a reason that is gone.
func (l *Loop) revive() {
	for _, li := range l.listeners {
		for len(li.parked) > 0 && !l.full() && !li.resting {
			fd := li.parked[0]
			li.parked = li.parked[1:]
			l.accepted(li, fd)
		}
		if !li.watched {
			l.attend(li)
		}
	}
}

// knockAgain takes the rest of a long accept queue in the next iteration. Where a change
// is told once, watching anew has it told again.
func (l *Loop) knockAgain(li *listener) {
	if _, edged := l.readiness.(readiness.Edged); edged {
		l.leaveAlone(li)
	}
}
