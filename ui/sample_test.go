package ui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/swarm"
	"netnet-tui/engine/swarms"
	"netnet-tui/sessions/race"
	"netnet-tui/sessions/strace"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	pages "netnet-tui/ui/race"
	"netnet-tui/ui/reference"
	"netnet-tui/ui/store"

	tea "charm.land/bubbletea/v2"
)

// desk is a source that shows one frame and records what is posted.
type desk struct {
	frame  engine.Frame
	posted []string
	steps  []engine.Step // the posted steps that have no event yet
}

func (d *desk) Post(s engine.Step) error {
	d.posted = append(d.posted, s.String())
	d.steps = append(d.steps, s)
	return nil
}

// answer gives an event its step, if one with the same text was posted.
func (d *desk) answer(e *engine.Event) {
	if i := slices.IndexFunc(d.steps, func(s engine.Step) bool { return s.String() == e.Text }); i >= 0 {
		e.Step = d.steps[i]
		d.steps = slices.Delete(d.steps, i, i+1)
	}
}
func (d *desk) Frame(engine.Query) (engine.Frame, error) { return d.frame, nil }
func (d *desk) Close() error                             { return errors.New("closed") }

// begin returns a screen of the given size that shows a frame.
func begin(t testing.TB, w, h int, f engine.Frame) (*Screen, *desk) {
	t.Helper()
	return racing(t, w, h, f, nil)
}

// racing is like begin, with its own way to run races.
func racing(t testing.TB, w, h int, f engine.Frame, run pages.Runner) (*Screen, *desk) {
	t.Helper()
	d := &desk{frame: f}
	s, err := New(Options{Theme: "dark", Race: run, Start: func() (store.Source, error) { return d, nil }})
	if err != nil {
		t.Fatal(err)
	}
	s.Update(tea.WindowSizeMsg{Width: w, Height: h})
	s.sees(f)
	s.sees(f) // selects the socket that the first frame made
	return s, d
}

// key presses a key.
func (s *Screen) key(text string, code rune) {
	s.Update(tea.KeyPressMsg{Text: text, Code: code})
}

func num(n int) *int { return &n }

