package bench

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/goldentest"
)

func number64(n int) *int { return &n }

// flowing returns a bench with a connection whose queues fill and empty, in frames and events.
func flowing() *Bench {
	b := New(nil, nil, nil)
	at := func(t float64, pending, unsent int, cwnd, rtt string) {
		k := status.Socket{ID: 1, Name: "c", FD: 7, Kind: "tcp4", Domain: 2, Type: 1, Origin: "socket", Open: true, Condition: status.Condition{
			State: status.StateEstablished, Local: "127.0.0.1:4000", Peer: "127.0.0.1:5000", Ready: "out", Pending: number64(pending), Unsent: number64(unsent), Notsent: number64(unsent / 2)}}
		b.Take(engine.Frame{T: t, Sockets: []status.Socket{k}, Total: 1, Detail: &engine.Detail{Socket: k, Can: []status.Ability{{Verb: "send"}},
			Info: []status.InfoReading{{Name: "tcpi_rtt", Value: rtt}, {Name: "tcpi_snd_cwnd", Value: cwnd}},
			Options: []status.OptionReading{{Name: "SO_MEMINFO", Level: "SOL_SOCKET",
				Value: fmt.Sprintf("rmem_alloc=%d rcvbuf=131072 wmem_alloc=0 sndbuf=4194304 fwd_alloc=0 wmem_queued=%d optmem=0 backlog=0 drops=0", 2*pending, unsent)}}}})
	}
	at(1, 0, 0, "10 segments", "30us")
	at(2, 20_000, 100_000, "12 segments", "44us")
	at(5, 60_000, 4_000_000, "24 segments", "3000us")
	at(6, 0, 4_000_000, "24 segments", "3000us")
	at(9, 48_000, 1_000_000, "24 segments", "25000us")
	for second := range 10 { // nothing changes any more
		at(float64(10+second), 48_000, 1_000_000, "24 segments", "25000us")
	}
	return b
}

// The history of the figures is drawn, with the time of the frames, and stands still while nothing changes.
func TestGoldenGauges(t *testing.T) {
	var all strings.Builder
	for _, size := range []struct{ w, h int }{{80, 16}, {46, 37}, {78, 47}} {
		fmt.Fprintf(&all, "%d×%d\n%s\n", size.w, size.h, seen(flowing(), size.w, size.h))
	}
	goldentest.Same(t, "gauges", all.String())
}

func TestTheCourseOfAFigure(t *testing.T) {
	h := &flowing().Inspector.history
	for _, test := range []struct {
		f    figure
		w    int
		want string
	}{{figureRecv, 8, "▁▃▃▃█▁▁▇"}, {figureSend, 8, "▁▁▁▁███▃"}, {figureCwnd, 4, "▅▅██"}} {
		if got := h.graph(1, test.f, test.w); got != test.want {
			t.Errorf("figure %d in %d columns is %s, not %s", test.f, test.w, got, test.want)
		}
	}
	if now, ok := h.now(1, figureRTT); !ok || now != 25_000 {
		t.Errorf("the round trip time is %v", now)
	}
	if n := len(h.courses[1]); n != 5 {
		t.Errorf("%d moments are kept of 5 changes", n)
	}
	if got := h.graph(2, figureRecv, 8); got != "" {
		t.Errorf("a socket that nobody has seen has the course %s", got)
	}
}

func TestTheHistoryIsBounded(t *testing.T) {
	var h History
	for i := range 5000 {
		h.note(1, float64(i), &status.Condition{Pending: number64(i)}, nil)
	}
	for id := range status.SocketID(200) {
		h.note(10+id, float64(6000+id), &status.Condition{Pending: number64(1)}, nil)
	}
	if len(h.courses) != mostCourses || h.courses[1] != nil {
		t.Errorf("%d courses are kept", len(h.courses))
	}
	h = History{}
	for i := range 5000 {
		h.note(1, float64(i), &status.Condition{Pending: number64(i)}, nil)
	}
	if n := len(h.courses[1]); n != mostMoments {
		t.Errorf("%d moments are kept", n)
	}
}

// TIME-WAIT counts down, even for a socket without a descriptor.
func TestTimeWaitCountsDown(t *testing.T) {
	left := func(d time.Duration) string {
		b := New(nil, nil, nil)
		k := status.Socket{ID: 1, Name: "c", Kind: "tcp4", Domain: 2, Type: 1, Condition: status.Condition{State: status.StateTimeWait, Timer: status.TimerTimeWait, TimerLeft: &d}}
		b.Take(engine.Frame{T: 5, Sockets: []status.Socket{k}, Total: 1, Detail: &engine.Detail{Socket: k}})
		c := canvas.New(60, 20)
		b.Inspector.draw(c, c.Rect, b)
		return c.String()
	}
	if text := left(57 * time.Second); !strings.Contains(text, "TIME-WAIT ends in 57s "+strings.Repeat("█", 19)) {
		t.Errorf("with 57 s left:\n%s", text)
	}
	if text := left(2 * time.Second); !strings.Contains(text, "TIME-WAIT ends in 2s █░") {
		t.Errorf("with 2 s left:\n%s", text)
	}
}

func TestTheBarOfAnAcceptQueue(t *testing.T) {
	for _, test := range []struct {
		queue, backlog int
		want           string
	}{{0, 2, "accept queue 0  backlog 2  ░░░"}, {2, 2, "accept queue 2  backlog 2  ██░"}, {3, 2, "accept queue 3  backlog 2  ███ full"}, {1, 4096, "accept queue 1  backlog 4096  █░░░░░░░"}} {
		if got := acceptQueue(&test.queue, &test.backlog).String(); got != test.want {
			t.Errorf("%d of %d is %q", test.queue, test.backlog, got)
		}
	}
}
