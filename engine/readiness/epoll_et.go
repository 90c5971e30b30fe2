package readiness

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// epollET is epoll(7), edge-triggered. What to watch for is said once and for all.
type epollET struct{ *epoll }

var _ Edged = epollET{}

func newEpollET(calls sockets.Calls) (Readiness, error) {
	e, err := openEpoll(EpollET, calls, unix.EPOLLET)
	return epollET{e}, err
}

// Edged tells that a change is told once.
func (epollET) Edged() {}

// Watch enters a descriptor for everything, the first time.
func (e epollET) Watch(fd int, _, _ bool) unix.Errno {
	if *e.watched.at(fd) {
		return 0
	}
	return e.epoll.Watch(fd, true, true)
}