// sample returns a bench with a listener, a connection with five bytes waiting, and the events that made
// them.
func sample() engine.Frame {
	condition := func(state status.State, local, peer string, pending int) status.Condition {
		return status.Condition{State: state, Local: local, Peer: peer, Pending: num(pending), Unsent: num(0), Notsent: num(0), Ready: "out", Nonblock: true}
	}
	listener := status.Condition{State: "LISTEN", Local: "127.0.0.1:7000", Queue: num(0), Backlog: num(5), Ready: "none", Nonblock: true}
	socket := func(id status.SocketID, name, origin string, c status.Condition) status.Socket {
		return status.Socket{ID: id, Name: name, FD: 6 + int(id), Kind: "tcp4", Domain: 2, Type: 1, Origin: origin, Open: true, Condition: c}
	}
	s := socket(1, "s", "socket", listener)
	c := socket(2, "c", "socket", condition("ESTABLISHED", "127.0.0.1:41234", "127.0.0.1:7000", 0))
	a := socket(3, "a", "accept(s)", condition("ESTABLISHED", "127.0.0.1:7000", "127.0.0.1:41234", 5))
	f := engine.Frame{T: 65, Network: "host network", PID: 4711, Sockets: []status.Socket{s, c, a}, Total: 3, Open: 3}
	f.Detail = &engine.Detail{Socket: a,
		Can: []status.Ability{{Verb: "send"}, {Verb: "recv"}, {Verb: "shutdown"}, {Verb: "close"}, {Verb: "listen", Why: "it is ESTABLISHED"},
			{Verb: "connect", Why: "it is ESTABLISHED"}, {Verb: "accept", Why: "it is not a listener"}},
		Info: []status.InfoReading{{Name: "rtt", Value: "22us"}, {Name: "snd_cwnd", Value: "10 segments"}},
		Options: []status.OptionReading{
			{Name: "SO_REUSEADDR", Level: "SOL_SOCKET", Value: "off", Fresh: "off"},
			{Name: "SO_KEEPALIVE", Level: "SOL_SOCKET", Value: "off", Fresh: "off"},
			{Name: "SO_RCVBUF", Level: "SOL_SOCKET", Value: "8KiB", Fresh: "128KiB", Asked: "4KiB", Changed: true},
			{Name: "SO_SNDBUF", Level: "SOL_SOCKET", Value: "3939840", Fresh: "16KiB", Changed: true},
			{Name: "SO_ERROR", Level: "SOL_SOCKET", Unread: true},
			{Name: "TCP_NODELAY", Level: "SOL_TCP", Value: "off", Fresh: "off"},
			{Name: "TCP_ULP", Level: "SOL_TCP", Errno: "ENOPROTOOPT"},
		}}
	held, missed := true, false
	f.Events = []engine.Event{
		{Seq: 1, T: 1, Verb: "socket", Text: "s = socket tcp nonblock", Got: "7", Calls: []engine.Call{call1("socket", 7, "", "AF_INET", "SOCK_STREAM|SOCK_NONBLOCK", "IPPROTO_IP")}},
		{Seq: 2, T: 2, Verb: "bind", Text: "bind s 127.0.0.1:7000", Got: "0", Calls: []engine.Call{call1("bind", 0, "", "s", "{AF_INET, 127.0.0.1:7000}", "16")}},
		{Seq: 3, T: 3, Verb: "accept", Text: "accept s", Got: "EAGAIN", Calls: []engine.Call{call1("accept4", -1, "EAGAIN", "s", "NULL", "0")}},
		{Seq: 4, T: 4, Verb: "bind", Text: "bind c 127.0.0.1:7000", Got: "EADDRINUSE", Calls: []engine.Call{call1("bind", -1, "EADDRINUSE", "c", "{AF_INET, 127.0.0.1:7000}", "16")}},
		{Seq: 5, T: 5, Verb: "expect", Text: "expect a.state == ESTABLISHED", Got: "ESTABLISHED", Held: &held},
		{Seq: 6, T: 6, Verb: "send", Text: `send c "hello" => 6`, Got: "5", Held: &missed, Calls: []engine.Call{call1("sendto", 5, "", "c", `"hello"`, "5", "0", "NULL", "0")},
			Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 2, Name: "c", Before: &c.Condition, After: &c.Condition}}, Moved: map[string]int64{"OutSegs": 1, "InSegs": 1}}},
		{Seq: 7, T: 7, Verb: "accept", Text: "a = accept s nonblock", Got: "9", Calls: []engine.Call{call1("accept4", 9, "", "s", "NULL", "SOCK_NONBLOCK")},
			Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "s", Before: &listener, After: &listener}, {ID: 3, Name: "a", After: &a.Condition}}}},
		{Seq: 8, T: 8, Verb: "recv", Text: "recv z 5", Problem: "there is no socket z"},
	}
	return f
}

func call1(name string, ret int64, errno string, args ...string) engine.Call {
	c := engine.Call{Name: engine.Syscall(name), Args: args, Ret: ret, Errno: errno, NS: 12_000}
	strace.Complete(&c)
	return c
}

