package engine

import (
	"testing"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/status"
)

func is(n *int, want int) bool { return n != nil && *n == want }

// TestEvidence checks both ends of a connection before and after a send.
func TestEvidence(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("send", sock("c"), texted("hello"))
	r.waits("a", "pending", "5")
	e := r.well("recv", sock("a"), size(3))
	a := observed(t, e, "a")
	if !is(a.Before.Pending, 5) || !is(a.After.Pending, 2) || a.Before.Ready != "in|out" || a.ID != r.id("a") {
		t.Errorf("a: %s", a)
	}
	c := observed(t, e, "c") // the peer is on the bench
	if c.Before.State != status.StateEstablished || c.Before.Local != a.Before.Peer || c.Before.Peer != a.Before.Local || !is(c.After.Unsent, 0) {
		t.Errorf("c: %s", c)
	}
	if len(e.Evidence.Sockets) != 2 {
		t.Errorf("evidence of %d sockets, want the two ends", len(e.Evidence.Sockets))
	}
	e = r.well("shutdown", sock("c"), op(unix.SHUT_WR))
	if c := observed(t, e, "c"); c.Before.State != status.StateEstablished || c.After.State == status.StateEstablished {
		t.Errorf("shutdown: %s", c)
	}
	e = r.well("close", sock("a"))
	if a := observed(t, e, "a"); a.Before == nil || a.After.State == status.StateEstablished || a.After.Local != a.Before.Local {
		t.Errorf("close: %s", a)
	}
}

func TestEvidenceOfANewSocket(t *testing.T) {
	r := newRig(t, Options{})
	e := r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_CLOEXEC))
	s := observed(t, e, "s")
	if s.Before != nil || s.After.State != status.StateClosed || s.After.Local != "0.0.0.0:0" || !s.After.Cloexec || s.After.Nonblock || s.After.Ready != "out|hup" {
		t.Errorf("a new socket: before %v, after %+v", s.Before, s.After)
	}
	e = r.well("epoll", named("e"))
	if s := observed(t, e, "e"); s.After.State != "" || s.After.Pending != nil {
		t.Errorf("a new epoll: %+v", s.After)
	}
}

// TestCountersMove checks that a reset is counted.
func TestCountersMove(t *testing.T) {
	r := newRig(t, Options{})
	e := r.do("client", named("c"), addr("127.0.0.1:7999"))
	if e.Got != "ECONNREFUSED" || e.Evidence.Moved["OutRsts"] != 1 || e.Evidence.Moved["ActiveOpens"] != 1 || e.Evidence.Moved["AttemptFails"] != 1 {
		t.Errorf("%s: moved %v", e.Got, e.Evidence.Moved)
	}
	for _, name := range []string{"OutRsts", "TcpOutRsts", "Tcp.OutRsts"} {
		r.well("expect", counter(name), compared("==", "1"))
	}
	e = r.well("show", target("c", "state"))
	if n := e.Evidence.Moved["OutRsts"]; n != 0 {
		t.Errorf("a look moved OutRsts by %d", n)
	}
	if e := r.do("show", counter("NoSuchThing")); !has(e.Problem, "this kernel has no counter NoSuchThing") {
		t.Errorf("an unknown counter: %q", e.Problem)
	}
}

// TestAddressInUse checks that the evidence shows who holds the port.
func TestAddressInUse(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("127.0.0.1:7000"))
	r.well("socket", named("t"), kind(unix.AF_INET, unix.SOCK_STREAM))
	e := r.do("bind", sock("t"), addr("127.0.0.1:7000"), wants("EADDRINUSE"))
	if s := observed(t, e, "s"); e.Failed() || s.After.State != status.StateListen {
		t.Errorf("%s: the holder is %s", e.Got, s)
	}
}

func TestSightPrints(t *testing.T) {
	three, five := 3, 5
	before := &status.Condition{State: "ESTABLISHED", Local: "127.0.0.1:1", Pending: &five, Ready: "in|out"}
	after := &status.Condition{State: "CLOSE-WAIT", Local: "127.0.0.1:1", Pending: &three, Ready: "in|out", Nonblock: true}
	for _, c := range []struct {
		s    status.Observed
		want string
	}{
		{status.Observed{Before: before, After: after}, "ESTABLISHED→CLOSE-WAIT  local 127.0.0.1:1  pending 5→3  ready in|out  nonblock off→on"},
		{status.Observed{After: after}, "CLOSE-WAIT  local 127.0.0.1:1  pending 3  ready in|out  nonblock on"},
		{status.Observed{Before: before, After: &status.Condition{State: "CLOSED"}}, "ESTABLISHED→CLOSED  local 127.0.0.1:1→–  pending 5→–  ready in|out→–  nonblock off"},
		{status.Observed{}, ""},
	} {
		if got := c.s.String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
