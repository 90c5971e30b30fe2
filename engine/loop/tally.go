package loop

import (
	"cmp"
	"slices"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// call numbers the calls a loop makes.
type call int

const (
	callAccept4 call = iota
	callRecv
	callSend
	callRecvfrom
	callSendto
	callSetsockopt
	callShutdown
	callClose
	callPoll
	callSelect
	callEpollCtl
	callEpollWait
	callUringEnter
	calls
)

var callNames = [calls]string{"accept4", "recvfrom", "sendto", "recvfrom", "sendto", "setsockopt", "shutdown", "close",
	"poll", "select", "epoll_ctl", "epoll_wait", "io_uring_enter"}

// tally counts calls by their answers. Most go well or would block; the others are few.
type tally struct {
	well, blocked [calls]uint64
	other         map[answer]uint64
}

type answer struct {
	call  call
	errno unix.Errno
}

func (t *tally) init() { t.other = map[answer]uint64{} }

func (t *tally) count(c call, errno unix.Errno) {
	switch errno {
	case 0:
		t.well[c]++
	case unix.EAGAIN:
		t.blocked[c]++
	default:
		t.other[answer{c, errno}]++
	}
}

// list gives the counts, the largest first.
func (t *tally) list() []status.CallCount {
	sums := map[status.CallCount]uint64{}
	add := func(c call, errno unix.Errno, n uint64) {
		if n > 0 {
			sums[status.CallCount{Name: callNames[c], Errno: sockets.ErrnoName(errno)}] += n
		}
	}
	for c := range calls {
		add(c, 0, t.well[c])
		add(c, unix.EAGAIN, t.blocked[c])
	}
	for a, n := range t.other {
		add(a.call, a.errno, n)
	}
	var list []status.CallCount
	for c, n := range sums {
		c.Count = n
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b status.CallCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Errno, b.Errno))
	})
	return list
}

// counted makes calls as fast as can be, and counts them.
type counted struct {
	calls sockets.Bare
	tally *tally
}

var _ sockets.Calls = (*counted)(nil)

func (c *counted) Accept4(fd, flags int) (int, unix.Errno) {
	n, errno := c.calls.Accept4(fd, flags)
	c.tally.count(callAccept4, errno)
	return n, errno
}

func (c *counted) Recv(fd int, p []byte, flags int) (int, unix.Errno) {
	n, errno := c.calls.Recv(fd, p, flags)
	c.tally.count(callRecv, errno)
	return n, errno
}

func (c *counted) Send(fd int, p []byte, flags int) (int, unix.Errno) {
	n, errno := c.calls.Send(fd, p, flags)
	c.tally.count(callSend, errno)
	return n, errno
}

func (c *counted) Recvfrom(fd int, p []byte, flags int, from *sockets.RawAddr) (int, unix.Errno) {
	n, errno := c.calls.Recvfrom(fd, p, flags, from)
	c.tally.count(callRecvfrom, errno)
	return n, errno
}

func (c *counted) Sendto(fd int, p []byte, flags int, to *sockets.RawAddr) (int, unix.Errno) {
	n, errno := c.calls.Sendto(fd, p, flags, to)
	c.tally.count(callSendto, errno)
	return n, errno
}

func (c *counted) Setsockopt(fd, level, option int, value []byte) unix.Errno {
	errno := c.calls.Setsockopt(fd, level, option, value)
	c.tally.count(callSetsockopt, errno)
	return errno
}

func (c *counted) Shutdown(fd, how int) unix.Errno {
	errno := c.calls.Shutdown(fd, how)
	c.tally.count(callShutdown, errno)
	return errno
}

func (c *counted) Close(fd int) unix.Errno {
	errno := c.calls.Close(fd)
	c.tally.count(callClose, errno)
	return errno
}

func (c *counted) Poll(fds []unix.PollFd, timeout time.Duration) (int, unix.Errno) {
	n, errno := c.calls.Poll(fds, timeout)
	c.tally.count(callPoll, errno)
	return n, errno
}

func (c *counted) Select(sets *sockets.FdSets, timeout time.Duration) (int, unix.Errno) {
	n, errno := c.calls.Select(sets, timeout)
	c.tally.count(callSelect, errno)
	return n, errno
}

func (c *counted) EpollCtl(epfd, op, fd int, events uint32) unix.Errno {
	errno := c.calls.EpollCtl(epfd, op, fd, events)
	c.tally.count(callEpollCtl, errno)
	return errno
}

func (c *counted) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, unix.Errno) {
	n, errno := c.calls.EpollWait(epfd, events, timeout)
	c.tally.count(callEpollWait, errno)
	return n, errno
}

func (c *counted) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, unix.Errno) {
	n, errno := c.calls.UringEnter(ring, submit, wait, flags, timeout)
	c.tally.count(callUringEnter, errno)
	return n, errno
}
