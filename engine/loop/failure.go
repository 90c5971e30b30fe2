package loop

import (
	"fmt"
	"time"

	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// retryAfter is how long the loop waits before it retries a call that the kernel had no resources for, or that keeps
// failing: another process may have freed something by then.
const retryAfter = 100 * time.Millisecond

// failuresInRow is how often a call on a listener may fail in a row before the listener is paused.
const failuresInRow = 16

// endsListener reports whether an errno means that a descriptor can't accept or receive any more: it is closed, it is
// not a socket, or it no longer listens. All other errnos, including unknown ones, are about one connection or one
// datagram (accept(2), ERRORS).
func endsListener(errno unix.Errno) bool {
	return errno == unix.EBADF || errno == unix.ENOTSOCK || errno == unix.EINVAL || errno == unix.EFAULT
}

// outOfMemory reports whether an errno means that the kernel had no memory for a call, which says nothing about the
// socket.
func outOfMemory(errno unix.Errno) bool { return errno == unix.ENOMEM || errno == unix.ENOBUFS }

// answered describes the answer of a call.
func answered(call, on string, errno unix.Errno) string {
	return fmt.Sprintf("%s on %s answered %s (%s)", call, on, sockets.ErrnoName(errno), sockets.ErrnoText(errno))
}

// failed records that a call on a listener has failed, and reports whether to retry it at once. After many failures in
// a row the listener is paused, so that the loop does not spin.
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

// endListener records that a listener can't be served any more, according to a call's errno.
func (l *Loop) endListener(li *listener, call string, errno unix.Errno) {
	l.endListenerFor(li, call+" "+sockets.ErrnoName(errno), answered(call, li.name, errno))
}

// endListenerFor records that a listener can't be served any more. The sentence explains the reason.
func (l *Loop) endListenerFor(li *listener, reason, sentence string) {
	li.ended, li.owed = reason, 0
	l.unwatchListener(li)
	l.tellAlways(fmt.Sprintf("%s: %s is not served any more; unserve %s gives it back", sentence, li.name, li.name))
}

// rest pauses a listener for a while.
func (l *Loop) rest(li *listener, d time.Duration) {
	l.unwatchListener(li)
	li.resting = true
	l.timers.do(l.clock.ran+d, func() { li.resting = false })
}

// recess pauses a connection briefly, because the kernel had no memory for a call on it.
func (c *conn) recess(call string, errno unix.Errno) {
	l, id := c.loop, c.id
	l.tell(answered(call, c.name(), errno) + ": it is tried again")
	again := c.flags&resting != 0 // a peer's reset is reported even while resting
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
		c.flush() // and queues the connection to be resumed
		c.watch()
	})
}

// waitFailed handles a failed wait. EINTR is an answer: it is counted, and the next iteration waits again. After any
// other errno, such as the EINVAL of a poll(2) that watches more than RLIMIT_NOFILE descriptors, the next wait may fail
// too. If it does, the one after it is delayed a little, so that the loop does not spin.
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
