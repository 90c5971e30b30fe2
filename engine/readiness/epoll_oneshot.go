package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// oneshot is epoll(7) with EPOLLONESHOT: an entry that was reported is disabled until it is rearmed. It is meant for
// several threads that share one epoll; with one thread it shows the cost, a call for every event.
type oneshot struct {
	*epoll
	wishes byFD[wish]
}

// wish is what a descriptor should be watched for.
type wish struct {
	in, out  bool
	reported bool // reported and not rearmed since
}

func newOneshot(calls sockets.Calls) (Readiness, error) {
	e, err := openEpoll(Oneshot, calls, unix.EPOLLONESHOT)
	return &oneshot{epoll: e}, err
}

// Watch records the wish. An entry that was reported is rearmed by the next wait.
func (o *oneshot) Watch(fd int, in, out bool) unix.Errno {
	w := o.wishes.at(fd)
	w.in, w.out = in, out
	if w.reported {
		return 0
	}
	return o.epoll.Watch(fd, in, out)
}

// Forget drops the wish as well.
func (o *oneshot) Forget(fd int, stays bool) {
	*o.wishes.at(fd) = wish{}
	o.epoll.Forget(fd, stays)
}

// Wait rearms the entries last reported, and returns what is in the ready list.
func (o *oneshot) Wait(timeout time.Duration) ([]Event, unix.Errno) {
	for _, event := range o.events {
		if w := o.wishes.at(event.FD); w.reported {
			w.reported = false
			o.epoll.Watch(event.FD, w.in, w.out)
		}
	}
	events, errno := o.epoll.Wait(timeout)
	for _, event := range events {
		o.wishes.at(event.FD).reported = true
	}
	return events, errno
}
