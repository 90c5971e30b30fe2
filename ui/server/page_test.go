package server

import (
	"fmt"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/swarm"
	"netnet-tui/engine/swarms"
	"netnet-tui/ui/canvas"
)

// frame returns a frame of a server with n connections, with the visible rows from first on.
func frame(t float64, n, first, rows int) engine.Frame {
	s := &status.Server{Readiness: "epoll", Gear: "run", Shown: n, First: first,
		Listeners: []status.Listener{{ID: 1, Name: "s", Address: "127.0.0.1:7000", Protocol: "echo", Connections: n}},
		Calls:     []status.CallCount{{Name: "recvfrom", Count: uint64(t * 1000)}, {Name: "accept4", Errno: "EAGAIN", Count: 7}},
	}
	s.Totals = status.Totals{Open: n, Accepted: uint64(n), Messages: uint64(t * 500), In: uint64(t * 32000), Out: uint64(t * 32000)}
	for id := first + 1; id <= min(n, first+rows); id++ {
		queue := id
		s.Connections = append(s.Connections, status.Connection{ID: uint64(id), Name: fmt.Sprintf("s_%d", id), State: "ESTABLISHED",
			Peer: "127.0.0.1:40000", RecvQ: &queue, SendQ: &queue, Protocol: "echo", Stall: ">|"})
	}
	return engine.Frame{T: t, Server: s}
}

func drawn(p *Page, w, h int) string {
	c := canvas.New(w, h)
	p.Draw(nil, c, canvas.Rect{W: w, H: h})
	return c.String()
}

func TestOnlyWhatIsVisibleIsAskedFor(t *testing.T) {
	p := New()
	p.Take(frame(1, 10_000, 0, 30))
	_ = drawn(p, 120, 30)
	q := p.Query().Server
	if q.Rows < 10 || q.Rows > 30 || q.First != 0 {
		t.Errorf("asked for %+v", q)
	}
	p.Edge(true)
	if q = p.Query().Server; q.First != 10_000-q.Rows {
		t.Errorf("at the end asked for %+v", q)
	}
}

func TestTheChosenRowIsKnownByItsID(t *testing.T) {
	p := New()
	p.Take(frame(1, 100, 0, 20))
	_ = drawn(p, 100, 24)
	p.Move(+2, false)
	if c, ok := p.Chosen(); !ok || c.Name != "s_3" {
		t.Fatalf("chosen is %v", c)
	}
	f := frame(2, 100, 0, 20)
	f.Server.Connections[2], f.Server.Connections[7] = f.Server.Connections[7], f.Server.Connections[2]
	p.Take(f)
	if c, _ := p.Chosen(); c.Name != "s_3" {
		t.Errorf("after the rows have moved %s is chosen", c.Name)
	}
	if text := drawn(p, 100, 24); !strings.Contains(text, "▸ s_3") {
		t.Errorf("the screen is\n%s", text)
	}
}

func TestRatesAreOfTheTimeBetweenFrames(t *testing.T) {
	p := New()
	for _, at := range []float64{1, 1.5, 2, 3} {
		p.Take(frame(at, 5, 0, 5))
	}
	if got := p.rates.last(); got.messages != 500 || got.bytes != 64000 || got.connections != 5 || len(p.rates.samples) != 2 {
		t.Errorf("%d samples, the last %+v", len(p.rates.samples), got)
	}
	if text := drawn(p, 120, 30); !strings.Contains(text, "recvfrom                    3.0k 1.0k/s") || !strings.Contains(text, "500/s") {
		t.Errorf("the screen is\n%s", text)
	}
}

func TestWhatThePausedLoopStandsBeforeIsTold(t *testing.T) {
	f := frame(1, 3, 0, 3)
	f.Server.Gear, f.Server.Phase, f.Server.Next, f.Server.Fired = "pause", "fire", "recvfrom(s_2, 65536)", 1
	f.Server.Ready, f.Server.ReadyCount = []status.Ready{{Name: "s_1", Bits: "in"}, {Name: "s_2", Bits: "in|rdhup"}}, 2
	for _, size := range [][2]int{{80, 22}, {120, 38}, {200, 48}} {
		p := New()
		p.Take(f)
		text := drawn(p, size[0], size[1])
		for _, want := range []string{"epoll pause", "next recvfrom(s_2, 65536)", "ready 2/2 s_2:in,rdhup", "▸fi", ">|", "s_3"} {
			if !strings.Contains(text, want) {
				t.Errorf("at %v the screen has no %q:\n%s", size, want, text)
			}
		}
	}
}

// A frame has a part of a long ready list. The page counts the whole list, and says how many entries it
// does not show.
func TestALongReadyListIsCountedWhole(t *testing.T) {
	for _, test := range []struct {
		fired, first int
		want         []string
	}{
		{0, 0, []string{"ready 1/300 s_1:in", "+29"}},
		{200, 172, []string{"ready 201/300 s_201:in", "+9"}},
		{299, 172, []string{"ready 300/300 s_300:in"}},
	} {
		f := frame(1, 3, 0, 3)
		f.Server.Gear, f.Server.Phase, f.Server.Fired, f.Server.ReadyFirst, f.Server.ReadyCount = status.GearPause, status.Fire, test.fired, test.first, 300
		for id := test.first + 1; id <= test.first+128; id++ {
			f.Server.Ready = append(f.Server.Ready, status.Ready{Name: fmt.Sprintf("s_%d", id), Bits: "in"})
		}
		for _, size := range [][2]int{{80, 21}, {120, 38}} {
			p := New()
			p.Take(f)
			text := drawn(p, size[0], size[1])
			line, _, _ := strings.Cut(text[max(0, strings.Index(text, "ready ")):], "\n")
			for _, want := range test.want {
				if !strings.Contains(line, want) {
					t.Errorf("at %v the line has no %q: %s", size, want, line)
				}
			}
		}
	}
}

func TestAListenerThatIsOverIsSaidToBe(t *testing.T) {
	f := frame(1, 3, 0, 3)
	f.Server.Listeners[0].Failed, f.Server.Listeners[0].Ended = 12, "accept4 EINVAL"
	for _, size := range [][2]int{{80, 22}, {120, 38}} {
		p := New()
		p.Take(f)
		text := drawn(p, size[0], size[1])
		for _, want := range []string{"has ended: accept4 EINVAL"} {
			if !strings.Contains(text, want) {
				t.Errorf("at %v the screen has no %q:\n%s", size, want, text)
			}
		}
	}
}

func TestNothingServedSaysHowToBegin(t *testing.T) {
	p := New()
	p.Take(engine.Frame{T: 1})
	text := drawn(p, 80, 21)
	for _, want := range []string{"itself:", "serve s echo", "change its speed."} {
		if !strings.Contains(text, want) {
			t.Errorf("the screen has no %q:\n%s", want, text)
		}
	}
	if _, ok := p.Chosen(); ok || p.Back() {
		t.Error("something is chosen, or to go back from")
	}
	p.Move(+1, true)
	p.Edge(true)
}

// BenchmarkDraw draws a frame of 10,000 connections at 200 columns and 50 rows.
func BenchmarkDraw(b *testing.B) {
	p, f, c := New(), frame(1, 10_000, 0, 50), canvas.New(200, 50)
	for b.Loop() {
		f.T += .1
		p.Take(f)
		c.Clear()
		p.Draw(nil, c, canvas.Rect{W: 200, H: 50})
	}
}

