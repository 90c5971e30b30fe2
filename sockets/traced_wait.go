package sockets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Poll wraps poll(2).
func (t Traced) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Poll(fds, timeout)
	asked, ready := make([]string, len(fds)), []string(nil)
	for i, p := range fds {
		asked[i] = fmt.Sprintf("{fd=%s, events=%s}", t.fd(int(p.Fd)), PollEvents.Format(int(uint16(p.Events))))
		if p.Revents != 0 {
			ready = append(ready, fmt.Sprintf("{fd=%s, revents=%s}", t.fd(int(p.Fd)), PollEvents.Format(int(uint16(p.Revents)))))
		}
	}
	t.report(start, n, err, readyNote(ready), pollCall, "["+strings.Join(asked, ", ")+"]",
		strconv.Itoa(len(fds)), strconv.Itoa(Milliseconds(timeout)))
	return n, err
}

func readyNote(ready []string) string {
	if len(ready) == 0 {
		return "(Timeout)"
	}
	return "([" + strings.Join(ready, ", ") + "])"
}

// Select wraps select(2).
func (t Traced) Select(sets *FdSets, timeout time.Duration) (int, error) {
	args := []string{strconv.Itoa(sets.N), t.set(&sets.Read, sets.N), t.set(&sets.Write, sets.N), t.set(&sets.Except, sets.N)}
	if timeout < 0 {
		args = append(args, "NULL")
	} else {
		tv := unix.NsecToTimeval(timeout.Nanoseconds())
		args = append(args, fmt.Sprintf("{tv_sec=%d, tv_usec=%d}", tv.Sec, tv.Usec))
	}
	start := time.Now()
	n, err := t.Kernel.Select(sets, timeout)
	note := "(Timeout)"
	if n > 0 {
		note = fmt.Sprintf("(in %s, out %s, except %s)",
			t.set(&sets.Read, sets.N), t.set(&sets.Write, sets.N), t.set(&sets.Except, sets.N))
	}
	t.report(start, n, err, note, selectCall, args...)
	return n, err
}

func (t Traced) set(set *unix.FdSet, n int) string {
	var names []string
	for fd := range n {
		if set.IsSet(fd) {
			names = append(names, t.fd(fd))
		}
	}
	return "[" + strings.Join(names, " ") + "]"
}

// EpollCreate1 wraps epoll_create1(2).
func (t Traced) EpollCreate1(flags int) (int, error) {
	start := time.Now()
	fd, err := t.Kernel.EpollCreate1(flags)
	t.report(start, fd, err, "", "epoll_create1", EpollFlags.Format(flags))
	return fd, err
}

// EpollCtl wraps epoll_ctl(2).
func (t Traced) EpollCtl(epfd, op, fd int, events uint32) error {
	start := time.Now()
	err := t.Kernel.EpollCtl(epfd, op, fd, events)
	event := "{events=" + EpollEvents.Format(int(events)) + ", data=" + strconv.Itoa(fd) + "}"
	t.report(start, 0, err, "", "epoll_ctl", t.fd(epfd), EpollOps.Format(op), t.fd(fd), event)
	return err
}

// EpollWait wraps epoll_wait(2).
func (t Traced) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	start := time.Now()
	n, err := t.Kernel.EpollWait(epfd, events, timeout)
	ready := make([]string, max(n, 0))
	for i := range ready {
		ready[i] = "{events=" + EpollEvents.Format(int(events[i].Events)) + ", data=" + t.fd(int(events[i].Fd)) + "}"
	}
	t.report(start, n, err, "", epollWaitCall, t.fd(epfd), "["+strings.Join(ready, ", ")+"]",
		strconv.Itoa(len(events)), strconv.Itoa(Milliseconds(timeout)))
	return n, err
}

// UringEnter wraps io_uring_enter(2).
func (t Traced) UringEnter(ring *Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	arg, size := "NULL", "0"
	if flags&EnterExtArg != 0 {
		limit := "NULL"
		if timeout >= 0 {
			limit = fmt.Sprintf("{tv_sec=%d, tv_nsec=%d}", timeout/time.Second, timeout%time.Second)
		}
		arg, size = "{ts="+limit+"}", strconv.Itoa(enterArgSize)
	}
	start := time.Now()
	n, err := t.Kernel.UringEnter(ring, submit, wait, flags, timeout)
	t.report(start, n, err, "", "io_uring_enter", t.fd(ring.FD), strconv.Itoa(submit), strconv.Itoa(wait),
		EnterFlags.Format(flags), arg, size)
	return n, err
}
