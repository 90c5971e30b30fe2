package engine

import (
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestFoundHolders binds to a port held by other sockets of the bench: one that is only bound, and one that was closed
// before.
func TestFoundHolders(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("socket", named("b"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("bind", sock("b"), addr("127.0.0.1:0"))
	r.well("socket", named("t"), kind(unix.AF_INET, unix.SOCK_STREAM))
	e := r.do("bind", sock("t"), addr("@b"), wants("EADDRINUSE"))
	if h := e.Evidence.Found.Holders; e.Failed() || len(h) != 1 || h[0].Name != "b" || h[0].State != status.StateBound {
		t.Errorf("%s: %+v", e.Got, h)
	}
	r.connection()
	r.well("close", sock("a"))
	r.well("close", sock("c"))
	r.waits("a", "state", "TIME-WAIT")
	e = r.do("bind", sock("t"), addr("@a"), wants("EADDRINUSE"))
	at := slices.IndexFunc(e.Evidence.Found.Holders, func(h status.Holder) bool { return h.Name == "a" })
	if at < 0 || !e.Evidence.Found.Holders[at].Closed || e.Evidence.Found.Holders[at].Left <= 0 {
		t.Errorf("%s: %+v", e.Got, e.Evidence.Found.Holders)
	}
}

// TestFoundWhileAsleep checks what is found about a call that sleeps until others answer.
func TestFoundWhileAsleep(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("bind", sock("s"), addr("127.0.0.1:0"))
	r.well("listen", sock("s"), count(0))
	r.well("client", named("c"), addr("@s")) // fills the accept queue
	r.well("socket", named("d"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("spawn", ofTask("w"), spawned(stepOf("connect", sock("d"), addr("@s"))))
	e := r.do("join", ofTask("w"), within(time.Millisecond))
	if f := e.Evidence.Found; f == nil || len(f.Holders) != 1 || f.Holders[0].Name != "s" || f.Holders[0].Queue != 1 {
		t.Errorf("%s found %+v", e.Got, f)
	}
	f := r.frame(Query{Rows: 9, Selected: r.id("d"), Evidence: true})
	if found := f.Detail.Evidence.Found; found == nil || len(found.Holders) != 1 || found.Holders[0].Name != "s" {
		t.Errorf("the frame has %+v", found)
	}
	r.do("interrupt", ofTask("w"))
	r.do("join", ofTask("w"))
}

// TestFoundInterests checks an epoll that lists a closed socket's descriptor and a new one with the same number.
func TestFoundInterests(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("epoll", named("e"))
	r.well("socketpair", named("x", "y"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	r.well("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_ADD), other("x"), flags(unix.EPOLLIN|unix.EPOLLONESHOT))
	r.well("dup", named("z"), sock("x"))
	r.well("close", sock("x"))
	r.well("socket", named("n"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.well("epoll_ctl", sock("e"), op(unix.EPOLL_CTL_ADD), other("n"), flags(unix.EPOLLOUT))
	r.well("send", sock("y"), texted("a"))
	e := r.do("epoll_wait", sock("e"))
	got := map[string]status.Interest{}
	for _, i := range e.Evidence.Found.Interests {
		i.FD, i.Inode = 0, 0
		got[i.Name] = i
	}
	if want := (status.Interest{Name: "x", Events: unix.EPOLLONESHOT, Spent: true, Ready: "in|out", Gone: true}); got["x"] != want {
		t.Errorf("x is %+v, want %+v", got["x"], want)
	}
	if want := (status.Interest{Name: "n", Events: unix.EPOLLOUT, Ready: "out"}); got["n"] != want || len(got) != 2 {
		t.Errorf("n is %+v, want %+v", got["n"], want)
	}
}

// TestFoundOfACallThatMadeNothing checks what is found when there is no socket to describe.
func TestFoundOfACallThatMadeNothing(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	e := r.do("socket", named("m"), func(s *Step) { s.Domain, s.Type, s.Protocol = unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_UDPLITE })
	if e.Errno() != "EPROTONOSUPPORT" || e.Evidence == nil || len(e.Evidence.Sockets) != 0 || e.Evidence.Found.Sysctls["net.ipv6.conf.all.disable_ipv6"] == "" {
		t.Errorf("%s: %+v", e.Got, e.Evidence)
	}
}

// TestNumbersStay checks that observations in between take no descriptor number from steps.
func TestNumbersStay(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	before := labtest.Descriptors(t)
	for range 20 {
		r.do("client", named("c"), addr("127.0.0.1:9"), wants("ECONNREFUSED"))
		r.well("close", sock("c"))
	}
	if now := labtest.Descriptors(t); !slices.Equal(now, before) {
		t.Errorf("open before: %q, now: %q", before, now)
	}
}
