package engine

import (
	"os"
	"strings"
	"testing"

	"netnet-tui/engine/step"
	"netnet-tui/engine/system/attach"

	"golang.org/x/sys/unix"
)

// foreign names a descriptor of another process.
func foreign(pid, fd int) part {
	return func(s *Step) { s.Foreign = &step.Foreign{PID: pid, FD: fd} }
}

// TestAttach puts a copy of a socket that the engine has not made on the bench. What is set there is set for everyone
// who has the socket, and close closes only the copy.
func TestAttach(t *testing.T) {
	r := newRig(t, Options{Attach: func(pid, fd int) (int, error) {
		p, err := attach.Open(pid)
		if err != nil {
			return -1, err
		}
		defer p.Close()
		return p.Copy(fd)
	}})
	fd, err := unix.Socket(unix.AF_INET6, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	made := r.well("attach", named("p"), foreign(os.Getpid(), fd))
	if len(made.Notes) != 1 || !strings.Contains(made.Notes[0], "close p gives it up") {
		t.Errorf("it notes %q", made.Notes)
	}
	if shown := r.says("show p"); !strings.Contains(shown.Got, "tcp6") {
		t.Errorf("it is %s", shown.Got)
	}
	r.says("setsockopt p TCP_NODELAY on")
	if on, err := unix.GetsockoptInt(fd, unix.SOL_TCP, unix.TCP_NODELAY); err != nil || on != 1 {
		t.Errorf("TCP_NODELAY is %d, %v", on, err)
	}
	r.well("close", sock("p"))
	if got := r.do("attach", named("q"), foreign(os.Getpid(), 1<<20)); got.Errno() != "EBADF" {
		t.Errorf("a descriptor that is not open: %q, %q", got.Errno(), got.Problem)
	}
	if got := r.do("attach", named("q"), foreign(os.Getpid(), 0)); !strings.Contains(got.Problem, "is not a socket") {
		t.Errorf("what is not a socket: %q", got.Problem)
	}
}

// TestAttachIsRefused tries an engine that does not allow attach, and one in a lab.
func TestAttachIsRefused(t *testing.T) {
	anything := func(int, int) (int, error) { return -1, unix.EPERM }
	for said, o := range map[string]Options{"--allow-attach": {}, "without --lab": {Lab: true, Attach: anything}} {
		if got := newRig(t, o).do("attach", named("p"), foreign(1, 3)); !got.Refused || !strings.Contains(got.Problem, said) {
			t.Errorf("%q, want %q", got.Problem, said)
		}
	}
}

// TestAttachIsJudged attaches a socket that the session may not make: it is refused and closed at once. With AllowNet
// it is accepted.
func TestAttachIsJudged(t *testing.T) {
	for _, allow := range []bool{false, true} {
		copied := -1
		r := newRig(t, Options{AllowNet: allow, Attach: func(int, int) (fd int, err error) {
			copied, err = unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, 0)
			return copied, err
		}})
		got := r.do("attach", named("p"), foreign(os.Getpid(), 3))
		if copied < 0 {
			t.Fatalf("there was no copy: %q", got.Problem)
		}
		_, err := unix.FcntlInt(uintptr(copied), unix.F_GETFD, 0)
		if open := err == nil; got.Refused == allow || open != allow || !allow && !strings.Contains(got.Problem, "--allow-net") {
			t.Errorf("allowed %v: refused %v (%s), open %v", allow, got.Refused, got.Problem, open)
		}
	}
}
