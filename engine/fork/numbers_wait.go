package fork

import (
	"slices"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Poll makes poll(2).
func (n Numbers) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	if len(fds) == 0 {
		return n.Of(n.Here).Poll(fds, timeout)
	}
	process, _ := Split(int(fds[0].Fd))
	there := slices.Clone(fds)
	for i := range there {
		_, fd := Split(int(there[i].Fd))
		there[i].Fd = int32(fd)
	}
	ready, err := n.Of(process).Poll(there, timeout)
	for i := range there {
		fds[i].Revents = there[i].Revents
	}
	return ready, err
}

// Select makes select(2).
func (n Numbers) Select(sets *sockets.FdSets, timeout time.Duration) (int, error) {
	return n.Of(n.Here).Select(sets, timeout)
}

// EpollCreate1 makes epoll_create1(2).
func (n Numbers) EpollCreate1(flags int) (int, error) {
	fd, err := n.Of(n.Here).EpollCreate1(flags)
	return Number(n.Here, fd), err
}

// EpollCtl makes epoll_ctl(2).
func (n Numbers) EpollCtl(epfd, op, fd int, events uint32) error {
	k, epfd := n.at(epfd)
	_, fd = Split(fd)
	return k.EpollCtl(epfd, op, fd, events)
}

// EpollWait makes epoll_wait(2).
func (n Numbers) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	k, epfd := n.at(epfd)
	return k.EpollWait(epfd, events, timeout)
}

// UringEnter makes io_uring_enter(2).
func (n Numbers) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	return n.Of(n.Here).UringEnter(ring, submit, wait, flags, timeout)
}
