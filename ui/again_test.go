package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/store"
)

// sleeps is a line whose call does not return.
const sleeps = "a = accept s"

// made returns a screen whose engine has made these lines.
func made(t testing.TB, start func() (store.Source, error), lines ...string) *Screen {
	t.Helper()
	s, err := New(Options{Theme: "dark", Start: start})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	s.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	s.View() // which says how many rows are visible
	for n, line := range lines {
		asked, _, err := step.ParseLine(line, s.store.Roster.Names())
		if err != nil {
			t.Fatal(err)
		}
		s.Post(asked)
		s.await(t, func() bool {
			return s.store.Journal.Last > uint64(n) || line == sleeps && len(s.store.Network.Stuck()) > 0
		})
	}
	return s
}

// await takes frames until so returns true.
func (s *Screen) await(t testing.TB, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !so(); time.Sleep(time.Millisecond) {
		f, err := s.store.Source.Frame(s.query())
		if err != nil {
			t.Fatal(err)
		}
		s.sees(f)
		if time.Now().After(deadline) {
			t.Fatalf("it does not come:\n%s", s.text())
		}
	}
}

// gone returns to the first n steps of the session and returns the resulting message.
func (s *Screen) gone(t testing.TB, n uint64) returnedMsg {
	t.Helper()
	cmd := s.Return(n)
	if cmd == nil {
		t.Fatalf("nothing is done: %s", s.message.Text)
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		msg = batch[len(batch)-1]()
	}
	returned, ok := msg.(returnedMsg)
	if !ok {
		t.Fatalf("there came %T", msg)
	}
	return returned
}

func child() (store.Source, error) { return remote.Start(engine.Options{}) }

// Stepping back makes the earlier steps again, whatever they were; a step that cannot be run again is
// named.
func TestStepBackOver(t *testing.T) {
	built(t)
	for name, test := range map[string]struct {
		lines []string
		to    uint64
		why   string // "" where it works
		after string // the text of the last event then
	}{
		"a fork":                     {[]string{"s = server 127.0.0.1:0", "fork k", "at k close s", "expect s.state == LISTEN"}, 3, "", "at k close s"},
		"before a fork":              {[]string{"s = server 127.0.0.1:0", "fork k", "at k close s"}, 1, "", "s = server 127.0.0.1:0"},
		"a call that sleeps":         {[]string{"s = server 127.0.0.1:0", sleeps}, 1, "", "s = server 127.0.0.1:0"},
		"a listener that is served":  {[]string{"s = server 127.0.0.1:0", "serve s echo"}, 1, "", "s = server 127.0.0.1:0"},
		"behind one that is served":  {[]string{"s = server 127.0.0.1:0", "serve s echo", "c = client @s"}, 2, "the event loop", ""},
		"a step that was a mistake":  {[]string{"s = server 127.0.0.1:0", "connect s 192.0.2.1:80", "show s.queue"}, 2, "", "connect s 192.0.2.1:80"},
		"a spawned call that sleeps": {[]string{"s = server 127.0.0.1:0", "spawn w a = accept s", "show s.queue"}, 2, "", "spawn w a = accept s"},
	} {
		t.Run(name, func(t *testing.T) {
			s := made(t, child, test.lines...)
			if test.why != "" {
				if s.Return(test.to) != nil || !strings.Contains(s.message.Text, test.why) {
					t.Fatalf("it says %q", s.message.Text)
				}
				return
			}
			msg := s.gone(t, test.to)
			if e, ok := s.bench.Trace.Newest(); !ok || e.Text != test.after {
				t.Errorf("before the steps are run again, the last one shown is %q", e.Text)
			}
			if _, err := s.store.Source.(*returning).Player.Frame(s.query()); err != nil {
				t.Error(err)
			}
			s.Update(msg)
			events, _ := s.bench.Session()
			if n := len(events); uint64(n) != test.to || events[n-1].Text != test.after || msg.of.differ != n || s.store.Source != msg.of.source {
				t.Errorf("%d events, the last of them %q; %d have the same answer; %s", n, events[n-1].Text, msg.of.differ, s.message.Text)
			}
		})
	}
}

