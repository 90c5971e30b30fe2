package protocol_test

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// noon is when every test happens.
var noon = time.Date(2026, time.March, 4, 12, 0, 0, 0, time.UTC)

// listening makes a protocol as a server would.
func listening(t testing.TB, name string) protocol.Stream {
	t.Helper()
	for _, entry := range protocol.Catalogue() {
		if entry.Name == name {
			return entry.New(protocol.Host{Status: someStatus}).(protocol.Stream)
		}
	}
	t.Fatalf("the catalogue has no %s", name)
	return nil
}

// someStatus returns a server with a connection whose names contain markup.
func someStatus(rows int) status.Server {
	queue := 3
	s := status.Server{
		Readiness: "epoll", Gear: "run", Policy: "hold <b>", Up: 61.5, Shown: 2,
		Listeners: []status.Listener{{ID: 1, Name: "web<script>", Address: `127.0.0.1:80"\`, Protocol: "http", Connections: 2, Accepted: 1234567, Queue: &queue}},
		Connections: []status.Connection{{ID: 7, Name: "s_7", Peer: "<i>&", State: "ESTABLISHED", Protocol: "http"},
			{ID: 8, Name: "s_8", Peer: "127.0.0.1:9", State: "CLOSE-WAIT", Protocol: "http"}},
		Totals: status.Totals{Open: 2, Accepted: 1234567, In: 42, Messages: 9},
		Loop:   status.Loop{Iterations: 5, Working: 1500 * time.Millisecond},
		Calls:  []status.CallCount{{Name: "read", Count: 4}, {Name: "read", Errno: "EAGAIN", Count: 2}},
		Follow: &status.Follow{ID: 7, Calls: []sockets.Call{{Name: "read"}}},
	}
	s.Connections = s.Connections[:min(rows, len(s.Connections))]
	return s
}

// end is the outcome of a conversation: what was said, and the state of the connection.
type end struct {
	out      string
	messages int
	closed   bool
}

// converse says something in pieces of a length, and then sends FIN if fin is set.
func converse(s protocol.Stream, said string, piece int, fin bool) end {
	c := &protocoltest.Conn{Number: 5, Time: noon}
	s.Open(c)
	for len(said) > 0 && !c.Closed {
		n := min(piece, len(said))
		c.Feed(s, said[:n])
		said = said[n:]
		protocoltest.Turns(s, c)
	}
	if fin && !c.Closed {
		s.End(c)
	}
	return end{string(c.Out), c.Messages, c.Closed}
}

// sameInPieces checks that saying something at once and in pieces has the same outcome, and returns it.
func sameInPieces(t *testing.T, name, said string, fin bool) end {
	t.Helper()
	whole := converse(listening(t, name), said, max(1, len(said)), fin)
	for _, piece := range []int{1, 2, 7} {
		if got := converse(listening(t, name), said, piece, fin); got != whole {
			t.Errorf("%q in pieces of %d: %+v; at once: %+v", brief(said), piece, got, whole)
		}
	}
	return whole
}

func brief(s string) string {
	if len(s) > 300 {
		return s[:300] + "..."
	}
	return s
}

// crlf joins lines with CRLF.
func crlf(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }
