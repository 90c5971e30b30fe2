package ui

import (
	"errors"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// desk is a source that shows one frame and notes what is posted.
type desk struct {
	frame  engine.Frame
	posted []string
}

func (d *desk) Post(s engine.Step) error {
	d.posted = append(d.posted, s.String())
	return nil
}
func (d *desk) Frame(engine.Query) (engine.Frame, error) { return d.frame, nil }
func (d *desk) Close() error                             { return errors.New("closed") }

// begin is a screen of a size with a frame on it.
func begin(t testing.TB, w, h int, f engine.Frame) (*Screen, *desk) {
	t.Helper()
	d := &desk{frame: f}
	s, err := New(Options{Theme: "dark", Start: func() (Source, error) { return d, nil }})
	if err != nil {
		t.Fatal(err)
	}
	s.Update(tea.WindowSizeMsg{Width: w, Height: h})
	s.Update(frameMsg{s.source, f, nil})
	s.Update(frameMsg{s.source, f, nil}) // the socket that the first one made has been selected
	return s, d
}

// key presses a key.
func (s *Screen) key(text string, code rune) {
	s.Update(tea.KeyPressMsg{Text: text, Code: code})
}

func num(n int) *int { return &n }

// sample is a bench with a listener, a connection on which five bytes wait, and the
// events that made it.
func sample() engine.Frame {
	condition := func(state, local, peer string, pending int) status.Condition {
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
		{Seq: 1, T: 1, Verb: "socket", Step: "s = socket tcp nonblock", Got: "7", Calls: []engine.Call{call1("socket", 7, "", "AF_INET", "SOCK_STREAM|SOCK_NONBLOCK", "IPPROTO_IP")}},
		{Seq: 2, T: 2, Verb: "bind", Step: "bind s 127.0.0.1:7000", Got: "0", Calls: []engine.Call{call1("bind", 0, "", "s", "{AF_INET, 127.0.0.1:7000}", "16")}},
		{Seq: 3, T: 3, Verb: "accept", Step: "accept s", Got: "EAGAIN", Calls: []engine.Call{call1("accept4", -1, "EAGAIN", "s", "NULL", "0")}},
		{Seq: 4, T: 4, Verb: "bind", Step: "bind c 127.0.0.1:7000", Got: "EADDRINUSE", Calls: []engine.Call{call1("bind", -1, "EADDRINUSE", "c", "{AF_INET, 127.0.0.1:7000}", "16")}},
		{Seq: 5, T: 5, Verb: "expect", Step: "expect a.state == ESTABLISHED", Got: "ESTABLISHED", Held: &held},
		{Seq: 6, T: 6, Verb: "send", Step: `send c "hello" => 6`, Got: "5", Held: &missed, Calls: []engine.Call{call1("sendto", 5, "", "c", `"hello"`, "5", "0", "NULL", "0")},
			Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 2, Name: "c", Before: &c.Condition, After: &c.Condition}}, Moved: map[string]int64{"OutSegs": 1, "InSegs": 1}}},
		{Seq: 7, T: 7, Verb: "accept", Step: "a = accept s nonblock", Got: "9", Calls: []engine.Call{call1("accept4", 9, "", "s", "NULL", "SOCK_NONBLOCK")},
			Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "s", Before: &listener, After: &listener}, {ID: 3, Name: "a", After: &a.Condition}}}},
		{Seq: 8, T: 8, Verb: "recv", Step: "recv z 5", Problem: "there is no socket z"},
	}
	return f
}

func call1(name string, ret int64, errno string, args ...string) engine.Call {
	return engine.Call{Name: engine.Syscall(name), Args: args, Ret: ret, Errno: errno, NS: 12_000}
}

// crowd is a bench with many sockets, options and events, to measure with.
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

// text is the screen without its colours.
func (s *Screen) text() string {
	s.View()
	return s.picture.canvas.String()
}
