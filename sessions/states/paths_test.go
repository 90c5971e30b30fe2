package states_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/script"
	"netnet-tui/sessions/states"
)

// TestMain becomes a process that a step forks.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == fork.Command {
		_ = fork.Serve()
		return
	}
	os.Exit(m.Run())
}

// play makes the steps, and returns the paths and the sockets by name.
func play(t *testing.T, lines ...string) (*states.Paths, map[string]status.SocketID) {
	t.Helper()
	e := engine.New(engine.Options{})
	t.Cleanup(func() { _ = e.Close() })
	var p states.Paths
	ids := map[string]status.SocketID{}
	for _, line := range lines {
		event, err := script.Make(e, line, "s", "c", "a", "d", "k", "k_c")
		if err != nil || event.Failed() {
			t.Fatalf("%s: %v %s %s", line, err, event.Problem, event.Got)
		}
		p.Event(&event)
		if event.Evidence != nil {
			for _, o := range event.Evidence.Sockets {
				ids[o.Name] = o.ID
			}
		}
	}
	return &p, ids
}

// told describes a path, without what depends on when it was observed.
func told(p *states.Path) string {
	if p == nil {
		return "none"
	}
	words := string(p.Start)
	for _, pass := range p.Passes {
		words += " -" + pass.String() + "-> " + string(pass.To)
	}
	return words
}

const (
	opened   = "CLOSED -connect / snd SYN-> SYN-SENT -rcv SYN,ACK / snd ACK-> ESTABLISHED"
	accepted = "CLOSED -listen-> LISTEN -rcv SYN / snd SYN,ACK-> SYN-RECEIVED -rcv ACK-> ESTABLISHED"
)

// connected makes a connection of c with a, which s has accepted.
var connected = []string{"s = server 127.0.0.1:0", "c = client @s", "a = accept s"}

