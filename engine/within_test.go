package engine

import (
	"testing"
	"time"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestWithinAsksAgain retries a call until another step causes its answer.
func TestWithinAsksAgain(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	done := r.later("recv", sock("a"), size(9), within(time.Minute), wantsText("hi"))
	r.well("show", target("a", "")) // the engine continues meanwhile
	r.well("send", sock("b"), texted("hi"))
	e := r.arrives(done)
	if e.Failed() || e.Got != `"hi"` || e.Asked < 2 {
		t.Errorf("%s: problem %q, got %s, asked %d times", e.Text, e.Problem, e.Got, e.Asked)
	}
	if len(e.Calls) != 2 || e.Calls[0].Errno != "EAGAIN" || max(e.Calls[0].Times, 1) != e.Asked-1 || e.Calls[1].Ret != 2 {
		t.Errorf("calls %v, asked %d times", e.Calls, e.Asked)
	}
}

func TestWithinEnds(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	for _, c := range []struct {
		name string
		with []part
		verb string
		got  string
		held bool
	}{
		{"EAGAIN stays", []part{sock("a"), size(1), wants("ok")}, "recv", "EAGAIN", false},
		{"EAGAIN was wanted", []part{sock("a"), size(1), wants("EAGAIN")}, "recv", "EAGAIN", true},
		{"a look that never holds", []part{target("a", "pending"), compared("==", "1")}, "expect", "0", false},
		{"a name that never comes", []part{target("zz", "pending"), compared("==", "1")}, "expect", "there is no socket zz: the step that was to make it did not", false},
	} {
		var e Event
		labtest.Until(func() bool { // on a busy machine there may be only one try
			e = r.do(c.verb, append(c.with, within(300*time.Millisecond))...)
			return e.Asked >= 2
		})
		if e.Held == nil || *e.Held != c.held || e.Got != c.got || e.Asked < 2 || e.Took < 0.3 {
			t.Errorf("%s: held %v, got %q, asked %d, took %f", c.name, e.Held, e.Got, e.Asked, e.Took)
		}
	}
}

// TestWithinLeavesOtherAnswersAlone checks an error that no retry can change.
func TestWithinLeavesOtherAnswersAlone(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	e := r.do("getpeername", sock("s"), within(time.Minute), wants("ENOTCONN"))
	if e.Failed() || e.Asked != 0 || len(e.Calls) != 1 || e.Calls[0].Times != 0 {
		t.Errorf("%s: got %s, asked %d, calls %v", e.Text, e.Got, e.Asked, e.Calls)
	}
}
