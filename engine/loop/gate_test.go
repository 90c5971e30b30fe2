package loop_test

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// stepped lets some calls through and returns them, without their times.
func (r *rig) stepped(n int) []string {
	r.t.Helper()
	var s *loop.Stepped
	r.do(func() { s = r.Step(n) })
	select {
	case <-s.Done:
	case <-time.After(10 * time.Second):
		r.t.Fatal("the steps are not made")
	}
	var calls []string
	r.do(func() {
		for _, c := range s.Calls {
			text := c.String()
			calls = append(calls, text[:strings.LastIndexByte(text, '<')-1])
		}
	})
	return calls
}

// paused pauses the loop, and waits until it has stopped.
func (r *rig) paused() {
	r.do(r.Pause)
	r.until("the loop standing", func(v status.Server) bool { return v.Next != "" })
}

// While paused, each step is one call, and the next one is shown before it is made.
func TestAStepIsOneCall(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "poll")
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	send(t, fd, "a")
	recv(t, fd, 1)
	r.paused()
	send(t, fd, "hello")
	r.until("the data", func(v status.Server) bool { return len(v.Connections) == 1 && *v.Connections[0].RecvQ == 5 })
	var calls []string
	for _, want := range []string{"poll(", "recvfrom(s_1", "sendto(s_1", "poll("} {
		v := r.view(status.Query{})
		if v.Gear != "pause" || !strings.HasPrefix(v.Next, want) {
			t.Errorf("next is %q in gear %s, want %s", v.Next, v.Gear, want)
		}
		if want == "recvfrom(s_1" && (v.Phase != status.Fire || len(v.Ready) == 0 || v.Ready[len(v.Ready)-1] != (status.Ready{Name: "s_1", Bits: "in"})) {
			t.Errorf("in phase %s the ready list is %v", v.Phase, v.Ready)
		}
		made := r.stepped(1)
		if len(made) != 1 || !strings.HasPrefix(made[0], want) {
			t.Fatalf("a step made %q, want %s", made, want)
		}
		calls = append(calls, made...)
	}
	if calls[1] != `recvfrom(s_1, "hello", 65536, MSG_DONTWAIT, NULL, NULL) = 5` || calls[2] != `sendto(s_1, "hello", 5, MSG_DONTWAIT|MSG_NOSIGNAL, NULL, 0) = 5` {
		t.Errorf("the calls are %q", calls)
	}
	if got := recv(t, fd, 5); got != "hello" {
		t.Errorf("the client gets %q", got)
	}
	if v := r.view(status.Query{}); len(v.Recent) < 4 {
		t.Errorf("%d calls are shown", len(v.Recent))
	}
	r.do(r.Run)
	send(t, fd, "on")
	recv(t, fd, 2)
}

// A connection that a step closes while its call waits at the gate is not used any more, nor is the connection that
// gets its number.
func TestACallIsNotMadeOnWhatWasClosedMeanwhile(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "epoll")
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	send(t, fd, "a")
	recv(t, fd, 1)
	r.paused()
	send(t, fd, "hello")
	for !strings.HasPrefix(r.view(status.Query{}).Next, "recvfrom(s_1") {
		r.stepped(1)
	}
	var theirs int
	r.do(func() {
		theirs, _ = r.Adopt("s_1")
		r.Lost(theirs)
		_ = unix.Close(theirs)
	})
	other, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(other) }()
	if other != theirs {
		t.Logf("the number was not reused: %d and %d", theirs, other)
	}
	for _, call := range r.stepped(3) {
		if strings.Contains(call, "s_1") || strings.Contains(call, "close") {
			t.Errorf("a call is made anyway: %s", call)
		}
	}
	if v := r.view(status.Query{}); v.Totals.Open != 0 || v.Totals.Closed != 1 {
		t.Errorf("%d are open, %d closed", v.Totals.Open, v.Totals.Closed)
	}
}

// Slow lets the given number of calls per second through, and no more.
func TestSlowLetsAFewCallsThrough(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "poll")
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	began := time.Now()
	r.do(func() { r.Slow(50) })
	for range 3 {
		send(t, fd, "x")
		recv(t, fd, 1)
	}
	// Each message takes a poll, a recvfrom and a sendto.
	if took := time.Since(began); took < 8*time.Second/50 {
		t.Errorf("nine calls took %s", took)
	}
	if v := r.view(status.Query{}); v.Gear != "slow" || v.Rate != 50 || len(v.Recent) < 9 {
		t.Errorf("gear %s, %v a second, %d calls shown", v.Gear, v.Rate, len(v.Recent))
	}
}

// The calls of one connection can be followed at full speed; those of others are not recorded.
func TestOneConnectionIsFollowed(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "epoll-et")
	a, b := r.dial(), r.dial()
	defer func() { _, _ = unix.Close(a), unix.Close(b) }()
	send(t, a, "1")
	recv(t, a, 1)
	send(t, b, "2")
	recv(t, b, 1)
	r.view(status.Query{Follow: 2})
	send(t, a, "not this")
	recv(t, a, 8)
	send(t, b, "but this")
	recv(t, b, 8)
	v := r.view(status.Query{Follow: 2})
	if v.Gear != "run" || v.Follow == nil || v.Follow.Name != "s_2" || len(v.Follow.Calls) != 2 {
		t.Fatalf("followed is %+v", v.Follow)
	}
	for i, want := range []loop.Call{{Name: "recvfrom"}, {Name: "sendto"}} {
		if c := v.Follow.Calls[i]; c.Name != want.Name || c.Args[1] != `"but this"` {
			t.Errorf("call %d is %s", i, c)
		}
	}
	if v := r.view(status.Query{}); v.Follow != nil {
		t.Error("a connection is reported as followed, though none is")
	}
}

// Of two connections in one ready list, the first one's end gives its descriptor to a new connection; what the list
// says about the second is still about the second.
func TestAReadyListIsNotMistakenAboutANewConnection(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "epoll")
	a := r.dial()
	send(t, a, "x")
	recv(t, a, 1)
	r.paused()
	_ = unix.Close(a)
	b := r.dial()
	defer func() { _ = unix.Close(b) }()
	r.do(r.Run)
	send(t, b, "new")
	if got := recv(t, b, 3); got != "new" {
		t.Errorf("the new one gets %q", got)
	}
	if v := r.until("one open", func(v status.Server) bool { return v.Totals.Open == 1 }); v.Totals.Reset != 0 {
		t.Errorf("%d were reset", v.Totals.Reset)
	}
}
