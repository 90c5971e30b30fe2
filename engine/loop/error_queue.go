package loop

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// hasErrorQueue reports whether a socket has an error queue that MSG_ERRQUEUE reads. Other sockets, such as Unix
// sockets, ignore that flag and would receive data.
func hasErrorQueue(fd int) bool {
	protocol, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PROTOCOL)
	if err != nil {
		return false
	}
	switch protocol {
	case unix.IPPROTO_TCP, unix.IPPROTO_MPTCP, unix.IPPROTO_UDP, unix.IPPROTO_UDPLITE:
		return true
	}
	return false
}

// emptyErrorQueue reads what the kernel has put into the error queue of a socket, because someone has set IP_RECVERR or
// SO_TIMESTAMPING on it, and reports whether there may be more. As long as the queue holds anything, the socket is
// reported as ready again and again, though it has nothing to receive, and it has less room for what it would receive.
func (l *Loop) emptyErrorQueue(fd int, name string) (more bool) {
	returned, others, to := 0, 0, ""
	for returned+others < atOnce {
		_, errno := l.calls.Recvfrom(fd, l.scratch.input, unix.MSG_ERRQUEUE|unix.MSG_DONTWAIT, &l.scratch.from)
		if errno == unix.EINTR {
			continue
		}
		if errno != 0 {
			break
		}
		if l.scratch.from.Size == 0 {
			others++
			continue
		}
		returned++
		to = l.scratch.from.Addr().String()
	}
	if returned > 0 {
		l.tell(fmt.Sprintf("the error queue of %s says that %d datagrams were not delivered, the last one to %s", name, returned, to))
	}
	if others > 0 {
		l.tell(fmt.Sprintf("the error queue of %s is emptied: nothing here uses its %d entries", name, others))
	}
	return returned+others == atOnce
}
