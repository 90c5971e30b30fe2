package loop_test

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// stand steps until the loop has stopped before a call.
func (r *rig) stand(call string) {
	r.t.Helper()
	for range 100 {
		if strings.HasPrefix(r.view(status.Query{}).Next, call) {
			return
		}
		r.stepped(1)
	}
	r.t.Fatalf("the loop never stops before %s: %q", call, r.view(status.Query{}).Next)
}

func TestPollSurvivesAConnectionClosedBeforeIt(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "poll")
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	send(t, fd, "a")
	recv(t, fd, 1)
	r.paused()
	r.stand("poll")
	r.do(func() {
		theirs, _ := r.Adopt("s_1")
		r.Lost(theirs)
		_ = unix.Close(theirs)
	})
	r.stepped(2)
	if v := r.view(status.Query{}); v.Totals.Open != 0 {
		t.Errorf("%d are open", v.Totals.Open)
	}
}

// A connection that the loop is about to close can be closed by a step, and its number reused by a new socket, which is
// neither closed nor mistaken for it.
func TestANewcomerIsNotClosedInItsPlace(t *testing.T) {
	for _, call := range []string{"epoll_ctl(", "close("} {
		t.Run(call, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", "epoll")
			fd := r.dial()
			defer func() { _ = unix.Close(fd) }()
			send(t, fd, "a")
			recv(t, fd, 1)
			var theirs int
			gone := -1
			r.do(func() { theirs, _ = r.Adopt("s_1"); r.Gone = func(n int) { gone = n } })
			r.paused()
			_ = unix.Shutdown(fd, unix.SHUT_WR)
			r.stand(call)
			other := -1
			r.do(func() {
				r.Lost(theirs)
				_ = unix.Close(theirs)
				other, _ = unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
			})
			defer func() { _ = unix.Close(other) }()
			r.stepped(3)
			if _, err := unix.FcntlInt(uintptr(other), unix.F_GETFD, 0); err != nil || gone != -1 {
				t.Errorf("the newcomer has %v, and fd %d is reported as gone", err, gone)
			}
		})
	}
}

// A client that reads and ends while its answer still waits is resumed and closed in one iteration. What is left of it
// must not be taken for a connection.
func TestAConnectionThatEndsWhileItIsGoneOnWith(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			for range 4 {
				fd := r.dial()
				_ = unix.SetNonblock(fd, true)
				piece := make([]byte, 32<<10)
				r.until("bytes waiting in the loop", func(v status.Server) bool {
					for {
						if _, err := unix.Write(fd, piece); err != nil {
							break
						}
					}
					n := len(v.Connections)
					return n > 0 && v.Connections[n-1].Buffered > 0
				})
				_ = unix.Shutdown(fd, unix.SHUT_WR)
				_ = unix.SetNonblock(fd, false)
				for p := make([]byte, 1<<20); ; {
					if n, err := unix.Read(fd, p); n == 0 || err != nil && err != unix.EINTR {
						break
					}
				}
				_ = unix.Close(fd)
				r.until("it having ended", func(v status.Server) bool { return v.Totals.Open == 0 })
			}
		})
	}
}

// quiet asserts that the loop sleeps: each view wakes it for an iteration or two.
func (r *rig) quiet() {
	r.t.Helper()
	before := r.view(status.Query{}).Loop.Iterations
	time.Sleep(50 * time.Millisecond) // a loop that spins makes thousands of iterations in this time
	if made := r.view(status.Query{}).Loop.Iterations - before; made > 100 {
		r.t.Errorf("%d iterations with nothing to do", made)
	}
}

// An RST on a connection that is not read is noticed, and then no longer reported.
func TestAResetOfAStoppedConnectionEndsIt(t *testing.T) {
	for _, with := range models(t) {
		if with == "busy" || with == "select" { // busy never sleeps, and select reports only the events it was asked for
			continue
		}
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "bad-never-reads", with)
			fd := r.dial()
			r.until("it being accepted", func(v status.Server) bool { return v.Totals.Open == 1 })
			_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
			_ = unix.Close(fd)
			if with != readiness.Default+"-et" { // its events are reported once, whether they are read or not
				r.until("it being closed", func(v status.Server) bool { return v.Totals.Open == 0 })
			}
			r.quiet()
		})
	}
}

func TestAListenerThatIsShutDownIsLeftAlone(t *testing.T) {
	for _, with := range models(t) {
		if with == "busy" {
			continue
		}
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			fd := r.dial()
			send(t, fd, "x")
			recv(t, fd, 1)
			_ = unix.Close(fd)
			_ = unix.Shutdown(r.fds[0], unix.SHUT_RD)
			r.quiet()
		})
	}
}

func TestStepsEndWithTheirServer(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "epoll")
	var s *loop.Stepped
	r.do(func() {
		s = r.Iterations(1_000_000)
		r.Between(func() { _, _ = r.Unserve(1) })
	})
	select {
	case <-s.Done:
	case <-time.After(10 * time.Second):
		t.Error("the steps are still waited for")
	}
}
