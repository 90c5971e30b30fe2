package swarm

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"netnet-tui/engine/swarm"
	"netnet-tui/sessions/script"
)

func TestTheExitStatusTellsWhatCameOfIt(t *testing.T) {
	for address, want := range map[string]struct {
		status int
		text   string
	}{
		"unix:@no-such-swarm-server": {script.Failed, "verified     no: no client could connect"},
		"192.0.2.1:7":                {script.Unavailable, "--allow-net"},
	} {
		o := swarm.Defaults()
		o.Address = address
		var out bytes.Buffer
		status := Run(context.Background(), o, Output{Report: &out, Progress: &out, Warnings: &out})
		if status != want.status || !strings.Contains(out.String(), want.text) {
			t.Errorf("%s: exit status %d, %s", address, status, out.String())
		}
	}
}

func TestJSONIsOneObject(t *testing.T) {
	o := swarm.Defaults()
	o.Address = "unix:@no-such-swarm-server"
	var out bytes.Buffer
	Run(context.Background(), o, Output{Report: &out, Progress: &out, Warnings: &out, JSON: true})
	var r swarm.Report
	if err := json.Unmarshal(out.Bytes(), &r); err != nil || r.Clients != 1 || len(r.Errors) != 1 || r.Errors[0].Errno != "ECONNREFUSED" {
		t.Errorf("%s gives %+v, %v", out.String(), r, err)
	}
}

func TestTheReportTellsAllThatHappened(t *testing.T) {
	text := whole(swarm.Report{
		Protocol: "echo", Address: "127.0.0.1:7", Clients: 1234, Connections: 1234567, Mismatches: 2, Ended: 3, Lost: 4, Cut: 5,
		Errors:  []swarm.Failure{{Call: "recvfrom", Errno: "ECONNRESET", Count: 1}, {Call: "connect", Errno: "ETIMEDOUT", Count: 2000}},
		Latency: swarm.Quantiles{Count: 1, P50: 12.34, P99: 4567, Max: 2_345_678},
		First:   &swarm.Mismatch{Client: 6, Byte: 7, Want: `"a"`, Got: `"b"`},
	})
	for _, want := range []string{
		"1,234 clients", "1,234,567, 0 at the end", "recvfrom ECONNRESET, once", "connect ETIMEDOUT, 2,000 times", "3 connections that", "4 messages that",
		"5 connections ended on purpose", `client 6, byte 7: got "b", want "a"`, "p50 12.3µs, p99 4.57ms", "max 2.35s", "no: wrong bytes came",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	lost := swarm.Report{Protocol: "echo", Connections: 2, Messages: 5, Lost: 1, Verified: true}
	if text := whole(lost); !strings.Contains(text, "no: every byte that came was right, but messages were lost") {
		t.Errorf("a lost message is not told:\n%s", text)
	}
	lost.Protocol = "bad-reset"
	if text := whole(lost); !strings.Contains(text, "verified     every byte that came was right, but not all came") {
		t.Errorf("a server that is bad on purpose is blamed:\n%s", text)
	}
	if quiet := whole(swarm.Report{Verified: true}); strings.Contains(quiet, "lost") || strings.Contains(quiet, "latency") {
		t.Errorf("what did not happen is printed:\n%s", quiet)
	}
}