// While a session with a sleep is run again, the screen shows it as recorded, and how far the return has
// come.
func TestStepBackOverASleep(t *testing.T) {
	built(t)
	s := made(t, child, "s = socket tcp", "sleep 1s", "show s.state", "close s")
	cmd := s.Return(3)
	batch, ok := cmd().(tea.BatchMsg)
	if !ok {
		t.Fatalf("it says %q", s.message.Text)
	}
	f, err := s.store.Source.Frame(s.query())
	if err != nil || f.Network != "run again: 0 of 3 steps" {
		t.Errorf("before any step is run again, the corner says %q, %v", f.Network, err)
	}
	if e, ok := s.bench.Trace.Newest(); !ok || e.Text != "show s.state" || e.Got != "CLOSED" {
		t.Errorf("the last answer shown at once is %q of %q", e.Got, e.Text)
	}
	came := make(chan tea.Msg)
	go func() { came <- batch[len(batch)-1]() }()
	seen := map[string]bool{}
	for done := false; !done; {
		select {
		case msg := <-came:
			s.Update(msg)
			done = true
		case <-time.After(time.Millisecond):
			f, err := s.store.Source.Frame(s.query())
			if err != nil {
				t.Fatal(err)
			}
			s.sees(f)
			seen[f.Network], seen[s.message.Text] = true, true
		}
	}
	if !seen["run again: 1 of 3 steps"] || !seen["running 3 steps again in a new engine: 1 done …"] {
		t.Errorf("while it sleeps, it says %v", seen)
	}
	if _, waits := s.store.Source.(*returning); waits || s.message.Text != "back to 3 steps, in a new engine" {
		t.Errorf("at the end it says %q", s.message.Text)
	}
}

// remembers is an engine whose recording holds the first events.
type remembers struct {
	store.Source
	events []engine.Event
	err    error
}

func (*remembers) Record(bool) error         { return nil }
func (*remembers) Mark(string, uint64) error { return nil }
func (r *remembers) First(n uint64) ([]engine.Event, error) {
	return r.events[:min(n, uint64(len(r.events)))], r.err
}
func (r *remembers) Do(s engine.Step) (engine.Event, error) { return r.Source.(*remote.Client).Do(s) }

// The first steps of a session that is too long for the trace are read from its recording.
func TestStepBackOfALongSession(t *testing.T) {
	built(t)
	s := made(t, child, "s = socket tcp", "c = socket tcp", "show s.state", "close c")
	events, _ := s.bench.Session()
	s.store.Source = &remembers{s.store.Source, events, nil}
	s.bench.Trace.Keep(2)
	cmd := s.Return(3)
	if cmd == nil {
		t.Fatalf("it says %q", s.message.Text)
	}
	read := cmd().(rereadMsg)
	next := s.haveReread(read)
	if next == nil {
		t.Fatalf("it says %q", s.message.Text)
	}
	batch := next().(tea.BatchMsg)
	s.Update(batch[len(batch)-1]())
	if now, _ := s.bench.Session(); len(now) != 3 || now[2].Text != "show s.state" || now[2].Got != "CLOSED" {
		t.Errorf("%d events; it says %q", len(now), s.message.Text)
	}
}

// If the recording does not have the first steps, the message says so.
func TestStepBackOfALongSessionThatIsNotRecorded(t *testing.T) {
	built(t)
	s := made(t, child, "s = socket tcp", "c = socket tcp", "show s.state", "close c")
	s.bench.Trace.Keep(2)
	if s.Return(3) != nil || !strings.Contains(s.message.Text, "the first are no longer in memory: this session is not recorded") {
		t.Errorf("it says %q", s.message.Text)
	}
	s.store.Source = &remembers{s.store.Source, nil, errors.New("the recording does not have step 1")}
	s.haveReread(s.Return(3)().(rereadMsg))
	if !strings.Contains(s.message.Text, "does not have step 1") {
		t.Errorf("it says %q", s.message.Text)
	}
	if s.Return(30_000) != nil || !strings.Contains(s.message.Text, "30000 steps would have to be run again, and the limit is 20000") {
		t.Errorf("it says %q", s.message.Text)
	}
	of := s.store.Source
	s.died(errors.New("killed"))
	if s.Return(3) != nil || !strings.Contains(s.message.Text, "open its recording on the Sessions page") {
		t.Errorf("it says %q", s.message.Text)
	}
	_ = of.Close()
}

