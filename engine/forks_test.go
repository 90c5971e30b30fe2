package engine

import (
	"fmt"
	"strings"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestNoEndWhileACopyLives checks that a stream ends only when the last copy of its socket is closed.
func TestNoEndWhileACopyLives(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		a, b = socketpair unix
		fork k
		close a
		recv b 10 MSG_DONTWAIT => EAGAIN
		at k send a "from k" => 6
		recv b 10 => "from k"
		at k shutdown a wr
		recv b 10 => eof
		at k close a
		expect k_a.state == CLOSED`)
	e := r.says("at k recv a 10")
	if e.Errno() != "EBADF" || e.Calls[0].Process != "k" || !strings.HasPrefix(e.Calls[0].String(), "[pid k] recvfrom(k_a, ") {
		t.Errorf("a closed copy: %v", e.Calls)
	}
}

// TestTheOtherProcessIsThePeer checks that credentials tell which process made a socket.
func TestTheOtherProcessIsThePeer(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.lines(`
		s = socket unix
		bind s unix:@forked
		listen s`)
	pid := r.lines("fork k => >0").Got
	r.lines(`
		at k c = socket unix
		at k connect c @s => 0
		a = accept s`)
	r.lines(fmt.Sprintf("getsockopt a SO_PEERCRED => ~\"pid=%s \"", pid))
	if e := r.says("b = accept k_s"); !has(e.Problem, "at k") || len(e.Calls) > 0 {
		t.Errorf("what is made there has a name there: %+v", e)
	}
	if e := r.says("poll k_s:in s:in"); !has(e.Problem, "at k") || len(e.Calls) > 0 {
		t.Errorf("a call in two processes: %+v", e)
	}
	if e := r.lines("close k_c"); e.Text != "at k close c" || e.Calls[0].Process != "k" {
		t.Errorf("a descriptor of another process: %+v", e)
	}
}

// TestAcceptRace lets two processes sleep in accept on one listener: each connection wakes one of them.
func TestAcceptRace(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		s = server 127.0.0.1:0
		fork k
		spawn v a = accept s
		spawn w at k a = accept s
		c = client @s
		d = client @s
		join v => ok
		join w => ok
		expect a.state == ESTABLISHED
		expect k_a.state == ESTABLISHED
		send c "x"
		send d "x"
		recv a 1 => 1
		at k recv a 1 => 1
		nonblock s
		accept s => EAGAIN
		at k accept s => EAGAIN`)
}

