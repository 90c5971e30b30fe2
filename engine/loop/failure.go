package loop

import (
	"fmt"
	"time"

	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// retryAfter is how long the loop waits before it makes a call again that the kernel had no
// means for, or that keeps failing: another process may have given something up by then.
const retryAfter = 100 * time.Millisecond

// failuresInRow is how often in a row a call on a listener may fail before the listener rests.
const failuresInRow = 16

// endsListener reports whether an errno says that a descriptor can't be accepted or received on
// any more: it is closed, it is not a socket, or it no longer listens. All other errnos, also
// those that are not known yet, are about one connection or one datagram (accept(2), errors).
func endsListener(errno unix.Errno) bool {
	return errno == unix.EBADF || errno == unix.ENOTSOCK || errno == unix.EINVAL || errno == unix.EFAULT
}

// outOfMemory reports whether an errno says that the kernel had no memory for a call, which
// says nothing about the socket.
func outOfMemory(errno unix.Errno) bool { return errno == unix.ENOMEM || errno == unix.ENOBUFS }

// answered says what a call answered.
func answered(call, on string, errno unix.Errno) string {
	return fmt.Sprintf("%s on %s answered %s (%s)", call, on, sockets.ErrnoName(errno), sockets.ErrnoText(errno))
}

// failed notes that a call on a listener has failed, and reports whether to make it again at
// once. After many failures in a row the listener rests, so that the loop does not spin.
func (l *Loop) failed(li *listener, call string, errno unix.Errno, lost string) (again bool) {
	li.erred = true
	li.failed++
	li.inRow++
	l.tell(answered(call, li.name, errno) + ": " + lost + " is lost, and the next one is taken")
	if li.inRow%failuresInRow != 0 {
		return true
	}
	l.rest(li, retryAfter)
	return false
}

// endListener notes that a call on a listener says that it can't be served any more.
func (l *Loop) endListener(li *listener, call string, errno unix.Errno) {
	l.endListenerFor(li, call+" "+sockets.ErrnoName(errno), answered(call, li.name, errno))
}

// endListenerFor notes that a listener can't be served any more. The reason is also given in a
// sentence.
func (l *Loop) endListenerFor(li *listener, reason, sentence string) {
	li.ended, li.owed = reason, 0
	l.unwatchListener(li)
	l.tellAlways(fmt.Sprintf("%s: %s is not served any more; unserve %s gives it back", sentence, li.name, li.name))
}

// rest leaves a listener alone for a while.
func (l *Loop) rest(li *listener, d time.Duration) {
	l.unwatchListener(li)
	li.resting = true
	l.timers.do(l.clock.ran+d, func() { li.resting = false })
}

// recess leaves a connection alone for a moment, because the kernel had no memory for a call on it.
func (c *conn) recess(call string, errno unix.Errno) {
	l, id := c.loop, c.id
	l.tell(answered(call, c.name(), errno) + ": it is tried again")
	again := c.flags&resting != 0 // a peer's reset is reported to whoever rests, too
	c.flags |= resting | unread
	if again {
		return
	}
	c.watch()
	l.timers.do(l.clock.ran+retryAfter, func() {
		if c.id != id || c.flags&gone != 0 {
			return
		}
		c.flags &^= resting
		c.flush() // after which the connection is resumed
		c.watch()
	})
}

// waitFailed handles a wait that found out nothing. EINTR is an answer: it is counted, and the
// next iteration asks again. With all others, such as the EINVAL of a poll(2) that watches more
// than RLIMIT_NOFILE, the next wait may fail too. If it does, the one after it is made a little
// later, so that the loop does not spin.
func (l *Loop) waitFailed(errno unix.Errno) {
	if errno == unix.EINTR {
		return
	}
	again := l.iteration.failedWait > 0 && l.iteration.failedWait == l.spent.Iterations
	l.iteration.failedWait = l.spent.Iterations + 1
	if !again {
		return
	}
	l.tell(answered("the wait", l.Readiness(), errno) + ": it is made again")
	l.Gate.hold(retryAfter)
}

// unwatchable says why a descriptor can't be watched.
func unwatchable(name string, fd int, with string, errno unix.Errno) error {
	if with == readiness.Select && errno == unix.EINVAL {
		return fmt.Errorf("select(2) can't watch %s: its descriptor, %d, is not below %d", name, fd, readiness.SelectLimit)
	}
	return fmt.Errorf("%s can't be watched with %s: %w", name, with, errno)
}
