package loop

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Poll is poll(2).
func (c *caller) Poll(fds []unix.PollFd, timeout time.Duration) (int, unix.Errno) {
	if c.free(-1) {
		n, errno := c.bare.Poll(fds, timeout)
		return n, c.did(callPoll, errno)
	}
	c.pass(-1, "poll(%d descriptors, %d)", len(fds), sockets.Milliseconds(timeout))
	n, err := c.traced.Poll(fds, timeout)
	return n, c.traceDid(callPoll, err)
}

// Select is select(2).
func (c *caller) Select(sets *sockets.FdSets, timeout time.Duration) (int, unix.Errno) {
	if c.free(-1) {
		n, errno := c.bare.Select(sets, timeout)
		return n, c.did(callSelect, errno)
	}
	c.pass(-1, "select(%d)", sets.N)
	n, err := c.traced.Select(sets, timeout)
	return n, c.traceDid(callSelect, err)
}

// EpollCtl is epoll_ctl(2).
func (c *caller) EpollCtl(epfd, op, fd int, events uint32) unix.Errno {
	if c.free(fd) {
		return c.did(callEpollCtl, c.bare.EpollCtl(epfd, op, fd, events))
	}
	if !c.pass(fd, "epoll_ctl(%s, %s, %s, %s)", c.name(epfd), sockets.EpollOps.Format(op), c.name(fd), sockets.EpollEvents.Format(int(events))) {
		return unix.ECANCELED
	}
	return c.traceDid(callEpollCtl, c.traced.EpollCtl(epfd, op, fd, events))
}

// EpollWait is epoll_wait(2).
func (c *caller) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, unix.Errno) {
	if c.free(-1) {
		n, errno := c.bare.EpollWait(epfd, events, timeout)
		return n, c.did(callEpollWait, errno)
	}
	c.pass(-1, "epoll_wait(%s, %d, %d)", c.name(epfd), len(events), sockets.Milliseconds(timeout))
	n, err := c.traced.EpollWait(epfd, events, timeout)
	return n, c.traceDid(callEpollWait, err)
}

// UringEnter is io_uring_enter(2).
func (c *caller) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, unix.Errno) {
	if c.free(-1) {
		n, errno := c.bare.UringEnter(ring, submit, wait, flags, timeout)
		return n, c.did(callUringEnter, errno)
	}
	c.pass(-1, "io_uring_enter(%d, %d, %s)", submit, wait, sockets.EnterFlags.Format(flags))
	n, err := c.traced.UringEnter(ring, submit, wait, flags, timeout)
	return n, c.traceDid(callUringEnter, err)
}
