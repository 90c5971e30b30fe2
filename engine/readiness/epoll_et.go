package readiness

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// epollET is epoll(7), edge-triggered. A descriptor is added once, for everything.
type epollET struct{ *epoll }

var _ Edged = (*epollET)(nil)

func newEpollET(calls sockets.Calls) (Readiness, error) {
	e, err := openEpoll(EpollET, calls, unix.EPOLLET)
	return &epollET{e}, err
}

// Edged marks that each change is reported only once.
func (*epollET) Edged() {}

// Watch adds a descriptor, once and for everything.
func (e *epollET) Watch(fd int, _, _ bool) unix.Errno {
	if *e.watched.at(fd) {
		return 0
	}
	return e.epoll.Watch(fd, true, true)
}