// Both ends of a connection pass every state of RFC 9293, with real calls on real sockets. A filter that drops
// everything is like a cut cable: it holds an end in a state that otherwise lasts microseconds.
func TestEveryState(t *testing.T) {
	passed := map[status.State]bool{}
	for _, test := range []struct {
		name  string
		lines []string
		want  map[string]string
	}{
		{"half close", slices.Concat(connected, []string{"shutdown c wr", "within 3s expect c.state == FIN-WAIT-2", "setsockopt c SO_ATTACH_FILTER drop",
			"shutdown a wr", "expect a.state == LAST-ACK", "setsockopt c SO_DETACH_FILTER on", "within 9s expect a.state == CLOSED", "expect c.state == TIME-WAIT"}), map[string]string{
			"c": opened + " -shutdown / snd FIN-> FIN-WAIT-1 -rcv ACK-> FIN-WAIT-2 -rcv FIN / snd ACK-> TIME-WAIT",
			"a": accepted + " -rcv FIN / snd ACK-> CLOSE-WAIT -shutdown / snd FIN-> LAST-ACK -rcv ACK-> CLOSED",
			"s": "CLOSED -listen-> LISTEN",
		}},
		{"simultaneous open and close", []string{
			"c = socket tcp nonblock", "bind c 127.0.0.1:0", "d = socket tcp nonblock", "bind d 127.0.0.1:0",
			"setsockopt c SO_ATTACH_FILTER drop", "connect c @d", "expect c.state == SYN-SENT", // the reset is lost
			"setsockopt d SO_ATTACH_FILTER drop", "setsockopt c SO_DETACH_FILTER on", "connect d @c", "within 3s expect c.state == SYN-RECEIVED", "expect d.state == SYN-SENT",
			"setsockopt d SO_DETACH_FILTER on", "within 9s expect c.state == ESTABLISHED", "within 9s expect d.state == ESTABLISHED",
			"setsockopt c SO_ATTACH_FILTER drop", "setsockopt d SO_ATTACH_FILTER drop", "shutdown c wr", "shutdown d wr", "expect c.state == FIN-WAIT-1",
			"setsockopt c SO_DETACH_FILTER on", "within 9s expect c.state == CLOSING", "setsockopt d SO_DETACH_FILTER on",
			"within 9s expect c.state == TIME-WAIT", "within 9s expect d.state == TIME-WAIT",
		}, map[string]string{
			"c": "CLOSED -connect / snd SYN-> SYN-SENT -rcv SYN / snd SYN,ACK-> SYN-RECEIVED -rcv ACK-> ESTABLISHED" +
				" -shutdown / snd FIN-> FIN-WAIT-1 -rcv FIN / snd ACK-> CLOSING -rcv ACK-> TIME-WAIT",
			"d": opened + " -shutdown / snd FIN-> FIN-WAIT-1 -rcv ACK-> FIN-WAIT-2 -rcv FIN / snd ACK-> TIME-WAIT",
		}},
		{"connected to itself", []string{"c = socket tcp", "bind c 127.0.0.1:0", "connect c @c"}, map[string]string{
			"c": "CLOSED -connect / snd SYN-> SYN-SENT -rcv SYN / snd SYN,ACK-> SYN-RECEIVED -rcv ACK-> ESTABLISHED",
		}},
		{"reset by linger", slices.Concat(connected, []string{"setsockopt c SO_LINGER on,0s", "close c", "within 3s expect a.state == CLOSED"}), map[string]string{
			"c": opened + " -close / snd RST-> CLOSED",
			"a": accepted + " -RST-> CLOSED",
		}},
		{"reset by unread data", slices.Concat(connected, []string{`send c "x"`, "within 3s expect a.pending == 1", "shutdown c wr", "within 3s expect a.state == CLOSE-WAIT", "close a"}), map[string]string{
			"a": accepted + " -rcv FIN / snd ACK-> CLOSE-WAIT -close / snd RST-> CLOSED",
		}},
		{"refused", []string{"s = socket tcp", "bind s 127.0.0.1:0", "c = socket tcp", "connect c @s => ECONNREFUSED"}, map[string]string{
			"c": "CLOSED -connect / snd SYN-> SYN-SENT -rcv RST-> CLOSED",
		}},
		{"given up", []string{"s = socket tcp", "bind s 127.0.0.1:0", "c = socket tcp nonblock", "setsockopt c SO_ATTACH_FILTER drop", "connect c @s", "close c"}, map[string]string{
			"c": "CLOSED -connect / snd SYN-> SYN-SENT -close-> CLOSED",
		}},
		{"a listener ends", []string{"s = socket tcp", "bind s 127.0.0.1:0", "listen s", "shutdown s rdwr", "listen s", "close s"}, map[string]string{
			"s": "CLOSED -listen-> LISTEN -close-> CLOSED",
		}},
		{"unspecified", slices.Concat(connected, []string{"connect c none"}), map[string]string{"c": opened + " -connect / snd RST-> CLOSED"}},
		{"time-wait is reused", slices.Concat([]string{"s = server 127.0.0.1:0", "c = socket tcp", "setsockopt c SO_REUSEADDR on", "bind c 127.0.0.1:0", "connect c @s", "a = accept s",
			"d = socket tcp", "setsockopt d SO_REUSEADDR on", "bind d @c", "shutdown a wr", "within 3s expect a.state == FIN-WAIT-2", "close c",
			"within 3s expect a.state == TIME-WAIT", "connect d @s", "within 3s expect a.state == CLOSED"}), map[string]string{
			"a": accepted + " -shutdown / snd FIN-> FIN-WAIT-1 -rcv ACK-> FIN-WAIT-2 -rcv FIN / snd ACK-> TIME-WAIT -reused-> CLOSED",
			"c": opened + " -rcv FIN / snd ACK-> CLOSE-WAIT -close / snd FIN-> LAST-ACK -rcv ACK-> CLOSED",
		}},
		{"a second descriptor", slices.Concat(connected, []string{"d = dup c", "close c", "shutdown d wr"}), map[string]string{
			"d": opened + " -shutdown / snd FIN-> FIN-WAIT-1",
		}},
		{"a process ends", slices.Concat(connected, []string{"fork k", "close c", "exit k"}), map[string]string{"c": opened + " -exit / snd FIN-> FIN-WAIT-1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, ids := play(t, test.lines...)
			for name, want := range test.want {
				path := p.Find(ids[name])
				if got := told(path); got != want && !strings.HasPrefix(got, want+" -rcv ACK-> FIN-WAIT-2") {
					t.Errorf("%s:\n got %s\nwant %s", name, got, want)
				}
				for _, s := range path.States() {
					passed[s] = true
				}
			}
		})
	}
	for _, s := range states.TCP() {
		if !passed[s] {
			t.Errorf("nobody was in %s", s)
		}
	}
}

