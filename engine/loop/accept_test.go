package loop_test

import (
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// failing is a kernel whose first accepts answer errnos that can't be provoked.
type failing struct {
	sockets.Linux
	errnos []unix.Errno
}

func (f *failing) Accept4(fd, flags int) (int, error) {
	if len(f.errnos) > 0 {
		errno := f.errnos[0]
		f.errnos = f.errnos[1:]
		return -1, errno
	}
	return f.Linux.Accept4(fd, flags)
}

// Whatever accept answers, the waiting connections are served in the end. Only calls of the slow
// gear can be made to fail by a test.
func TestNoErrnoOfAcceptStopsTheListener(t *testing.T) {
	for _, errno := range []unix.Errno{unix.ECONNABORTED, unix.EPROTO, unix.EINTR, unix.EHOSTUNREACH, unix.ENOBUFS, unix.ENOMEM, unix.EMFILE, unix.ENFILE, unix.EAGAIN} {
		for _, with := range []string{"epoll", "poll"} {
			t.Run(sockets.ErrnoName(errno)+"/"+with, func(t *testing.T) {
				r := serveWith(t, loop.Options{}, &failing{errnos: []unix.Errno{errno, errno}}, "echo", with, 16)
				r.do(func() { r.Slow(100_000) })
				fd := r.dial()
				send(t, fd, "hello")
				if got := recv(t, fd, 5); got != "hello" {
					t.Errorf("with %s the client gets %q", with, got)
				}
				_ = unix.Close(fd)
				var counted uint64
				for _, c := range r.view(status.Query{}).Calls {
					if c.Name == "accept4" && c.Errno == sockets.ErrnoName(errno) {
						counted += c.Count
					}
				}
				if counted < 2 {
					t.Errorf("with %s %s is counted %d times", with, sockets.ErrnoName(errno), counted)
				}
			})
		}
	}
}
