package sockets

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Poll wraps poll(2).
func (Linux) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	n, err := unix.Poll(fds, Milliseconds(timeout))
	return n, os.NewSyscallError("poll", err)
}

// Select wraps pselect6(2).
func (Linux) Select(sets *FdSets, timeout time.Duration) (int, error) {
	var limit *unix.Timespec
	if timeout >= 0 {
		ts := unix.NsecToTimespec(timeout.Nanoseconds())
		limit = &ts
	}
	n, err := unix.Pselect(sets.N, &sets.Read, &sets.Write, &sets.Except, limit, nil)
	return n, os.NewSyscallError("pselect6", err)
}

// EpollCreate1 wraps epoll_create1(2).
func (Linux) EpollCreate1(flags int) (int, error) {
	fd, err := unix.EpollCreate1(flags)
	return fd, os.NewSyscallError("epoll_create1", err)
}

// EpollCtl wraps epoll_ctl(2).
func (Linux) EpollCtl(epfd, op, fd int, events uint32) error {
	return os.NewSyscallError("epoll_ctl", unix.EpollCtl(epfd, op, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)}))
}

// EpollWait wraps epoll_wait(2).
func (Linux) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	n, err := unix.EpollWait(epfd, events, Milliseconds(timeout))
	return n, os.NewSyscallError("epoll_wait", err)
}

// Milliseconds is a timeout as poll(2) and epoll_wait(2) take it: rounded up, so
// that a short wait never becomes a busy look, and -1 for [Forever].
func Milliseconds(timeout time.Duration) int {
	if timeout < 0 {
		return -1
	}
	return int((timeout + time.Millisecond - 1) / time.Millisecond)
}
