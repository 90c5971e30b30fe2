package loop

import (
	"fmt"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Call is one system call that happened.
type Call = sockets.Call

// recentRoom is how many of the last calls are kept for a person to read.
const recentRoom = 64

// ring keeps the last calls.
type ring []Call

func (r *ring) add(c Call) {
	if len(*r) >= 2*recentRoom {
		*r = append((*r)[:0], (*r)[len(*r)-recentRoom:]...)
	}
	*r = append(*r, c)
}

func (r ring) last() []Call { return append([]Call(nil), r[max(0, len(r)-recentRoom):]...) }

// gated makes the calls of the slow gears: each one has to pass the gate, and is told.
// At full speed only the calls of the followed connection come this way.
type gated struct {
	loop   *Loop
	kernel sockets.Traced
	fd     int // of the call that is being made
}

var _ sockets.Calls = (*gated)(nil)

func newGated(l *Loop, kernel sockets.Kernel) *gated {
	g := &gated{loop: l}
	g.kernel = sockets.Traced{Kernel: kernel, FD: l.nameOf, Report: func(c Call) {
		if g.fd >= 0 && g.fd == l.followedFD {
			l.follow.add(c)
		}
		if gear, _ := l.Gate.Gear(); gear != GearRun {
			l.recent.add(c)
			l.Gate.made(c)
		}
	}}
	return g
}

// plain reports whether a call needs neither gate nor trace. A wait, which is for no
// descriptor, is not one of the followed connection's.
func (g *gated) plain(fd int) bool {
	gear, _ := g.loop.Gate.Gear()
	return gear == GearRun && (fd < 0 || fd != g.loop.followedFD)
}

// pass waits at the gate. False means that the descriptor is not what it was any more:
// somebody has closed it meanwhile.
func (g *gated) pass(fd int, format string, args ...any) bool {
	l := g.loop
	before := l.conns.at(fd)
	l.Gate.pass(func() string { return fmt.Sprintf(format, args...) })
	g.fd = fd
	return l.conns.at(fd) == before
}

// counts enters a call in the tally and gives its errno.
func (g *gated) counts(c call, err error) unix.Errno {
	errno := sockets.Errno(err)
	g.loop.tally.count(c, errno)
	return errno
}

func (g *gated) name(fd int) string { return g.loop.nameOf(fd) }

func (g *gated) Accept4(fd, flags int) (int, unix.Errno) {
	if g.plain(fd) {
		return g.loop.bare.Accept4(fd, flags)
	}
	if !g.pass(fd, "accept4(%s)", g.name(fd)) {
		return -1, unix.ECANCELED
	}
	n, err := g.kernel.Accept4(fd, flags)
	return n, g.counts(callAccept4, err)
}

func (g *gated) Recv(fd int, p []byte, flags int) (int, unix.Errno) {
	if g.plain(fd) {
		return g.loop.bare.Recv(fd, p, flags)
	}
	if !g.pass(fd, "recvfrom(%s, %d)", g.name(fd), len(p)) {
		return -1, unix.ECANCELED
	}
	n, err := g.kernel.Recv(fd, p, flags)
	return n, g.counts(callRecv, err)
}

func (g *gated) Send(fd int, p []byte, flags int) (int, unix.Errno) {
	if g.plain(fd) {
		return g.loop.bare.Send(fd, p, flags)
	}
	if !g.pass(fd, "sendto(%s, %s, %d)", g.name(fd), some(p), len(p)) {
		return -1, unix.ECANCELED
	}
	n, err := g.kernel.Send(fd, p, flags)
	return n, g.counts(callSend, err)
}

// some prints the beginning of data.
func some(p []byte) string {
	const room = 24
	if len(p) <= room {
		return sockets.Quote(p)
	}
	return sockets.Quote(p[:room]) + "..."
}

func (g *gated) Recvfrom(fd int, p []byte, flags int, from *sockets.RawAddr) (int, unix.Errno) {
	if g.plain(fd) {
		return g.loop.bare.Recvfrom(fd, p, flags, from)
	}
	if !g.pass(fd, "recvfrom(%s, %d)", g.name(fd), len(p)) {
		return -1, unix.ECANCELED
	}
	n, addr, err := g.kernel.Recvfrom(fd, p, flags)
	from.Size = uint32(copy(from.Bytes[:], addr.Raw()))
	return n, g.counts(callRecvfrom, err)
}

func (g *gated) Sendto(fd int, p []byte, flags int, to *sockets.RawAddr) (int, unix.Errno) {
	if g.plain(fd) {
		return g.loop.bare.Sendto(fd, p, flags, to)
	}
	if !g.pass(fd, "sendto(%s, %s, %d, %s)", g.name(fd), some(p), len(p), to.Addr()) {
		return -1, unix.ECANCELED
	}
	n, err := g.kernel.Sendto(fd, p, flags, to.Addr())
	return n, g.counts(callSendto, err)
}

func (g *gated) Setsockopt(fd, level, option int, value []byte) unix.Errno {
	if g.plain(fd) {
		return g.loop.bare.Setsockopt(fd, level, option, value)
	}
	if !g.pass(fd, "setsockopt(%s, %d, %d)", g.name(fd), level, option) {
		return unix.ECANCELED
	}
	return g.counts(callSetsockopt, g.kernel.Setsockopt(fd, level, option, value))
}

func (g *gated) Shutdown(fd, how int) unix.Errno {
	if g.plain(fd) {
		return g.loop.bare.Shutdown(fd, how)
	}
	if !g.pass(fd, "shutdown(%s, %s)", g.name(fd), sockets.Hows.Format(how)) {
		return unix.ECANCELED
	}
	return g.counts(callShutdown, g.kernel.Shutdown(fd, how))
}

func (g *gated) Close(fd int) unix.Errno {
	if g.plain(fd) {
		return g.loop.bare.Close(fd)
	}
	if !g.pass(fd, "close(%s)", g.name(fd)) {
		return unix.ECANCELED
	}
	return g.counts(callClose, g.kernel.Close(fd))
}

func (g *gated) Poll(fds []unix.PollFd, timeout time.Duration) (int, unix.Errno) {
	if g.plain(-1) {
		return g.loop.bare.Poll(fds, timeout)
	}
	g.pass(-1, "poll(%d descriptors, %d)", len(fds), sockets.Milliseconds(timeout))
	n, err := g.kernel.Poll(fds, timeout)
	return n, g.counts(callPoll, err)
}

func (g *gated) Select(sets *sockets.FdSets, timeout time.Duration) (int, unix.Errno) {
	if g.plain(-1) {
		return g.loop.bare.Select(sets, timeout)
	}
	g.pass(-1, "select(%d)", sets.N)
	n, err := g.kernel.Select(sets, timeout)
	return n, g.counts(callSelect, err)
}

func (g *gated) EpollCtl(epfd, op, fd int, events uint32) unix.Errno {
	if g.plain(fd) {
		return g.loop.bare.EpollCtl(epfd, op, fd, events)
	}
	if !g.pass(fd, "epoll_ctl(%s, %s, %s, %s)", g.name(epfd), sockets.EpollOps.Format(op), g.name(fd), sockets.EpollEvents.Format(int(events))) {
		return unix.ECANCELED
	}
	return g.counts(callEpollCtl, g.kernel.EpollCtl(epfd, op, fd, events))
}

func (g *gated) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, unix.Errno) {
	if g.plain(-1) {
		return g.loop.bare.EpollWait(epfd, events, timeout)
	}
	g.pass(-1, "epoll_wait(%s, %d, %d)", g.name(epfd), len(events), sockets.Milliseconds(timeout))
	n, err := g.kernel.EpollWait(epfd, events, timeout)
	return n, g.counts(callEpollWait, err)
}

func (g *gated) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, unix.Errno) {
	if g.plain(-1) {
		return g.loop.bare.UringEnter(ring, submit, wait, flags, timeout)
	}
	g.pass(-1, "io_uring_enter(%d, %d, %s)", submit, wait, sockets.EnterFlags.Format(flags))
	n, err := g.kernel.UringEnter(ring, submit, wait, flags, timeout)
	return n, g.counts(callUringEnter, err)
}
