package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/step"
)

// TestRepeat repeats steps: names are numbered, a failure ends the repetition early, and an outcome must hold every
// time.
func TestRepeat(t *testing.T) {
	r := newRig(t, Options{})
	if e := r.lines("repeat 3 x = socket tcp"); e.Times != 3 || len(e.Calls) != 3 || e.Calls[2].Note != "<x_3>" {
		t.Errorf("three sockets: %d times, calls %v", e.Times, e.Calls)
	}
	r.lines(`
		close x_1
		expect x_2.state == CLOSED
		a, b = repeat 2 socketpair unix nonblock
		send a_2 "hello" => 5
		repeat 5 recv b_2 1 => 1
		s = server 127.0.0.1:0
		repeat 4 c = client @s
		repeat 4 d = accept s
		expect d_4.state == ESTABLISHED`)
	for _, c := range []struct {
		line        string
		times       int
		bytes       int64
		held, wants bool
		got         string
	}{
		{`repeat 4 send a_1 "abc"`, 4, 12, false, false, "3"},
		{"repeat 4 recv b_1 3 => \"abc\"", 4, 12, true, true, `"abc"`},
		{"repeat 4 recv b_1 3", 1, 0, false, false, "EAGAIN"},
		{"repeat 4 recv b_1 3 => EAGAIN", 4, 0, true, true, "EAGAIN"},
		{"repeat 4 recv b_1 3 => \"abc\"", 1, 0, false, true, "EAGAIN"},
		{"repeat 4 close x_2", 2, 0, false, false, "EBADF"},
		{"repeat 3 expect a_1.state == LISTEN", 1, 0, false, true, "ESTABLISHED"},
		{"repeat 3 expect a_1.state == ESTABLISHED", 3, 0, false, false, "ESTABLISHED"},
		{"within 30ms repeat 2 recv b_1 1 => EAGAIN", 2, 0, true, true, "EAGAIN"},
		{"repeat 2 within 1ms recv b_1 1 => EAGAIN", 2, 0, true, true, "EAGAIN"},
	} {
		e := r.says(c.line)
		held := e.Held != nil && *e.Held
		if e.Problem != "" || e.Times != c.times || e.Bytes != c.bytes || e.Got != c.got || (e.Held != nil) != (c.wants || strings.Contains(c.line, "expect")) || c.wants && held != c.held {
			t.Errorf("%s: made %d times, %d bytes, got %s, held %v %t, problem %q", c.line, e.Times, e.Bytes, e.Got, e.Held != nil, held, e.Problem)
		}
	}
}

// TestRepeatCollapsesEqualCalls checks that equal calls are listed once with their count.
func TestRepeatCollapsesEqualCalls(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("x = socket tcp")
	if e := r.lines("repeat 20000 getsockopt x SO_TYPE => SOCK_STREAM"); len(e.Calls) != 1 || e.Calls[0].Times != 20000 || e.Times != 20000 {
		t.Errorf("%d times: %v", e.Times, e.Calls)
	}
	if e := r.lines("repeat 200 y = socket udp"); len(e.Calls) != maxCalls || e.Skipped != 200-maxCalls || len(e.Evidence.Sockets) > mostMade+1 {
		t.Errorf("%d calls, %d left out, evidence of %d sockets", len(e.Calls), e.Skipped, len(e.Evidence.Sockets))
	}
}

// TestUntil repeats a step until an outcome comes, and gives up at a limit.
func TestUntil(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("a, b = socketpair unix nonblock")
	sent := r.lines(`until EAGAIN send a 4KiB*"x"`)
	got := r.lines("until EAGAIN recv b 64KiB")
	if sent.Bytes == 0 || sent.Bytes != got.Bytes || sent.Times < 2 || sent.Bytes > int64(sent.Times)*4096 {
		t.Errorf("sent %d B in %d calls, received %d B", sent.Bytes, sent.Times, got.Bytes)
	}
	if e := r.says("within 200ms until EPIPE getsockopt a SO_TYPE"); e.Held == nil || *e.Held || e.Times < 2 || e.Times > step.MostTimes {
		t.Errorf("an outcome that never comes: %d times, %+v", e.Times, e.Held)
	}
	if e := r.says("within 20ms until eof recv b 10"); !e.Failed() || e.Times < 2 || e.Times > 50 {
		t.Errorf("within its own time: %d times, got %s", e.Times, e.Got)
	}
	r.lines(`
		fcntl b O_NONBLOCK off
		within 20ms until EINTR recv b 10`) // a sleeping call is ended too
	done := r.later("recv", sock("b"), size(10))
	r.lines(`
		send a "hi"
		fcntl b O_NONBLOCK on`)
	r.arrives(done)
	wait := r.read("until eof recv b 10")
	ended := make(chan Event, 1)
	if err := r.Begin(wait, func(e Event) { ended <- e }); err != nil {
		t.Fatal(err)
	}
	r.blocked(wait.String())
	r.lines("close a") // other steps continue meanwhile
	if e := r.arrives(ended); e.Failed() || e.Got != "eof" {
		t.Errorf("until the end of the stream: got %s", e.Got)
	}
}

