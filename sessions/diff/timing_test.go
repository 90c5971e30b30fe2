package diff

import (
	"encoding/json"
	"strings"
	"testing"

	"netnet-tui/sessions/recording"
)

// What depends only on timing, or on what was looked at, is not reported, and what resembles it but does not is.
func TestWhatIsAMatterOfTime(t *testing.T) {
	for name, tt := range map[string]struct {
		left, right string // an event each, or several, one per line
		told        string // what is reported of it; "" for nothing
	}{
		"a call that can't wait took long": {
			`{"seq":1,"step":"s = server 127.0.0.1:0","took":0.05,"calls":[{"name":"bind","ret":0,"ns":50000000}]}`,
			`{"seq":1,"step":"s = server 127.0.0.1:0","took":0.0001,"calls":[{"name":"bind","ret":0,"ns":50000}]}`, ""},
		"a call on a non-blocking socket took long": {
			`{"seq":1,"step":"recv a 10","took":0.05,"calls":[{"name":"recvfrom","ret":5,"ns":50000000,"values":{"fd":{"name":"a"}}}],"evidence":{"sockets":[{"name":"a","before":{"nonblock":true}}]}}`,
			`{"seq":1,"step":"recv a 10","took":0.0001,"calls":[{"name":"recvfrom","ret":5,"ns":50000,"values":{"fd":{"name":"a"}}}],"evidence":{"sockets":[{"name":"a","before":{"nonblock":true}}]}}`, ""},
		"a call that waits": {
			`{"seq":1,"step":"recv a 10","took":0.05,"calls":[{"name":"recvfrom","ret":5,"ns":50000000,"values":{"fd":{"name":"a"}}}]}`,
			`{"seq":1,"step":"recv a 10","took":0.0001,"calls":[{"name":"recvfrom","ret":5,"ns":50000,"values":{"fd":{"name":"a"}}}]}`, "took"},
		"an answer that the step allows beside another": {
			`{"seq":1,"step":"send c \"y\" => EAGAIN | 1","verb":"send","calls":[{"name":"sendto","ret":-1,"errno":"EAGAIN"}],"held":true,"got":"EAGAIN"}`,
			`{"seq":1,"step":"send c \"y\" => EAGAIN | 1","verb":"send","calls":[{"name":"sendto","ret":1}],"held":true,"got":"1"}`, ""},
		"an answer that nothing is said of": {
			`{"seq":1,"step":"send c \"y\"","verb":"send","calls":[{"name":"sendto","ret":-1,"errno":"EAGAIN"}],"got":"EAGAIN"}`,
			`{"seq":1,"step":"send c \"y\"","verb":"send","calls":[{"name":"sendto","ret":1}],"got":"1"}`, "answer : EAGAIN | 1"},
		"how much had come until then": {
			`{"seq":1,"step":"recv a 64KiB","verb":"recv","calls":[{"name":"recvfrom","ret":20004}],"got":"x"}`,
			`{"seq":1,"step":"recv a 64KiB","verb":"recv","calls":[{"name":"recvfrom","ret":20006}],"got":"x"}`, ""},
		"little that had come": {
			`{"seq":1,"step":"recv a 64KiB","verb":"recv","calls":[{"name":"recvfrom","ret":4}],"got":"x"}`,
			`{"seq":1,"step":"recv a 64KiB","verb":"recv","calls":[{"name":"recvfrom","ret":6}],"got":"x"}`, "call"},
		"how often a timer has expired": {
			`{"seq":1,"step":"read t 8","verb":"read","calls":[{"name":"read","ret":8}],"got":"22","evidence":{"sockets":[{"name":"t","plain":"timerfd"}]}}`,
			`{"seq":1,"step":"read t 8","verb":"read","calls":[{"name":"read","ret":8}],"got":"11","evidence":{"sockets":[{"name":"t","plain":"timerfd"}]}}`, ""},
		"what an eventfd has counted": {
			`{"seq":1,"step":"read t 8","verb":"read","calls":[{"name":"read","ret":8}],"got":"22","evidence":{"sockets":[{"name":"t","plain":"eventfd"}]}}`,
			`{"seq":1,"step":"read t 8","verb":"read","calls":[{"name":"read","ret":8}],"got":"11","evidence":{"sockets":[{"name":"t","plain":"eventfd"}]}}`, "answer : 22 | 11"},
		"two closed sockets whose name another has": {
			`{"seq":1,"step":"listen s","verb":"listen","evidence":{"bench":[{"id":3,"name":"","after":{"state":"TIME-WAIT","local":"127.0.0.1:1","ready":"out"}}]}}`,
			`{"seq":1,"step":"listen s","verb":"listen","evidence":{"bench":[{"id":5,"name":"","after":{"state":"CLOSED","local":"127.0.0.1:2","ready":"out"}}]}}`, ""},
		"a call that was about to return at the end": {
			`{"seq":1,"t":1,"step":"join q","verb":"join","evidence":{"sockets":[{"name":"c","detail":{}}]}}`,
			`{"seq":1,"t":1,"step":"join q","verb":"join","evidence":{"sockets":[{"name":"c","detail":{"asleep":[{"task":"w","step":"send c 1"}]}}]}}`, ""},
		"a call that still sleeps later": {
			`{"seq":1,"t":1,"step":"show c","verb":"show","evidence":{"sockets":[{"name":"c","detail":{}}]}}` + "\n" + `{"seq":2,"t":2,"step":"show c","verb":"show","evidence":{"sockets":[{"name":"c","detail":{}}]}}`,
			`{"seq":1,"t":1,"step":"show c","verb":"show","evidence":{"sockets":[{"name":"c","detail":{"asleep":[{"task":"w","step":"recv c 1"}]}}]}}` + "\n" + `{"seq":2,"t":2,"step":"show c","verb":"show","evidence":{"sockets":[{"name":"c","detail":{"asleep":[{"task":"w","step":"recv c 1"}]}}]}}`, "c asleep: – | w: recv c 1"},
		"what only one session has looked up": {
			`{"seq":1,"step":"accept s","verb":"accept","evidence":{"found":{"interests":[]}}}`,
			`{"seq":1,"step":"accept s","verb":"accept","evidence":{"found":{"holders":[{"protocol":"tcp","state":"LISTEN","name":"s"}],"sysctls":{"net.core.somaxconn":"4096"}}}}`, ""},
		"what both have looked up": {
			`{"seq":1,"step":"bind t :1","verb":"bind","evidence":{"found":{"holders":[{"protocol":"tcp","state":"TIME-WAIT","name":"s"}],"sysctls":{"net.core.somaxconn":"128"}}}}`,
			`{"seq":1,"step":"bind t :1","verb":"bind","evidence":{"found":{"holders":[{"protocol":"tcp","state":"LISTEN","name":"s"}],"sysctls":{"net.core.somaxconn":"4096"}}}}`, "who has the port: tcp TIME-WAIT s | tcp LISTEN s"},
		"what came while one waited longer": {
			`{"seq":1,"step":"within 2s expect e.state == CLOSED","verb":"expect","held":true,"evidence":{"private":true,"moved":{"OutRsts":1}}}`,
			`{"seq":1,"step":"within 2s expect e.state == CLOSED","verb":"expect","held":true,"asked":3,"evidence":{"private":true,"moved":{"OutRsts":2}}}`, ""},
		"what was counted in the same time": {
			`{"seq":1,"step":"expect e.state == CLOSED","verb":"expect","held":true,"evidence":{"private":true,"moved":{"OutRsts":1}}}`,
			`{"seq":1,"step":"expect e.state == CLOSED","verb":"expect","held":true,"evidence":{"private":true,"moved":{"OutRsts":2}}}`, "mib.OutRsts: 1 | 2"},
	} {
		r := compare(t, session(t, tt.left), session(t, tt.right), false)
		var said strings.Builder
		for _, s := range r.Steps {
			for _, d := range s.Differences {
				if d.Part != PartWhy {
					said.WriteString(string(d.Part) + " " + d.What + ": " + orDash(d.Left) + " | " + orDash(d.Right) + "\n")
				}
			}
		}
		if r.Differs() != (tt.told != "" && tt.told != "took") || r.Consequences() != r.Differs() {
			t.Errorf("%s: whether it differs: %v", name, r.Differs())
		}
		if tt.told == "" && len(r.Steps) > 0 || !strings.Contains(said.String(), tt.told) {
			t.Errorf("%s: it tells %q, want %q", name, said.String(), tt.told)
		}
	}
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// session returns a session whose events are lines of a recording.
func session(t *testing.T, lines string) Session {
	t.Helper()
	var list recording.List
	for line := range strings.Lines(lines) {
		if !json.Valid([]byte(line)) {
			t.Fatalf("not JSON: %s", line)
		}
		e, err := recording.Decode([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		e.Verb = e.Step.Verb
		list = append(list, e)
	}
	return Session{Events: list}
}
