package engine

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func blockingPair(r *rig) {
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
}

// TestBlockedCall lets a plain recv sleep while other steps continue; what they send wakes it.
func TestBlockedCall(t *testing.T) {
	r := newRig(t, Options{})
	blockingPair(r)
	done := r.later("recv", sock("a"), size(9))
	task := r.blocked("recv a 9")
	f := r.frame(Query{Rows: 9})
	if len(f.Blocked) != 1 || f.Blocked[0].Socket != r.id("a") || f.Blocked[0].Verb != "recv" || f.Blocked[0].For <= 0 || task != "w1" {
		t.Errorf("blocked: %+v", f.Blocked)
	}
	for _, s := range f.Sockets {
		if busy := map[string]string{"a": "recv"}[s.Name]; s.Busy != busy {
			t.Errorf("%s is busy with %q, want %q", s.Name, s.Busy, busy)
		}
	}
	r.well("send", sock("b"), texted("wake"))
	if e := r.arrives(done); e.Got != `"wake"` {
		t.Errorf("recv answers %s, %s", e.Got, e.Problem)
	}
	if f := r.frame(Query{}); len(f.Blocked) != 0 {
		t.Errorf("still blocked: %+v", f.Blocked)
	}
}

// TestInterruptByAutomaticName ends calls that were not spawned.
func TestInterruptByAutomaticName(t *testing.T) {
	r := newRig(t, Options{})
	blockingPair(r)
	first, second := r.later("recv", sock("a"), size(1)), r.later("recv", sock("b"), size(2))
	for line, done := range map[string]<-chan Event{"recv a 1": first, "recv b 2": second} {
		r.well("interrupt", ofTask(r.blocked(line)))
		if e := r.arrives(done); e.Got != "EINTR" || len(e.Calls) != 1 || e.Calls[0].Errno != "EINTR" {
			t.Errorf("%s: got %s, calls %v", e.Text, e.Got, e.Calls)
		}
	}
}

func TestSpawnAndJoin(t *testing.T) {
	r := newRig(t, Options{})
	blockingPair(r)
	r.well("spawn", ofTask("w"), spawned(stepOf("recv", sock("a"), size(9))))
	if e := r.do("join", ofTask("w"), within(time.Millisecond), wants("ok")); e.Got != "still blocked" || !e.Failed() || !said(e, "w has not returned after 1ms") {
		t.Errorf("join too early: got %q, held %v, notes %q", e.Got, e.Held, e.Notes)
	}
	if e := r.do("spawn", ofTask("w"), spawned(stepOf("recv", sock("b"), size(9)))); !has(e.Problem, "has not returned yet") {
		t.Errorf("a second call w: %q", e.Problem)
	}
	r.well("send", sock("b"), texted("late"))
	e := r.well("join", ofTask("w"), within(10*time.Second), wantsText("late"))
	if shown(e) != `recvfrom(a, "late", 9, 0, NULL, NULL) = 4` {
		t.Error("join shows", shown(e))
	}
	if before := observed(t, e, "a").Before; before == nil || before.Pending == nil || *before.Pending != 0 {
		t.Errorf("the evidence before the call is %+v", before)
	}
	if e := r.do("join", ofTask("w")); !has(e.Problem, "there is no call w") {
		t.Errorf("joined again: %q", e.Problem)
	}
	r.well("spawn", ofTask("w"), spawned(stepOf("send", sock("b"), texted("x"))))
	if !labtest.Until(func() bool { f := r.frame(Query{}); return len(f.Blocked) == 1 && f.Blocked[0].Done }) {
		t.Error("the spawned send has not returned")
	}
	if e := r.well("interrupt", ofTask("w")); !has(strings.Join(e.Notes, "\n"), "has returned already") {
		t.Errorf("interrupt of a call that returned: %q", e.Notes)
	}
	r.well("join", ofTask("w"), wants("1"))
	if e := r.do("spawn", ofTask("v"), spawned(stepOf("recv", sock("zz"), size(1)))); !has(e.Problem, "there is no socket zz") {
		t.Errorf("spawn of a call that can't be made: %q", e.Problem)
	}
}

