package engine

import (
	"testing"

	"golang.org/x/sys/unix"
)

// TestOneAlternativeHolds expects several outcomes, one of which is enough.
func TestOneAlternativeHolds(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	for _, c := range []struct {
		wants []string
		held  bool
	}{
		{[]string{"EAGAIN"}, true}, {[]string{"eof", "EAGAIN"}, true}, {[]string{"eof", "EINTR"}, false}, {[]string{"ok"}, false},
	} {
		e := r.do("recv", sock("a"), size(1), wants(c.wants...))
		if e.Held == nil || *e.Held != c.held || e.Failed() == c.held || e.Got != "EAGAIN" {
			t.Errorf("%s: held %v, got %s", e.Text, e.Held, e.Got)
		}
	}
	if e := r.do("recv", sock("a"), size(1)); e.Held != nil || e.Failed() || e.Errno() != "EAGAIN" {
		t.Errorf("an errno that was not asked about: %+v", e)
	}
}

// TestAStepBesideTheSessionOnlyLooks checks that such a step is answered, leaves nothing in the journal, and may not
// change anything.
func TestAStepBesideTheSessionOnlyLooks(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	beside := func(s *Step) { s.Aside = true }
	if e := r.do("expect", target("s", "state"), compared("==", "CLOSED"), beside); e.Held == nil || !*e.Held || e.Seq != 0 {
		t.Errorf("expect: held %v, event %d, %s", e.Held, e.Seq, e.Problem)
	}
	if e := r.do("close", sock("s"), beside); e.Problem == "" {
		t.Errorf("close was made beside the session: %+v", e)
	}
	if e := r.do("close", sock("s")); e.Seq != 2 || e.Problem != "" {
		t.Errorf("close is event %d: %s", e.Seq, e.Problem)
	}
}

func TestExpect(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("send", sock("c"), texted("hello"))
	r.waits("a", "pending", "5")
	for _, c := range []struct {
		socket, field, operator, want string
		held                          bool
	}{
		{"s", "state", "==", "LISTEN", true}, {"s", "state", "!=", "LISTEN", false}, {"a", "state", "==", "estab", true},
		{"a", "pending", ">=", "5", true}, {"a", "pending", "<", "5", false}, {"c", "unsent", "==", "0", true}, {"c", "notsent", "==", "0", true},
		{"s", "queue", "==", "0", true}, {"s", "backlog", "==", "5", true},
		{"a", "ready", "==", "out|in", true}, {"a", "ready", "==", "in", false}, {"a", "ready", "!=", "none", true},
		{"a", "nonblock", "==", "on", true}, {"a", "cloexec", "==", "on", false},
		{"a", "peer", "==", "@c", true}, {"a", "local", "==", "@s", true}, {"a", "local", "!=", "@c", true}, {"s", "peer", "==", "none", true},
		{"a", "SO_RCVBUF", ">", "1KiB", true}, {"a", "SO_LINGER", "==", "off", true}, {"c", "SO_ERROR", "==", "0", true},
		{"a", "info.rtt", ">", "0", true}, {"a", "info.bytes_received", "==", "5", true}, {"a", "fd", ">=", "3", true},
		{"a", "IPV6_V6ONLY", "==", "ENOPROTOOPT", false}, {"a", "IPV6_V6ONLY", "!=", "on", false},
	} {
		e := r.do("expect", target(c.socket, c.field), compared(c.operator, c.want))
		if e.Problem != "" || e.Held == nil || *e.Held != c.held {
			t.Errorf("%s: problem %q, held %v, got %s", e.Text, e.Problem, e.Held, e.Got)
		}
	}
	for _, c := range []struct{ socket, field, says string }{
		{"zz", "state", "there is no socket zz"}, {"s", "unsent", "s has no unsent"}, {"a", "queue", "a has no queue"},
	} {
		if e := r.do("expect", target(c.socket, c.field), compared("==", "0")); !e.Failed() || !has(e.Problem, c.says) {
			t.Errorf("%s: %q does not say %q", e.Text, e.Problem, c.says)
		}
	}
}