// If every connection has been replaced, the one now in the place of the selected one is selected.
func TestAfterTheChosenOneIsClosedTheNearestIsChosen(t *testing.T) {
	p := New()
	p.Take(frame(1, 30, 0, 20))
	_ = drawn(p, 100, 24)
	p.Move(+3, false)
	if q := p.Query().Server; q.Chosen != 4 {
		t.Fatalf("asked for is %+v", q)
	}
	f := frame(2, 20, 0, 20)
	for i := range f.Server.Connections {
		f.Server.Connections[i].ID += 100
	}
	p.Take(f)
	if c, ok := p.Chosen(); !ok || c.ID != 104 {
		t.Errorf("chosen is %+v", c)
	}
	p.Take(frame(3, 0, 0, 20))
	p.Take(frame(4, 5, 0, 20))
	if c, ok := p.Chosen(); !ok || c.ID == 0 {
		t.Error("after a moment without connections none is chosen")
	}
}

// A connection that sorting has moved out of view stays selected.
func TestTheChosenOneMayBeOutOfSight(t *testing.T) {
	p := New()
	p.Take(frame(1, 300, 0, 20))
	_ = drawn(p, 100, 24)
	f := frame(2, 300, 200, 20)
	f.Server.Chosen = &status.Connection{ID: 1, Name: "s_1"}
	p.Take(f)
	if c, ok := p.Chosen(); !ok || c.Name != "s_1" {
		t.Errorf("chosen is %+v", c)
	}
}

func TestNothingIsKeptOfConnectionsThatHaveAllGone(t *testing.T) {
	p := New()
	p.Take(frame(1, 30, 0, 20))
	p.Move(+3, false)
	p.Follow()
	p.Filter, p.Sort = "s_4", "in"
	p.Take(engine.Frame{T: 2})
	p.Take(frame(3, 30, 0, 20))
	if q := p.Query().Server; q.Follow != 0 || q.Filter != "" || q.Chosen != 1 || q.Sort != "in" {
		t.Errorf("of the next server is asked for %+v", q)
	}
}

func TestFollowIsOfTheChosenOne(t *testing.T) {
	p := New()
	p.Take(frame(1, 30, 0, 20))
	p.Follow()
	p.Choose(3)
	p.Follow()
	if q := p.Query().Server; q.Follow != 3 {
		t.Errorf("followed is %d", q.Follow)
	}
	p.Follow()
	if q := p.Query().Server; q.Follow != 0 {
		t.Errorf("followed is %d in the end", q.Follow)
	}
}

func TestMarksOfStallsAreExplained(t *testing.T) {
	p := New()
	f := frame(1, 5, 0, 20)
	f.Server.Connections[0].Stall = "½"
	p.Take(f)
	if text := drawn(p, 80, 22); !strings.Contains(text, "─ >| peer does not read  ½ half-closed ─") {
		t.Errorf("the screen is\n%s", text)
	}
	if n := len(p.Marks()); n != len(status.LoopStalls())+1 {
		t.Errorf("%d marks are explained", n)
	}
	for _, s := range status.LoopStalls() {
		if s.Meaning() == "" {
			t.Errorf("nothing is said of %s", s)
		}
	}
}

// The loop's phase, a listener's queue and a swarm's verdict are visible on the smallest screens.
func TestASmallScreenShowsWhatMatters(t *testing.T) {
	for _, phase := range status.Phases() {
		f := frame(1, 3, 0, 3)
		waiting, backlog := 3, 4096
		f.Server.Gear, f.Server.Phase, f.Server.Next = status.GearPause, phase, "epoll_wait(13, 1024, 0)"
		f.Server.Listeners[0].Queue, f.Server.Listeners[0].Backlog = &waiting, &backlog
		f.Swarms = []swarms.State{{Report: swarm.Report{Clients: 50, Connected: 50, PerSecond: 45_000}}}
		p := New()
		p.Take(f)
		text := drawn(p, 80, 22)
		for _, want := range []string{"▸" + string(phase) + " ", "3/4096", "bytes right"} {
			if !strings.Contains(text, want) {
				t.Errorf("in %s the screen has no %q:\n%s", phase, want, text)
			}
		}
	}
}