// What is posted while the session is being run again follows its steps.
func TestAStepPostedMeanwhileIsNotLost(t *testing.T) {
	built(t)
	s := made(t, child, "s = socket tcp", "c = socket tcp")
	msg := s.gone(t, 1)
	s.Write("d = socket udp")
	s.Update(msg)
	s.await(t, func() bool { return s.store.Journal.Last == 2 })
	if e, _ := s.bench.Trace.Newest(); e.Text != "d = socket udp" || !slices.Contains(s.store.Roster.Names(), "s") {
		t.Errorf("the last event is %q", e.Text)
	}
}

// leaver records how its session is left.
type leaver struct {
	store.Source
	script.Doer
	left *[]string
}

func (l leaver) Leave(n, again int) error {
	*l.left = append(*l.left, fmt.Sprintf("to %d, %d again", n, again))
	return l.Close()
}

func (l leaver) Close() error { return l.Source.Close() }

// A session that is left by step back is told so, and how many of its steps were made for that reason themselves.
func TestASessionIsLeftByStepBack(t *testing.T) {
	built(t)
	var left []string
	s := made(t, func() (store.Source, error) {
		c, err := remote.Start(engine.Options{})
		return leaver{c, c, &left}, err
	}, "s = socket tcp", "c = socket tcp", "d = socket tcp")
	s.Update(s.gone(t, 2))
	s.Update(s.gone(t, 1))
	if want := []string{"to 2, 0 again", "to 1, 2 again"}; !slices.Equal(left, want) {
		t.Errorf("it is left %q, want %q", left, want)
	}
}

// After its engine has died, a session is run again up to its last answer.
func TestTheSessionAgainAfterADeath(t *testing.T) {
	built(t)
	s := made(t, child, "s = server 127.0.0.1:0", "show s.state")
	s.died(errors.New("killed"))
	if a := s.keys.Find("session-again"); a.Obstacle(s) != "" {
		t.Fatal(a.Obstacle(s))
	}
	msg := s.gone(t, 2)
	s.Update(msg)
	if e, _ := s.bench.Trace.Newest(); e.Text != "show s.state" || e.Got != "LISTEN" || s.Top() != nil {
		t.Errorf("the last event is %q, %q", e.Text, e.Got)
	}
}

// BenchmarkStepBack undoes the last of 50 steps, in a lab like the session's.
func BenchmarkStepBack(b *testing.B) {
	built(b)
	start := func() (store.Source, error) { return remote.Start(engine.Options{Lab: true}) }
	lines := []string{"s = server 127.0.0.1:0 64", "nonblock s"}
	for i := range 12 {
		lines = append(lines, fmt.Sprintf("c%d = client @s", i), fmt.Sprintf("a%d = accept s nonblock", i), fmt.Sprintf("send c%d \"hello\"", i), fmt.Sprintf("recv a%d 5", i))
	}
	s := made(b, start, lines...)
	events, _ := s.bench.Session()
	if len(events) != 50 {
		b.Fatalf("%d steps", len(events))
	}
	for b.Loop() {
		s.showSession(s.store.Source, engine.Frame{Events: events})
		if msg := s.gone(b, 49); msg.err != nil {
			b.Fatal(msg.err)
		} else if s.Update(msg); len(msg.of.made) != 49 || msg.of.differ != 49 {
			b.Fatalf("%d of %d steps answer as before", msg.of.differ, len(msg.of.made))
		}
	}
}