// served returns a server of 300 connections, paused before a call, after the given number of seconds. Its
// figures grow with the time, so that two frames show rates.
func served(at float64) engine.Frame {
	f := sample()
	n := uint64(at * 1000)
	f.T, f.Sockets, f.Total, f.Open, f.Detail = 65+at, f.Sockets[:1], 1, 1, nil
	s := &status.Server{Readiness: "epoll", Gear: "pause", Phase: "fire", Next: "recvfrom(s_3, 65536)", Fired: 2, Policy: "wait", Up: at, Shown: 300}
	s.Listeners = []status.Listener{
		{ID: 1, Name: "s", FD: 7, Address: "127.0.0.1:7000", Protocol: "echo", Connections: 296, Accepted: 312, Queue: num(3), Backlog: num(128)},
		{ID: 2, Name: "web", FD: 8, Address: "127.0.0.1:8080", Protocol: "http", Connections: 4, Accepted: 9, Queue: num(0), Backlog: num(4096)},
		{ID: 3, Name: "u", FD: 9, Address: "127.0.0.1:7000", Protocol: "echo", Datagram: true},
	}
	for id := uint64(1); id <= 6; id++ {
		s.Ready = append(s.Ready, status.Ready{Name: fmt.Sprintf("s_%d", id), Bits: "in"})
	}
	s.Ready[4].Bits = "in|rdhup"
	s.ReadyCount = len(s.Ready)
	stalls := []status.Stall{"", "", ">|", "", "|<", "", "", "⏸", "", "½"}
	for id := range uint64(48) {
		c := status.Connection{ID: id + 1, Name: fmt.Sprintf("s_%d", id+1), FD: 10 + int(id), Protocol: "echo", State: status.StateEstablished,
			Peer: fmt.Sprintf("127.0.0.1:%d", 40_000+2*id), Age: at, Idle: float64(id) / 10, In: n * (id + 1), Out: n * id,
			InRate: 1000 * float64(id+1), OutRate: 1000 * float64(id), RecvQ: num(int(id%4) * 64), SendQ: num(0), RTT: 0.02, Stall: stalls[id%10]}
		if c.Stall == "½" {
			c.State, c.Protocol, c.RecvQ, c.SendQ = "CLOSE-WAIT", "http", nil, nil
		}
		s.Connections = append(s.Connections, c)
	}
	s.Recent = []engine.Call{call1("epoll_wait", 6, "", "e", "6 events", "512", "-1"), call1("recvfrom", 64, "", "s_1", "64B", "65536"),
		call1("sendto", 64, "", "s_1", "64B", "64", "MSG_NOSIGNAL"), call1("recvfrom", -1, "EAGAIN", "s_2", "65536")}
	s.Memory.Held, s.Memory.Max = 200<<10, 32<<20
	s.Totals = status.Totals{Open: 300, Accepted: 321, Closed: 21, Reset: 2, TimedOut: 1, Messages: 90 * n, Datagrams: 17, In: 5760 * n, Out: 5750 * n}
	s.Loop = status.Loop{Iterations: 40 * n, Wakeups: 30 * n, Wasted: n, Working: time.Duration(at * 0.8e9), Waiting: time.Duration(at * 0.2e9)}
	s.Calls = []status.CallCount{{Name: "recvfrom", Count: 92 * n}, {Name: "sendto", Count: 90 * n}, {Name: "epoll_wait", Count: 40 * n},
		{Name: "recvfrom", Errno: "EAGAIN", Count: 2 * n}, {Name: "accept4", Count: 321}, {Name: "accept4", Errno: "EAGAIN", Count: 7}}
	f.Server = s
	f.Swarms = []swarms.State{{Report: swarm.Report{Clients: 300, Connected: 300, PerSecond: 90_000}}}
	return f
}

// laps returns the first two laps of a race, on a machine that forbids io_uring.
func laps() [][]race.Result {
	missing := race.Result{With: "io_uring", Missing: "io_uring is forbidden here (kernel.io_uring_disabled)"}
	return [][]race.Result{
		{
			{With: "epoll", Connections: 1, Active: 1, PerSecond: 32097, Ratio: 1, P50: 29.1, P99: 62.2, P999: 129.5, CPU: 16, Calls: 3},
			missing,
			{With: "busy", Connections: 1, Active: 1, PerSecond: 37991, Ratio: 1.18, P50: 22.8, P99: 51.7, P999: 4046.8, CPU: 34.9, Calls: 7.36, Wasted: .69},
		},
		{
			{With: "epoll", Connections: 100, Active: 100, PerSecond: 164706, Ratio: 1, P50: 561.2, P99: 1070, P999: 1810, CPU: 5.9, Calls: 2.15},
			{With: "epoll-et", Connections: 100, Active: 100, PerSecond: 164200, Ratio: 1, P50: 561.2, P99: 1340, P999: 2900, CPU: 5.8, Calls: 2.10},
			missing,
			{With: "poll", Connections: 100, Active: 100, PerSecond: 175069, Ratio: 1.06, P50: 514, P99: 1170, P999: 2310, CPU: 5.5, Calls: 2.01},
			{With: "busy", Connections: 100, Active: 100, PerSecond: 125324, Ratio: .76, P50: 692.2, P99: 3820, P999: 5870, CPU: 7.4, Calls: 3.60, Wasted: .35},
		},
	}
}

