package engine

import (
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestNumberGivenOut closes a socket that a step still uses, and reuses its number: the step must not act on the new
// socket.
func TestNumberGivenOut(t *testing.T) {
	t.Run("between two tries", func(t *testing.T) {
		r := newRig(t, Options{})
		r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
		trying := r.later("recv", sock("a"), size(20), within(time.Minute))
		r.blocked("within 1m recv a 20")
		r.well("close", sock("a"))
		r.well("socketpair", named("c", "d"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
		r.well("send", sock("d"), texted("meant for c"))
		// A try between the close and the socketpair gets EBADF, which is fine too.
		if e := r.arrives(trying); e.Got != "EBADF" && (!has(e.Problem, "a is closed") || !has(e.Problem, "is c by now")) {
			t.Errorf("got %q, problem %q", e.Got, e.Problem)
		}
		if e := r.do("recv", sock("c"), size(20)); e.Got != `"meant for c"` {
			t.Errorf("c has %s", e.Got)
		}
	})
	t.Run("on the way to the kernel", func(t *testing.T) {
		for range 20 {
			r := newRig(t, Options{})
			r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
			late := r.later("recv", sock("a"), size(20))
			r.well("close", sock("a"))
			r.well("socketpair", named("c", "d"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
			r.well("send", sock("d"), texted("meant for c"))
			r.well("send", sock("b"), texted("meant for a"))
			if e := r.arrives(late); e.Got != `"meant for a"` {
				t.Fatalf("recv of a answers %s %s", e.Got, e.Problem)
			}
		}
	})
}

// TestInterruptWhatIsNoCall interrupts waits in this program: a sleep, a pause of within, a join.
func TestInterruptWhatIsNoCall(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	r.well("fcntl", sock("b"), asking("O_NONBLOCK"), turned(false))
	r.well("spawn", ofTask("w"), spawned(stepOf("recv", sock("b"), size(1))))
	for line, c := range map[string]struct {
		done <-chan Event
		got  string
	}{
		"sleep 1m":           {r.later("sleep", timeout(time.Minute)), ""},
		"within 1m recv a 1": {r.later("recv", sock("a"), size(1), within(time.Minute)), "EAGAIN"},
		"join w":             {r.later("join", ofTask("w")), "still blocked"},
	} {
		r.well("interrupt", ofTask(r.blocked(line)))
		if e := r.arrives(c.done); e.Got != c.got {
			t.Errorf("%s: got %q, want %q", line, e.Got, c.got)
		}
	}
	r.well("interrupt", ofTask("w"))
	if e := r.do("join", ofTask("w")); e.Got != "EINTR" {
		t.Errorf("w answers %s", e.Got)
	}
}

// TestWithinBoundsABlockingCall ends a call that sleeps longer than within allows.
func TestWithinBoundsABlockingCall(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	if e := r.do("recv", sock("a"), size(1), within(20*time.Millisecond)); e.Got != "EINTR" {
		t.Errorf("got %s %s", e.Got, e.Problem)
	}
}

// TestShorthandWithin continues where its own stages say so, and does not repeat them.
func TestShorthandWithin(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("127.0.0.1:0"))
	if e := r.well("client", named("c"), addr("@s"), within(10*time.Second)); len(e.Calls) != 4 || e.Asked != 0 {
		t.Errorf("asked %d times: %v", e.Asked, e.Calls)
	}
}

// TestDupSharesTheSocket checks what belongs to the socket and not to the descriptor.
func TestDupSharesTheSocket(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	r.well("epoll", named("e"))
	r.well("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_ADD), other("a"), flags(unix.EPOLLIN))
	r.well("dup", named("f"), sock("e"))
	r.well("send", sock("b"), texted("x"))
	r.well("epoll_wait", sock("f"), wants("a:in"))
}