// TestRepeatIsInterrupted ends a long repetition between two rounds, while other steps run.
func TestRepeatIsInterrupted(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("x = socket tcp")
	for _, line := range []string{"until EPIPE recv x 5 MSG_DONTWAIT => ", "repeat 100000 sleep 1ms"} {
		s := r.read(strings.TrimSuffix(line, " => "))
		done := make(chan Event, 1)
		if err := r.Begin(s, func(e Event) { done <- e }); err != nil {
			t.Fatal(err)
		}
		task := r.blocked(s.String())
		r.lines("interrupt " + task)
		if e := r.arrives(done); e.Times >= 100_000 || !slices.ContainsFunc(e.Notes, func(n string) bool { return strings.HasPrefix(n, "interrupted after") }) {
			t.Errorf("%s: %d times, notes %q", s, e.Times, e.Notes)
		}
	}
}

// TestRepeatIsRefused gives an engine steps that no line can express.
func TestRepeatIsRefused(t *testing.T) {
	r := newRig(t, Options{})
	for _, s := range []Step{
		{Verb: "spawn", Repeat: 2, Task: "w", Spawned: &Step{Verb: "epoll"}},
		{Verb: "epoll", Repeat: -1},
		{Verb: "epoll", Repeat: step.MostTimes + 1},
		{Verb: "epoll", Repeat: 2, Until: []step.Outcome{{Word: "ok"}}},
		{Verb: "epoll", Want: []step.Outcome{{Word: "ok"}}, Until: []step.Outcome{{Word: "ok"}}},
	} {
		if e, err := r.Do(s); err != nil || e.Problem == "" || len(e.Calls) > 0 {
			t.Errorf("%+v: %v, %+v", s, err, e)
		}
	}
}

// TestRepeatAtTheLimitOfDescriptors ends when the kernel has no more descriptors.
func TestRepeatAtTheLimitOfDescriptors(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("rlimit nofile 60")
	e := r.says("repeat 100 x = socket tcp")
	if e.Got != "EMFILE" || e.Times < 2 || e.Times > 60 {
		t.Fatalf("%d times, got %s", e.Times, e.Got)
	}
	r.lines(fmt.Sprintf("close x_%d", e.Times-1))
	if e := r.lines("until EMFILE y = socket tcp"); e.Times != 2 {
		t.Errorf("with room for one: %d times", e.Times)
	}
}

// TestSysctlReads reads settings, on the host too, and compares them with an outcome.
func TestSysctlReads(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		sysctl net.ipv4.tcp_fin_timeout => >=1
		sysctl net.ipv4.ip_local_port_range => ~" "
		sysctl net.core.somaxconn => !=0`)
	if e := r.says("sysctl net.ipv4.tcp_fin_timeout => 0"); !e.Failed() || e.Problem != "" || e.Got == "" {
		t.Errorf("another value: %+v", e)
	}
	for line, refused := range map[string]bool{"sysctl net.ipv4.tcp_no_such": false, "sysctl kernel.hostname": true} {
		if e := r.says(line); e.Problem == "" || e.Refused != refused {
			t.Errorf("%s: %q, refused %t", line, e.Problem, e.Refused)
		}
	}
	lab := newRig(t, Options{Lab: true})
	lab.lines(`
		sysctl net.ipv4.tcp_fin_timeout 17
		sysctl net.ipv4.tcp_fin_timeout => 17`)
}

// TestUntilPauses checks that until retries at longer intervals after a retryable answer.
func TestUntilPauses(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("u = socket udp nonblock")
	begun := time.Now()
	e := r.says("within 100ms until ok recv u 5")
	if most := int(time.Since(begun)/pauseMin) + 1; e.Times > most {
		t.Errorf("asked %d times in %s", e.Times, time.Since(begun))
	}
}
