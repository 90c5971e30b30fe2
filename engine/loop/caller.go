package loop

import (
	"fmt"

	"netnet-tui/sockets"
	"netnet-tui/sockets/control"

	"golang.org/x/sys/unix"
)

// Call is one system call that happened.
type Call = sockets.Call

// caller makes the loop's system calls, and counts them. At full speed they are bare. In the other gears each call
// waits at the gate and is traced. While a connection is followed, its calls are traced too.
type caller struct {
	loop   *Loop
	bare   sockets.Bare
	traced sockets.Traced
	counts callCounts
	gated  bool // some calls wait at the gate or are traced
	fd     int  // of the traced call in progress
}

var _ sockets.Calls = (*caller)(nil)

func newCaller(l *Loop, kernel sockets.Kernel) *caller {
	c := &caller{loop: l}
	c.traced = sockets.Traced{Kernel: kernel, FD: l.nameOf, Control: control.Trace, Report: func(made Call) {
		if c.fd >= 0 && c.fd == l.followed.fd {
			l.followed.calls.add(made)
		}
		if !l.Gate.open() {
			l.recent.add(made)
			l.Gate.made(made)
		}
	}}
	return c
}

// free reports whether a call needs neither gate nor trace. A wait, whose fd is negative, never belongs to the followed
// connection.
func (c *caller) free(fd int) bool {
	return !c.gated || c.loop.Gate.open() && (fd < 0 || fd != c.loop.followed.fd)
}

// pass waits at the gate, which shows the call as formatted. It reports false if a step has closed the descriptor
// meanwhile.
func (c *caller) pass(fd int, format string, args ...any) bool {
	l := c.loop
	before := l.owners.at(fd)
	l.Gate.pass(func() string { return fmt.Sprintf(format, args...) })
	c.fd = fd
	return l.owners.at(fd) == before
}

// did counts a bare call, and returns its errno.
func (c *caller) did(what call, errno unix.Errno) unix.Errno {
	c.counts.add(what, errno)
	return errno
}

// traceDid counts a traced call, and returns its errno.
func (c *caller) traceDid(what call, err error) unix.Errno {
	return c.did(what, sockets.Errno(err))
}

func (c *caller) name(fd int) string { return c.loop.nameOf(fd) }

// some quotes the beginning of p.
func some(p []byte) string {
	const room = 24
	if len(p) <= room {
		return sockets.Quote(p)
	}
	return sockets.Quote(p[:room]) + "..."
}