// crowd returns a bench with many sockets, options and events, for benchmarks.
func crowd() engine.Frame {
	f := sample()
	for i := range 100 {
		k := f.Sockets[1]
		k.ID, k.Name, k.FD = status.SocketID(100+i), fmt.Sprintf("c%d", i), 20+i
		f.Sockets = append(f.Sockets, k)
	}
	f.Total = len(f.Sockets)
	for i := range 90 {
		o := f.Detail.Options[i%5]
		o.Name = fmt.Sprintf("%s_%d", o.Name, i)
		f.Detail.Options = append(f.Detail.Options, o)
	}
	for i := range 400 {
		e := f.Events[i%7]
		e.Seq = uint64(9 + i)
		f.Events = append(f.Events, e)
	}
	return f
}

// text returns the screen without its colours.
func (s *Screen) text() string {
	s.View()
	return s.picture.canvas.String()
}

// shown redraws the screen and returns its canvas, for a picture of it.
func (s *Screen) shown() *canvas.Canvas {
	s.picture.stale = true
	s.View()
	c := s.picture.canvas
	s.picture.resize(c.W, c.H)
	return c
}

// sees takes a frame; query returns what the screen would ask for now.
func (s *Screen) sees(f engine.Frame) { s.Update(store.FrameMsg{From: s.store.Source, Frame: f}) }

func (s *Screen) query() engine.Query {
	q := s.pages[s.page].Query()
	q.After, q.Events = s.store.Journal.Last, 500
	return q
}

// tabs returns the top row, below the rows under it: a page is drawn the same whatever other pages there
// are.
func (s *Screen) tabs() string {
	row, _, _ := strings.Cut(s.text(), "\n")
	return row
}

func (s *Screen) below() string {
	_, rows, _ := strings.Cut(s.text(), "\n")
	return rows
}

// reference and race return two of the pages, wherever they are.
func (s *Screen) reference() *reference.Page { return pageOf[*reference.Page](s) }

func (s *Screen) race() *pages.Page { return pageOf[*pages.Page](s) }

func pageOf[P part.Page](s *Screen) (found P) {
	for _, page := range s.pages {
		if p, ok := page.(P); ok {
			found = p
		}
	}
	return found
}

// turn presses the number of the page with the given name.
func (s *Screen) turn(name string) {
	for i, page := range s.pages {
		if page.Name() == name {
			s.key(strconv.Itoa(i+1), rune('1'+i))
		}
	}
}

// watching returns the sample with an epoll selected that watches its sockets and one that has been closed.
func watching() engine.Frame {
	f := sample()
	e := status.Socket{ID: 4, Name: "e", FD: 10, Kind: status.KindEpoll, Origin: "epoll", Open: true, Condition: status.Condition{Ready: "in"}}
	f.Sockets = append(f.Sockets, e)
	f.Total, f.Open, f.Events = 4, 4, f.Events[:7]
	f.Events = append(f.Events, engine.Event{Seq: 8, T: 8, Verb: "epoll", Text: "e = epoll", Got: "10",
		Calls:    []engine.Call{call1("epoll_create1", 10, "", "0")},
		Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 4, Name: "e", After: &e.Condition}}}})
	f.Detail = &engine.Detail{Socket: e, Can: e.Abilities(), Interests: []status.Interest{
		{FD: 9, Name: "a", Events: engine.PollIn | engine.EpollET, Ready: "in|out"},
		{FD: 7, Name: "s", Events: engine.PollIn | engine.EpollExclusive, Ready: "none"},
		{FD: 8, Name: "c", Events: engine.EpollOneshot, Spent: true, Ready: "out"},
		{FD: 11, Name: "x", Events: engine.PollIn | engine.PollOut, Ready: "out", Gone: true},
	}}
	return f
}