// The ends of a connection find each other, even one that has not been accepted yet.
func TestEnds(t *testing.T) {
	p, ids := play(t, connected[:2]...)
	if one, other := p.Ends(ids["c"]); one.Name != "c" || other == nil || other.Name != "s" {
		t.Errorf("before accept the ends are %v and %v", one, other)
	}
	p, ids = play(t, connected...)
	for _, pair := range [][2]string{{"c", "a"}, {"a", "c"}} {
		if one, other := p.Ends(ids[pair[0]]); one.Name != pair[0] || other == nil || other.Name != pair[1] {
			t.Errorf("the ends of %s are %v and %v", pair[0], one, other)
		}
	}
	if one, other := p.Ends(ids["s"]); one.Name != "s" || other != nil {
		t.Errorf("the ends of the listener are %v and %v", one, other)
	}
	if one, other := p.Ends(4711); one != nil || other != nil {
		t.Errorf("the ends of nobody are %v and %v", one, other)
	}
}

// What an event shows of the handshake is reported as it happened: the accepted end gets its number from the connect.
func TestWhatWasSeen(t *testing.T) {
	p, ids := play(t, connected...)
	a := p.Find(ids["a"])
	if passed, seen := a.Passed(status.StateSynReceived); !passed || seen {
		t.Errorf("SYN-RECEIVED of a: passed %v, seen %v", passed, seen)
	}
	if passed, seen := a.Passed(status.StateEstablished); !passed || !seen {
		t.Errorf("ESTABLISHED of a: passed %v, seen %v", passed, seen)
	}
	if pass, ok := a.Took(status.StateListen, status.StateSynReceived); !ok || pass.Seq != 2 {
		t.Errorf("the SYN came at event %d", pass.Seq)
	}
}

// What frames show between events is on the path too, without a number, and so is the end of what TCP kept.
func TestFrames(t *testing.T) {
	var p states.Paths
	row := func(open bool, s status.State) status.Socket {
		return status.Socket{ID: 1, Name: "c", Domain: 2, Type: 1, Origin: "socket", Open: open, Condition: status.Condition{State: s, Ready: "none"}}
	}
	take := func(t float64, whole bool, rows ...status.Socket) { p.Take(engine.Frame{T: t, Sockets: rows}, whole) }
	take(1, true, row(true, status.StateSynSent))
	take(2, true, row(true, status.StateEstablished))
	take(3, true, row(true, status.StateFinWait1))
	take(4, true, row(false, status.StateTimeWait))
	take(5, false)
	if got := p.Find(1).Now(); got != status.StateTimeWait {
		t.Errorf("rows that nobody asked for have ended: %s", got)
	}
	take(65, true)
	want := opened + " -close / snd FIN-> FIN-WAIT-1 -rcv ACK-> FIN-WAIT-2 -rcv FIN / snd ACK-> TIME-WAIT -2 MSL-> CLOSED"
	if got := told(p.Find(1)); got != want {
		t.Errorf("the path is %s", got)
	}
	if n := p.Find(1).Passes[0].Seq; n != 0 {
		t.Errorf("event %d has shown what only a frame did", n)
	}
}

// The matrix contains what poll said and where that was first seen.
func TestMatrix(t *testing.T) {
	p, _ := play(t, slices.Concat(connected, []string{`send c "x"`, "within 3s expect a.pending == 1", "shutdown c wr", "within 3s expect a.state == CLOSE-WAIT"})...)
	for _, want := range []struct {
		state status.State
		bit   string
		name  string
	}{
		{status.StateCloseWait, "rdhup", "a"}, {status.StateCloseWait, "in", "a"}, {status.StateEstablished, "in", "a"}, {status.StateListen, "in", "s"},
		{status.StateListen, "out", ""}, {status.StateEstablished, "hup", ""}, {status.StateCloseWait, "pri", ""},
	} {
		if cell := p.Matrix.At(want.state, want.bit); cell.Name != want.name || cell.Seen() != (want.name != "") || cell.Seen() && cell.Seq == 0 {
			t.Errorf("%s with %s: %+v", want.state, want.bit, cell)
		}
	}
	if !p.Matrix.State(status.StateListen).Seen() || p.Matrix.State(status.StateClosing).Seen() || p.Matrix.Filled() < 5 {
		t.Errorf("%d cells are filled: %+v", p.Matrix.Filled(), p.Matrix)
	}
}
