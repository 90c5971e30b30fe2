package sockets

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestARingThatCantBeHadSaysWhy(t *testing.T) {
	for _, c := range []struct {
		errno    unix.Errno
		disabled string
		want     string
	}{
		{unix.ENOSYS, "", "built without it"},
		{unix.EINVAL, "0", "too old: it needs Linux 6.0"},
		{unix.EPERM, "2", "kernel.io_uring_disabled, which is 2"},
		{unix.EPERM, "1", "kernel.io_uring_disabled, which is 1"},
		{unix.EPERM, "0", "seccomp"},
		{unix.EPERM, "", "seccomp"},
		{unix.EMFILE, "0", "too many open files"},
	} {
		err := noRing(c.errno, c.disabled)
		if !strings.Contains(err.Error(), c.want) || !errors.Is(err, c.errno) {
			t.Errorf("%s with io_uring_disabled %q: %v, want it to say %q", ErrnoName(c.errno), c.disabled, err, c.want)
		}
	}
}

// openRing opens a small ring on a locked thread.
func openRing(t *testing.T) *Ring {
	t.Helper()
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	r, err := OpenRing(RingSize{Requests: 8, Completions: 16, Buffers: 2, BufferBytes: 4096})
	if err != nil {
		t.Skipf("not available here: %v", err)
	}
	t.Cleanup(r.Close)
	return r
}

func TestTracedRing(t *testing.T) {
	tr := newTrace(t, Linux{})
	r := openRing(t)
	tr.names[r.FD] = "r"
	pair, err := Linux{}.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	a, b := must(t, pair[0], err), must(t, pair[1], err)
	r.Recv(a, 7)
	tr.UringEnter(r, r.Queued(), 0, EnterGetevents, 0)
	tr.saw("io_uring_enter(r, 1, 0, IORING_ENTER_GETEVENTS, NULL, 0) = 1")
	tr.UringEnter(r, r.Queued(), 1, EnterGetevents|EnterExtArg, 2500*time.Microsecond)
	tr.saw("io_uring_enter(r, 0, 1, IORING_ENTER_GETEVENTS|IORING_ENTER_EXT_ARG, {ts={tv_sec=0, tv_nsec=2500000}}, 24) = -1 ETIME (Timer expired)")
	if _, err := unix.Write(b, []byte("hello")); err != nil {
		t.Fatal(err)
	}
	tr.UringEnter(r, r.Queued(), 1, EnterGetevents|EnterExtArg, Forever)
	tr.saw("io_uring_enter(r, 0, 1, IORING_ENTER_GETEVENTS|IORING_ENTER_EXT_ARG, {ts=NULL}, 24) = 0")
	c, any := r.Take()
	p, _, full := r.Received(c)
	if !any || c.Data != 7 || c.Res != 5 || !c.More() || !full || string(p) != "hello" {
		t.Errorf("%v %+v %q", any, c, p)
	}
}

func TestABareWaitForARingTakesAsLongAsItIsTold(t *testing.T) {
	labtest.Need(t)
	r := openRing(t)
	pair, err := Linux{}.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	a := must(t, pair[0], err)
	must(t, pair[1], err)
	for _, c := range []struct {
		submit  int
		timeout time.Duration
		errno   unix.Errno
	}{{1, 3 * nap, 0}, {0, 3 * nap, unix.ETIME}, {0, nap / 2, unix.ETIME}} {
		var n int
		var errno unix.Errno
		var took time.Duration
		right := func() bool {
			if c.submit > 0 {
				r.Poll(a, unix.POLLIN, false, 1)
			}
			start := time.Now()
			n, errno = Bare{}.UringEnter(r, c.submit, 1, EnterGetevents|EnterExtArg, c.timeout)
			took = time.Since(start)
			return errno == c.errno && (errno != 0 || n == c.submit) && took >= c.timeout
		}
		if !labtest.Until(right) { // Go's scheduler may interrupt a wait with a signal
			t.Errorf("a wait for %s with %d requests answers %d, %v after %s", c.timeout, c.submit, n, errno, took)
		}
	}
}
