package recording

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/why"
)

// old is a recording from before calls had values, with what explains its events.
var old = []struct{ line, why string }{
	{`{"seq":1,"step":"s = socket tcp nonblock","verb":"socket","calls":[{"name":"socket","args":["AF_INET","SOCK_STREAM|SOCK_NONBLOCK","IPPROTO_IP"],"ret":7,"ns":9,"note":"<s>"}],"evidence":{"sockets":[{"id":1,"name":"s","after":{"state":"CLOSED","local":"0.0.0.0:0","notsent":0,"ready":"out|hup","nonblock":true,"cloexec":false}}]}}`,
		"s is a new socket (AF_INET, SOCK_STREAM), descriptor 7."},
	{`{"seq":2,"step":"accept s => EAGAIN","verb":"accept","calls":[{"name":"accept4","args":["s","NULL","0"],"ret":-1,"errno":"EAGAIN","ns":9}],"evidence":{"sockets":[{"id":1,"name":"s","before":{"state":"LISTEN","local":"127.0.0.1:7000","queue":0,"backlog":5,"ready":"none","nonblock":true,"cloexec":false},"after":{"state":"LISTEN","local":"127.0.0.1:7000","queue":0,"backlog":5,"ready":"none","nonblock":true,"cloexec":false}}]}}`,
		"s has no connection waiting (0 of 6), and it does not block."},
	{`{"seq":3,"step":"u = socket udp","verb":"recvfrom","calls":[{"name":"recvfrom","args":["u","\"\"","10","MSG_DONTWAIT","{AF_INET, 127.0.0.1:9}","[16]"],"ret":0,"ns":9}],"got":"\"\"","evidence":{"sockets":[{"id":2,"name":"u","before":{"state":"UNCONNECTED","local":"127.0.0.1:5353","ready":"in|out","nonblock":true,"cloexec":false}}]}}`,
		"An empty datagram arrived from 127.0.0.1:9: 0 bytes are a message here"},
	{`{"seq":4,"step":"expect s.state == LISTEN","verb":"expect","calls":[],"held":true,"got":"LISTEN"}`,
		"s.state is LISTEN: it waits for connections."},
}

func TestAnOldRecordingIsExplained(t *testing.T) {
	for _, test := range old {
		e, err := Decode([]byte(test.line))
		if err != nil {
			t.Fatal(err)
		}
		if said := why.Event(nil, e); !strings.Contains(said, test.why) {
			t.Errorf("%s: %q is not in: %s", e.Text, test.why, said)
		}
		if e.Step.String() != e.Text {
			t.Errorf("%q is read as %q", e.Text, e.Step)
		}
	}
}

func TestAHeaderIsNoEvent(t *testing.T) {
	e, err := Decode([]byte(`{"netnet":1,"network":"host"}`))
	if err != nil || e.Text != "" || e.Step.Verb != "" {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := Decode([]byte(`{"seq"`)); err == nil {
		t.Error("half a line is read")
	}
}

func TestTheKindOfASocketIsInItsCondition(t *testing.T) {
	zero := 0
	for want, c := range map[status.Kind]status.Condition{
		{Domain: engine.AFInet, Type: engine.SockStream}:  {State: "ESTABLISHED", Local: "127.0.0.1:1", Notsent: &zero},
		{Domain: engine.AFInet6, Type: engine.SockStream}: {State: "CLOSED", Local: "[::]:0"},
		{Domain: engine.AFInet6, Type: engine.SockDgram}:  {State: "ESTABLISHED", Local: "[::1]:1", Peer: "[::1]:2"},
		{Domain: engine.AFUnix, Type: engine.SockStream}:  {State: "LISTEN", Local: `"unix:a b"`},
		{Domain: engine.AFUnix, Type: engine.SockDgram}:   {State: "UNCONNECTED", Local: "unix:@x"},
		{}: {Ready: "none"},
	} {
		if got := kind(nil, &c); got != want {
			t.Errorf("%+v is taken for %+v, want %+v", c, got, want)
		}
	}
}
