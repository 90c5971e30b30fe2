package lesson

import (
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// An outcome beside a step is checked like one in the step.
func TestAnOutcomeIsHeldAgainstAnEvent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line, got string
		errno     bool
		outcome   string
		holds     bool
	}{
		{"a = accept s", "EAGAIN", true, "EAGAIN", true},
		{"a = accept s", "EAGAIN", true, "error", true},
		{"a = accept s", "EAGAIN", true, "-1", true},
		{"a = accept s", "EAGAIN", true, "ok", false},
		{"a = accept s", "EAGAIN", true, "EINTR", false},
		{"a = accept s", "7", false, "ok", true},
		{"a = accept s", "7", false, "error", false},
		{"a = accept s", "7", false, ">=3", true},
		{"send s 5*\"x\"", "5", false, "5", true},
		{"send s 5*\"x\"", "5", false, "<5", false},
		{"recv s 10", `"hello\n"`, false, `"hello\n"`, true},
		{"recv s 10", `"hello\n"`, false, `~"ell"`, true},
		{"recv s 10", `"hello\n"`, false, `"hell"`, false},
		{"recv s 10", `"hello\n"`, false, "6", true},
		{"recv s 10", "eof", false, "eof", true},
		{"recv s 10", "eof", false, "0", true},
		{"recv s 10", "eof", false, `"eof"`, false},
		{"getsockopt s SO_ERROR", "ECONNREFUSED", false, "ECONNREFUSED", true},
		{"getsockopt s SO_ERROR", "ECONNREFUSED", false, "error", false},
		{"getsockopt s SO_ERROR", "0", false, "0", true},
		{"getsockopt s SO_RCVBUF", "64KiB", false, ">=32KiB", true},
		{"getsockopt s SO_RCVBUF", "64KiB", false, "65536", true},
		{"getsockopt s TCP_NODELAY", "off", false, "off", true},
		{"getsockopt s SO_LINGER", "on,3s", false, "on,3s", true},
		{"poll s:in c:out", "c:out s:in,hup", false, "s:hup,in c:out", true},
		{"poll s:in c:out", "c:out s:in", false, "s:in", false},
		{"poll s:in c:out", "c:out s:in", false, "2", true},
		{"poll s:in", "none", false, "none", true},
		{"poll s:in", "none", false, "s:in", false},
		{"pending s", "5", false, ">4", true},
		{"roundtrip s", "41.2ms", false, ">=20ms", true},
		{"roundtrip s", "0.13ms", false, ">=20ms", false},
		{"sysctl net.ipv4.tcp_fin_timeout", "60", false, "60", true},
		{"sysctl net.ipv4.tcp_fin_timeout", "60", false, "<=30", false},
		{"getsockname s", "127.0.0.1:80", false, "127.0.0.1:80", true},
	} {
		s, _, err := step.ParseLine(c.line, []string{"s", "c"})
		if err != nil {
			t.Fatal(err)
		}
		wanted, err := outcomes(s, c.outcome)
		if err != nil {
			t.Errorf("%s => %s: %v", c.line, c.outcome, err)
			continue
		}
		e := engine.Event{Step: s, Verb: s.Verb, Text: s.String(), Got: c.got, Calls: []engine.Call{{}}}
		if c.errno {
			e.Calls[0].Errno = c.got
		}
		if got := answered(e, wanted); got != c.holds {
			t.Errorf("%s answered %s: => %s holds: %v", c.line, c.got, c.outcome, got)
		}
	}
}

// One of several outcomes must match, and the answer of a join is that of the joined call.
func TestAnswersOfJoinedCalls(t *testing.T) {
	t.Parallel()
	spawned, _, err := step.ParseLine("recv s 10", []string{"s"})
	if err != nil {
		t.Fatal(err)
	}
	join := engine.Step{Verb: "join", Task: "w"}
	e := engine.Event{Step: join, Verb: "join", Joined: &spawned, Got: `"x"`, Calls: []engine.Call{{}}}
	for outcome, holds := range map[string]bool{`EAGAIN | "x"`: true, "EAGAIN | eof": false, "1": true} {
		wanted, err := outcomes(join, outcome)
		if err != nil || answered(e, wanted) != holds {
			t.Errorf("%s: %v", outcome, err)
		}
	}
}
