package door

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// The calls below are not judged: their descriptor has already been judged, and they neither move it nor make another.
// Receiving never yields a passed descriptor (unix(7), SCM_RIGHTS), because no call here, nor readv(2), has room for a
// control message.

// Shutdown makes shutdown(2).
func (g Guarded) Shutdown(fd, how int) error { return g.Kernel.Shutdown(fd, how) }

// Close makes close(2).
func (g Guarded) Close(fd int) error { return g.Kernel.Close(fd) }

// Recv makes recv(3).
func (g Guarded) Recv(fd int, p []byte, flags int) (int, error) { return g.Kernel.Recv(fd, p, flags) }

// Recvfrom makes recvfrom(2).
func (g Guarded) Recvfrom(fd int, p []byte, flags int) (int, sockets.Addr, error) {
	return g.Kernel.Recvfrom(fd, p, flags)
}

// Read makes read(2).
func (g Guarded) Read(fd int, p []byte) (int, error) { return g.Kernel.Read(fd, p) }

// Getsockname makes getsockname(2).
func (g Guarded) Getsockname(fd int, told ...int) (sockets.Addr, error) {
	return g.Kernel.Getsockname(fd, told...)
}

// Getpeername makes getpeername(2).
func (g Guarded) Getpeername(fd int, told ...int) (sockets.Addr, error) {
	return g.Kernel.Getpeername(fd, told...)
}

// Poll makes poll(2).
func (g Guarded) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	return g.Kernel.Poll(fds, timeout)
}

// Select makes select(2).
func (g Guarded) Select(sets *sockets.FdSets, timeout time.Duration) (int, error) {
	return g.Kernel.Select(sets, timeout)
}

// EpollCtl makes epoll_ctl(2).
func (g Guarded) EpollCtl(epfd, op, fd int, events uint32) error {
	return g.Kernel.EpollCtl(epfd, op, fd, events)
}

// EpollWait makes epoll_wait(2).
func (g Guarded) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	return g.Kernel.EpollWait(epfd, events, timeout)
}

// UringEnter makes io_uring_enter(2).
func (g Guarded) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	return g.Kernel.UringEnter(ring, submit, wait, flags, timeout)
}

// SetNofile makes prlimit64(2).
func (g Guarded) SetNofile(limit uint64) error { return g.Kernel.SetNofile(limit) }