// TestForkedCallsAreInterrupted interrupts calls that sleep in another process.
func TestForkedCallsAreInterrupted(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		a, b = socketpair unix
		fork k
		spawn w at k recv a 10
		at k getsockname a
		interrupt w
		join w => EINTR
		at k within 20ms recv a 10 => EINTR
		at k repeat 3 send a "x" => 1
		at k repeat 2 d = dup a
		at k expect d_2.fd > 2
		recv b 9 => "xxx"`)
	s := r.read("at k recv a 10")
	done := make(chan Event, 1)
	if err := r.Begin(s, func(e Event) { done <- e }); err != nil {
		t.Fatal(err)
	}
	task := r.blocked(s.String())
	r.lines("interrupt " + task)
	if e := r.arrives(done); e.Errno() != "EINTR" {
		t.Errorf("%v", e.Calls)
	}
}

// TestProcessesEnd checks that the end of a process closes what it had open, and that the rows say why.
func TestProcessesEnd(t *testing.T) {
	r := newRig(t, Options{})
	for _, c := range []struct{ line, how string }{
		{"exit k", "exited with status 0"},
		{"kill k", "ended by a signal: signal: terminated"},
		{"kill k SIGKILL => 0", "ended by a signal: signal: killed"},
	} {
		r.lines(`
			a, b = socketpair unix
			fork k
			close a
			spawn w at k recv a 10`)
		e := r.lines(c.line)
		if !has(strings.Join(e.Notes, " "), c.how) || !has(strings.Join(e.Notes, " "), "k_a") {
			t.Errorf("%s notes %q", c.line, e.Notes)
		}
		r.lines("recv b 1 => eof")
		r.says("join w")
		if e := r.says("at k recv a 1"); !has(e.Problem, c.how) {
			t.Errorf("after %s: %q", c.line, e.Problem)
		}
		if e := r.says(c.line); e.Problem == "" {
			t.Errorf("%s twice", c.line)
		}
		if o := observed(t, e, "k_a"); !o.Closed || !has(o.Detail.Ended, c.how) {
			t.Errorf("%+v", o)
		}
	}
}

// TestAKilledProcessIsNoticed checks a process that is killed from outside.
func TestAKilledProcessIsNoticed(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("a, b = socketpair unix nonblock")
	var pid int
	if _, err := fmt.Sscan(r.lines("fork k").Got, &pid); err != nil {
		t.Fatal(err)
	}
	r.lines("close a")
	if err := unix.Kill(pid, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	r.lines("within 10s recv b 1 => eof")
	if !labtest.Until(func() bool { return len(r.frame(Query{Rows: 9}).Sockets) == 1 }) {
		t.Errorf("rows: %s", names(r.frame(Query{Rows: 9}).Sockets))
	}
}

// TestForkIsBounded refuses more copies than the bound allows, a name that is taken, and what only the engine can do.
func TestForkIsBounded(t *testing.T) {
	r := newRig(t, Options{Bounds: Bounds{Descriptors: 12}})
	r.lines("repeat 5 x = socket tcp")
	r.lines("fork k")
	for line, says := range map[string]string{
		"fork k":        "runs already",
		"fork j":        "descriptors",
		"exit q":        "no process q",
		"at q epoll":    "no process q",
		"at k recv z 1": "has no socket z",
	} {
		if e := r.says(line); !has(e.Problem, says) || len(e.Calls) > 0 {
			t.Errorf("%s: %q", line, e.Problem)
		}
	}
	r.lines("at k repeat 2 y = socket tcp")
	if e := r.says("at k socket tcp"); e.Problem == "" {
		t.Error("a process has descriptors beyond the session's limit")
	}
	for _, s := range []Step{{Verb: "rlimit", At: "k", Key: "nofile", Limit: 5}, {Verb: "fork", At: "k", Process: "j"}, {Verb: "epoll", At: "2"}} {
		if e, err := r.Do(s); err != nil || e.Problem == "" {
			t.Errorf("%+v: %+v", s, e)
		}
	}
}

// TestTheDoorIsAtEveryProcess checks that a forked process is refused what the engine itself may not do.
func TestTheDoorIsAtEveryProcess(t *testing.T) {
	r := newRig(t, Options{})
	r.lines("u = socket udp\nfork k")
	for _, line := range []string{`at k sendto u 192.0.2.1:9 "x"`, "at k bind u 0.0.0.0:0", "at k connect u 192.0.2.1:9", "at k x = socket AF_PACKET SOCK_RAW 0", "at k x = client 192.0.2.1:9"} {
		if e := r.says(line); !e.Refused {
			t.Errorf("%s: %q, %v", line, e.Problem, e.Calls)
		}
	}
}

// TestEpollIsShared checks that a forked process sees the same interest list.
func TestEpollIsShared(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		a, b = socketpair unix
		e = epoll
		epoll_ctl e add a in
		fork k
		send b "x"
		epoll_wait e => a:in
		at k epoll_wait e => a:in
		at k select a:in b:out => a:in b:out
		at k epoll_ctl e add b out
		epoll_wait e => a:in b:out | a:in k_b:out
		at k epoll_ctl e del a
		at k epoll_wait e 1s => b:out`)
}

// TestADescriptorThatIsNoSocketReachesAnotherProcess passes a memfd from one forked process to another, where /proc
// says what it is.
func TestADescriptorThatIsNoSocketReachesAnotherProcess(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		a, b = socketpair unix
		fork k
		fork j
		at k f = memfd "in memory"
		at k sendmsg a "x" with SCM_RIGHTS=f => 1
		at j g = recvmsg b 10 => "x"
		at j read g 100 => "in memory"`)
	if s := r.says("show j_g"); !has(s.Got, "memfd") {
		t.Errorf("it is shown as %s", s.Got)
	}
}
