package diff

import (
	"testing"

	"netnet-tui/engine/remote"
	"netnet-tui/sessions/recording"
)

// A session that is run again answers as it did, whatever the kernel has chosen this time.
func TestTheSameSessionIsJudgedTheSame(t *testing.T) {
	one, two := made(t, source(connection...)).Events.(recording.List), made(t, source(connection...)).Events.(recording.List)
	var j Judge
	for i := range one {
		if !j.Same(one[i], two[i]) {
			t.Errorf("%s: %s is not judged the same as %s", one[i].Text, one[i].Got, two[i].Got)
		}
	}
}

// What was received or seen counts, unless the recording does not have what was sent.
func TestAnAnswerIsJudged(t *testing.T) {
	const seen = `,"evidence":{"sockets":[{"name":"s","after":{"local":"127.0.0.1:`
	for name, tt := range map[string]struct {
		was, is string
		same    bool
	}{
		"data":          {`{"step":"recv a 9","verb":"recv","got":"\"world\""}`, `{"step":"recv a 9","verb":"recv","got":"\"hello\""}`, false},
		"equal data":    {`{"step":"recv a 9","verb":"recv","got":"\"world\""}`, `{"step":"recv a 9","verb":"recv","got":"\"world\""}`, true},
		"a port":        {`{"step":"getsockname s","verb":"getsockname","got":"127.0.0.1:40001"` + seen + `40001"}}]}}`, `{"step":"getsockname s","verb":"getsockname","got":"127.0.0.1:40002"` + seen + `40002"}}]}}`, true},
		"another host":  {`{"step":"getsockname s","verb":"getsockname","got":"127.0.0.1:40001"}`, `{"step":"getsockname s","verb":"getsockname","got":"127.0.0.2:40001"}`, false},
		"an errno":      {`{"step":"accept s","verb":"accept","calls":[{"name":"accept4","ret":-1,"errno":"EAGAIN"}]}`, `{"step":"accept s","verb":"accept","calls":[{"name":"accept4","ret":-1,"errno":"EINVAL"}]}`, false},
		"what it seems": {`{"step":"show s.state","verb":"show","got":"LISTEN"}`, `{"step":"show s.state","verb":"show","got":"CLOSED"}`, false},
	} {
		var j Judge
		if was, is := session(t, tt.was).Events.(recording.List)[0], session(t, tt.is).Events.(recording.List)[0]; j.Same(was, is) != tt.same {
			t.Errorf("%s: judged the same %v", name, !tt.same)
		}
	}
	var j Judge
	sent, got := session(t, `{"step":"send c 65KiB","verb":"send","got":"66560","notes":["`+remote.LeftOut+`a text"]}`).Events.(recording.List)[0], session(t, `{"step":"recv a 9","verb":"recv","got":"\"world\""}`).Events.(recording.List)[0]
	dots := got
	dots.Got = `"....."`
	if !j.Same(sent, sent) || !j.Same(got, dots) {
		t.Error("dots in the place of a text are held against it")
	}
}
