//go:build !amd64

package sockets

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// The waits of newer architectures, which have only the newer calls.
const (
	pollCall      = "ppoll"
	selectCall    = "pselect6"
	epollWaitCall = "epoll_pwait"
)

// Poll wraps ppoll(2), which implements poll(3) here.
func (Linux) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	n, err := unix.Poll(fds, Milliseconds(timeout))
	return n, os.NewSyscallError(pollCall, err)
}

// Select wraps pselect6(2), which implements select(3) here.
func (Linux) Select(sets *FdSets, timeout time.Duration) (int, error) {
	var limit *unix.Timespec
	if timeout >= 0 {
		ts := unix.NsecToTimespec(timeout.Nanoseconds())
		limit = &ts
	}
	n, err := unix.Pselect(sets.N, &sets.Read, &sets.Write, &sets.Except, limit, nil)
	return n, os.NewSyscallError(selectCall, err)
}

// EpollWait wraps epoll_pwait(2), which implements epoll_wait(3) here.
func (Linux) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	n, err := unix.EpollWait(epfd, events, Milliseconds(timeout))
	return n, os.NewSyscallError(epollWaitCall, err)
}
