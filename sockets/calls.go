package sockets

import (
	"time"

	"golang.org/x/sys/unix"
)

// Calls is the part of [Kernel] that an event loop needs, with errnos as plain numbers, so that a frequent result such
// as EAGAIN costs no allocation. If a call fails with an errno, its other result is -1.
type Calls interface {
	// Accept4 wraps accept4(2) with a NULL address.
	Accept4(fd, flags int) (conn int, errno unix.Errno)
	// Recv wraps recvfrom(2) with RecvFlags and a NULL address.
	Recv(fd int, p []byte) (n int, errno unix.Errno)
	// Send wraps sendto(2) with SendFlags and a NULL address.
	Send(fd int, p []byte) (n int, errno unix.Errno)
	// Recvfrom wraps recvfrom(2). The sender's address is the first Size bytes of from.
	Recvfrom(fd int, p []byte, flags int, from *RawAddr) (n int, errno unix.Errno)
	// Sendto wraps sendto(2).
	Sendto(fd int, p []byte, flags int, to *RawAddr) (n int, errno unix.Errno)
	// Setsockopt wraps setsockopt(2).
	Setsockopt(fd, level, option int, value []byte) unix.Errno
	// Shutdown wraps shutdown(2).
	Shutdown(fd, how int) unix.Errno
	// Close wraps close(2).
	Close(fd int) unix.Errno

	// Poll wraps poll(2).
	Poll(fds []unix.PollFd, timeout time.Duration) (n int, errno unix.Errno)
	// Select wraps select(2).
	Select(sets *FdSets, timeout time.Duration) (n int, errno unix.Errno)
	// EpollCtl wraps epoll_ctl(2); event has fd as its data.
	EpollCtl(epfd, op, fd int, events uint32) unix.Errno
	// EpollWait wraps epoll_wait(2).
	EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (n int, errno unix.Errno)
	// UringEnter wraps io_uring_enter(2). If it took no request before the timeout, errno is ETIME.
	UringEnter(ring *Ring, submit, wait, flags int, timeout time.Duration) (n int, errno unix.Errno)
}

// RawAddr is an address as the kernel fills it in.
type RawAddr struct {
	Bytes [unix.SizeofSockaddrAny]byte
	Size  uint32
}

// Addr decodes the address.
func (a *RawAddr) Addr() Addr { return DecodeAddr(a.Bytes[:min(int(a.Size), len(a.Bytes))]) }

// RecvFlags and SendFlags make calls non-blocking.
const (
	RecvFlags = unix.MSG_DONTWAIT
	SendFlags = unix.MSG_NOSIGNAL | unix.MSG_DONTWAIT
)
