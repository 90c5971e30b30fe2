package sockets

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// EpollCreate1 wraps epoll_create1(2).
func (Linux) EpollCreate1(flags int) (int, error) {
	fd, err := unix.EpollCreate1(flags)
	return fd, os.NewSyscallError("epoll_create1", err)
}

// EpollCtl wraps epoll_ctl(2).
func (Linux) EpollCtl(epfd, op, fd int, events uint32) error {
	return os.NewSyscallError("epoll_ctl", unix.EpollCtl(epfd, op, fd, &unix.EpollEvent{Events: events, Fd: int32(fd)}))
}

// Milliseconds converts a timeout for poll(2) and epoll_wait(2): rounded up, so that a short wait never becomes a busy
// loop, and -1 for [Forever].
func Milliseconds(timeout time.Duration) int {
	if timeout < 0 {
		return -1
	}
	return int((timeout + time.Millisecond - 1) / time.Millisecond)
}