// TestBlockedStates blocks in accept, connect and poll, and then ends each wait.
func TestBlockedStates(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("127.0.0.1:0"))
	accepts := r.later("accept", named("a"), sock("s"))
	r.blocked("a = accept s")
	r.well("client", named("c"), addr("@s"))
	if e := r.arrives(accepts); e.Errno() != "" || observed(t, e, "a").After.State != status.StateEstablished {
		t.Errorf("accept: %s", shown(e))
	}
	polls := r.later("poll", interested("c", unix.POLLIN), timeout(-1), wants("c:in"))
	r.blocked("poll c:in forever => c:in")
	r.well("send", sock("a"), texted("x"))
	if e := r.arrives(polls); e.Failed() {
		t.Errorf("poll: %s, %s", e.Got, e.Problem)
	}
}

// fill sends on a socket until the kernel takes no more.
func (r *rig) fill(name string) {
	r.t.Helper()
	for {
		e := r.do("send", sock(name), times(256<<10, "x"), flags(unix.MSG_DONTWAIT))
		if e.Errno() == "EAGAIN" {
			return
		}
		if e.Problem != "" || e.Errno() != "" {
			r.t.Fatalf("%s: %s %s", e.Text, e.Problem, e.Errno())
		}
	}
}

// drain reads from a socket until end of stream.
func (r *rig) drain(name string) {
	r.t.Helper()
	for {
		e := r.do("recv", sock(name), size(4<<20), within(10*time.Second))
		if e.Got == "eof" {
			return
		}
		if e.Problem != "" || e.Errno() != "" {
			r.t.Fatalf("%s: %s %s", e.Text, e.Problem, e.Errno())
		}
	}
}

// TestLingeringClose checks that a lingering close blocks only its own thread, on a non-blocking socket too; other
// steps continue, and one of them lets it end.
func TestLingeringClose(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.fill("c")
	r.well("setsockopt", sock("c"), ofOption("SO_LINGER"), value("on,60s"))
	done := r.later("close", sock("c"))
	r.blocked("close c")
	r.waits("c", "state", "FIN-WAIT-1")
	if e := r.do("show", target("c", "fd")); e.Problem != "" {
		t.Errorf("show c.fd: %s", e.Problem)
	}
	if n := r.frame(Query{}).Open; n != 2 {
		t.Errorf("%d descriptors are open, want s and a", n)
	}
	r.drain("a")
	e := r.arrives(done)
	if shown(e) != "close(c) = 0" {
		t.Error("close:", shown(e), e.Problem)
	}
	if after := observed(t, e, "c").After; after.State != "FIN-WAIT-2" {
		t.Errorf("c is %s after the close, want FIN-WAIT-2: a has not closed yet", after.State)
	}
}

// TestCloseEndsBlockedCalls closes an engine while calls sleep and repeat in it; the lab checks that no thread is left.
func TestCloseEndsBlockedCalls(t *testing.T) {
	r := newRig(t, Options{})
	blockingPair(r)
	r.later("recv", sock("a"), size(9))
	r.blocked("recv a 9")
	r.later("sleep", timeout(time.Hour))
	r.blocked("sleep 60m")
	r.well("spawn", ofTask("w"), spawned(stepOf("recv", sock("b"), size(9))))
	r.later("recv", sock("b"), size(9), flags(unix.MSG_DONTWAIT), within(time.Hour))
	r.later("join", ofTask("w"))
	r.blocked("join w")
	r.Close()
	if _, err := r.Do(stepOf("show", target("a", ""))); err != ErrClosed {
		t.Errorf("a step after Close: %v", err)
	}
	if _, err := r.Frame(Query{}); err != ErrClosed {
		t.Errorf("a frame after Close: %v", err)
	}
	if err := r.Post(stepOf("close", sock("a"))); err != ErrClosed {
		t.Errorf("a post after Close: %v", err)
	}
}
