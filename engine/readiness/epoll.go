package readiness

import (
	"os"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// epoll is epoll(7). The kernel keeps the interest list; the cost of a wait depends on what is ready, not on what is
// watched.
type epoll struct {
	name    string
	calls   sockets.Calls
	fd      int
	always  uint32 // EPOLLET or EPOLLONESHOT
	watched byFD[bool]
	raw     []unix.EpollEvent
	events  []Event // Wait sets the first two fields
}

func newEpoll(calls sockets.Calls) (Readiness, error) { return openEpoll(Epoll, calls, 0) }

func openEpoll(name string, calls sockets.Calls, always uint32) (*epoll, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	return &epoll{name: name, calls: calls, fd: fd, always: always,
		raw: make([]unix.EpollEvent, batch), events: make([]Event, batch)}, nil
}

func (e *epoll) Name() string { return e.name }
func (e *epoll) Close()       { _ = unix.Close(e.fd) }

// Watch adds a descriptor to the interest list, or changes its entry.
func (e *epoll) Watch(fd int, in, out bool) unix.Errno {
	watched := e.watched.at(fd)
	op := unix.EPOLL_CTL_MOD
	if !*watched {
		op = unix.EPOLL_CTL_ADD
	}
	errno := e.calls.EpollCtl(e.fd, op, fd, e.always|interest(in, out))
	*watched = *watched || errno == 0
	return errno
}

// interest returns epoll's bits. EPOLLRDHUP is requested only together with input: a level-triggered epoll would keep
// reporting the FIN of a peer that is not being read.
func interest(in, out bool) uint32 {
	var events uint32
	if in {
		events |= unix.EPOLLIN | unix.EPOLLRDHUP
	}
	if out {
		events |= unix.EPOLLOUT
	}
	return events
}

// Forget leaves the removal from the interest list to close(2), which does it unless another descriptor keeps the
// socket open.
func (e *epoll) Forget(fd int, stays bool) {
	*e.watched.at(fd) = false
	if stays {
		e.calls.EpollCtl(e.fd, unix.EPOLL_CTL_DEL, fd, 0)
	}
}

// Wait returns what is in the ready list.
func (e *epoll) Wait(timeout time.Duration) ([]Event, unix.Errno) {
	n, errno := e.calls.EpollWait(e.fd, e.raw, timeout)
	ready := e.events[:max(n, 0)]
	for i := range ready {
		ready[i].FD, ready[i].Bits = int(e.raw[i].Fd), Bits(e.raw[i].Events)
	}
	return ready, errno
}
