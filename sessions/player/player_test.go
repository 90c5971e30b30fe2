package player

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/recording"
)

// session returns n steps on ten sockets, which are made and closed and have options set.
func session(n int) recording.List {
	var events recording.List
	for i := range n {
		id := status.SocketID(i%10 + i/100*10)
		seen := status.Observed{ID: id, Name: fmt.Sprint("s", id), Closed: i%100 >= 90, After: &status.Condition{State: status.StateListen, Local: fmt.Sprint("127.0.0.1:", i)}}
		if seen.Closed {
			seen.After = &status.Condition{State: status.StateClosed}
		}
		e := engine.Event{Seq: uint64(i + 1), T: float64(i), Text: fmt.Sprint("step ", i+1), Evidence: &status.Evidence{Sockets: []status.Observed{seen}}}
		if i%7 == 0 {
			e.Evidence.Options = []status.OptionChange{{Socket: id, Level: "SOL_SOCKET", Name: fmt.Sprint("SO_", i%3), Asked: fmt.Sprint(i)}}
		}
		events = append(events, e)
	}
	return events
}

// written returns events as read from a file.
func written(t *testing.T, events recording.List) *recording.File {
	t.Helper()
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	for _, e := range events {
		if err := out.Encode(e); err != nil {
			t.Fatal(err)
		}
	}
	f, err := recording.New("x", bytes.NewReader(text.Bytes()), int64(text.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// anything returns n steps with random evidence of a few sockets.
func anything(r *rand.Rand, n int) recording.List {
	some := func(of int) bool { return r.IntN(of) == 0 }
	var events recording.List
	for i := range n {
		e := engine.Event{Seq: uint64(i + 1), T: float64(i), Took: 0.5, Text: `x "evidence":{ {"id":1,`}
		for range r.IntN(3) {
			o := status.Observed{ID: status.SocketID(r.IntN(40)), Name: fmt.Sprint("s", i%3), Kind: status.Kind{Domain: engine.AFInet, Type: engine.SockStream}, Closed: some(5)}
			if !some(3) {
				o.After = &status.Condition{State: []status.State{status.StateListen, status.StateClosed, ""}[r.IntN(3)], Local: fmt.Sprint("127.0.0.1:", i)}
			}
			if some(2) {
				o.Before = &status.Condition{State: status.StateEstablished}
			}
			if some(3) {
				o.Detail = &status.Detail{FD: i, Origin: "accept(s)"}
				if some(2) {
					o.Detail.Info = map[string]int64{"rtt": int64(i)}
				}
			}
			if e.Evidence == nil {
				e.Evidence = &status.Evidence{Private: some(20)}
			}
			if some(4) {
				e.Evidence.Bench = append(e.Evidence.Bench, o)
			} else {
				e.Evidence.Sockets = append(e.Evidence.Sockets, o)
			}
			if some(9) {
				e.Evidence.Options = append(e.Evidence.Options, status.OptionChange{Socket: o.ID, Level: "SOL_SOCKET", Name: "SO_RCVBUF", Asked: fmt.Sprint(i)})
			}
		}
		events = append(events, e)
	}
	return events
}

// From a file, only some of the events are decoded, but what is shown is the same as if all were.
func TestAFileShowsWhatItsEventsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		events := anything(r, 3000)
		f := written(t, events)
		n := r.IntN(len(events) + 1)
		got, want := New(f, n), New(events, n)
		all(t, got)
		all(t, want)
		if list, err := f.Telling(0, n); err != nil || n > 1000 && len(list) > n/2 {
			t.Errorf("%d of %d events tell, %v", len(list), n, err)
		}
		slices.Sort(got.bench.standing) // in between, a socket may have come back
		slices.Sort(want.bench.standing)
		is, should := shown(got.bench), shown(want.bench)
		for i := range should {
			if i >= len(is) || is[i] != should[i] {
				t.Fatalf("after %d steps, of %d and %d lines, they differ in\n%s\n%s", n, len(is), len(should), is[min(i, len(is)-1)], should[i])
			}
		}
	}
}

// shown returns what is shown of a bench, as text.
func shown(b *bench) []string {
	list := []string{fmt.Sprint(b.t, b.private, b.standing)}
	for _, id := range slices.Sorted(maps.Keys(b.rows)) {
		r := *b.rows[id]
		r.of = nil
		list = append(list, fmt.Sprintf("%+v", r))
	}
	return list
}

// all returns a frame with everything.
func all(t *testing.T, p *Player) engine.Frame {
	t.Helper()
	if !p.Arrive(time.Minute) {
		t.Fatal("it does not arrive")
	}
	f, err := p.Frame(engine.Query{Rows: 100, Selected: 3})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A player shows the same at a position, wherever it came from.
func TestAPlayerShowsTheSameFromWhereverItComes(t *testing.T) {
	events := session(5000)
	p := New(events, 0)
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		n := r.IntN(len(events) + 1)
		if r.IntN(3) == 0 {
			n = min(p.At()+1, len(events))
		}
		p.Go(n)
		fresh := New(events[:n], n)
		if got, want := all(t, p), all(t, fresh); p.At() != n || !reflect.DeepEqual(got, want) {
			t.Fatalf("after %d steps it shows\n%+v, and should\n%+v", n, got, want)
		}
	}
}

// gate is events that can be read only when permitted.
type gate struct {
	recording.List
	open chan struct{}
}

func (g gate) Event(i int) (engine.Event, error) {
	<-g.open
	return g.List.Event(i)
}

// A frame does not wait for a long way: it shows the session where it was, and says that it is being read.
func TestAFarStepIsReadInTheBackground(t *testing.T) {
	g := gate{session(500), make(chan struct{})}
	p := New(g, 0)
	t.Cleanup(func() { _ = p.Close() })
	p.Go(400)
	f, err := p.Frame(engine.Query{Rows: 9})
	if err != nil || f.Network != "a recording, reading … 0 %" || p.At() != 0 || f.Total != 0 {
		t.Errorf("on its way it shows %+v, %v", f, err)
	}
	p.Go(350) // it may be sent elsewhere in the meantime
	close(g.open)
	if f := all(t, p); p.At() != 350 || f.Network != Network || f.Total == 0 {
		t.Errorf("at step %d it shows %+v", p.At(), f)
	}
}

func TestAPlayerIsStopped(t *testing.T) {
	g := gate{session(500), make(chan struct{})}
	p := New(g, 0)
	p.Go(400)
	p.Stop()
	close(g.open)
	if !p.Arrive(time.Minute) || p.At() != 0 {
		t.Errorf("it stands at %d", p.At())
	}
	p.Go(10)
	if all(t, p); p.At() != 10 {
		t.Errorf("sent on, it stands at %d", p.At())
	}
}

// broken is events of which one can't be read.
type broken struct{ recording.List }

func (b broken) Event(i int) (engine.Event, error) {
	if i == 5 {
		return engine.Event{}, fmt.Errorf("line 6 is no event")
	}
	return b.List.Event(i)
}

// An event that can't be read is reported, and those after it are shown.
func TestAnEventThatCanNotBeRead(t *testing.T) {
	p := New(broken{session(10)}, 0)
	p.Go(10)
	p.Arrive(time.Minute)
	f, err := p.Frame(engine.Query{Rows: 100, Events: 100})
	if err != nil || len(f.Events) != 10 || !strings.Contains(f.Events[5].Problem, "line 6") || f.Total != 9 {
		t.Errorf("%d events, %d sockets, %v: %+v", len(f.Events), f.Total, err, f.Events[5])
	}
}

// The first event after steps that were not recorded says how many those are.
func TestWhatIsMissingIsNoted(t *testing.T) {
	events := session(10)
	for i := range events[5:] {
		events[5+i].Seq += 3
	}
	var text bytes.Buffer
	text.WriteString(`{"netnet":1}` + "\n")
	for _, e := range events {
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(append(line, '\n'))
	}
	file, err := recording.New("x", bytes.NewReader(text.Bytes()), int64(text.Len()))
	if err != nil {
		t.Fatal(err)
	}
	p := New(file, 10)
	p.Arrive(time.Minute)
	f, err := p.Frame(engine.Query{Events: 10})
	for i, e := range f.Events {
		noted := slices.Equal(e.Notes, []string{"not recorded: 3 steps before this step"})
		if noted != (i == 5) || !noted && len(e.Notes) > 0 || e.Seq != uint64(i+1) {
			t.Errorf("event %d notes %q, %v", i, e.Notes, err)
		}
	}
	if said := file.Cut(); said != "x:7: warning: 3 steps were not recorded, before this line" {
		t.Errorf("it says %q", said)
	}
}

// What is kept for a long session with many sockets is bounded.
func TestWhatIsKeptIsBounded(t *testing.T) {
	p := New(session(20_000), 0)
	p.past.stride = 1
	p.Go(20_000)
	p.Arrive(time.Minute)
	if n := len(p.past.kept); n < leastKept || p.past.rows > mostRows && n > leastKept {
		t.Errorf("%d benches with %d rows are kept", n, p.past.rows)
	}
	if f := all(t, p); f.Total != len(p.bench.standing) || p.At() != 20_000 {
		t.Errorf("it shows %d sockets at %d", f.Total, p.At())
	}
}
