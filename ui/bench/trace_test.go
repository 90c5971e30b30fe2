package bench

import (
	"fmt"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
)

func events(from, n int) []engine.Event {
	var list []engine.Event
	for i := range n {
		list = append(list, engine.Event{Seq: uint64(from + i), Verb: "pending", Text: fmt.Sprintf("pending s%d", from+i),
			Calls: []engine.Call{{Name: "ioctl", Args: []string{fmt.Sprintf("s%d", from+i), "FIONREAD"}}}})
	}
	return list
}

// see draws a trace of h rows and returns them.
func see(t *Trace, h int) string {
	c := canvas.New(80, h)
	t.draw(c, c.Rect, true, false)
	return c.String()
}

func TestTheTraceFollowsUntilItIsScrolled(t *testing.T) {
	tr := &Trace{follow: true}
	tr.add(events(1, 30), 0)
	if text := see(tr, 10); !strings.Contains(text, "ioctl(s30,") || strings.Contains(text, "ioctl(s10,") {
		t.Errorf("it shows\n%s", text)
	}
	tr.Move(-20, false)
	tr.add(events(31, 5), 0)
	if text := see(tr, 10); !strings.Contains(text, "ioctl(s10,") || strings.Contains(text, "ioctl(s35,") || !strings.Contains(text, "10 of 35") {
		t.Errorf("scrolled up it shows\n%s", text)
	}
	tr.Edge(true)
	tr.add(events(36, 1), 0)
	if text := see(tr, 10); !strings.Contains(text, "ioctl(s36,") {
		t.Errorf("at the end again it shows\n%s", text)
	}
}

// A call that was made on another page is shown, wherever the trace was scrolled to.
func TestTheTraceGoesToTheNewestWhereItIsToFollow(t *testing.T) {
	tr := &Trace{follow: true}
	tr.add(events(1, 30), 0)
	see(tr, 10)
	tr.Move(-20, false)
	tr.Follow()
	tr.add(events(31, 1), 0)
	if text := see(tr, 10); !strings.Contains(text, "ioctl(s31,") || strings.Contains(text, "of 31") {
		t.Errorf("it shows\n%s", text)
	}
}

func TestTheTraceIsBounded(t *testing.T) {
	tr := &Trace{follow: true}
	for i := range 20 {
		tr.add(events(1+i*500, 500), 0)
	}
	if tr.Len() != traceEvents {
		t.Errorf("%d events are kept", tr.Len())
	}
	tr.Edge(false)
	if text := see(tr, 10); !strings.Contains(text, "ioctl(s6001,") {
		t.Errorf("its first is\n%s", text)
	}
}

func TestSkippedEventsAreTold(t *testing.T) {
	tr := &Trace{follow: true}
	tr.add(events(900, 1), 899)
	if text := see(tr, 10); !strings.Contains(text, "899 events are not listed here") {
		t.Errorf("it shows\n%s", text)
	}
}

func TestAnItemTakesTheLinesItSays(t *testing.T) {
	held := false
	calls := make([]engine.Call, 9)
	for _, e := range []engine.Event{
		{Text: "sleep 1s"}, {Text: "close s", Problem: "no"}, {Calls: calls[:1]}, {Calls: calls[:6]}, {Calls: calls},
		{Calls: calls[:2], Problem: "no"}, {Calls: calls[:1], Held: &held}, {Text: "expect s.fd == 1", Held: &held, Got: "2"},
	} {
		it := &item{event: e}
		if got := len(it.render(60)); got != folded(it) {
			t.Errorf("%+v takes %d lines and says %d", e, got, folded(it))
		}
		it.open = true
		if got := len(it.render(60)); got <= len(e.Calls) {
			t.Errorf("%+v unfolded takes only %d lines", e, got)
		}
	}
	if it := (&item{remark: "the engine died"}); len(it.render(60)) != folded(it) {
		t.Error("a remark takes other lines than it says")
	}
}

func TestUnfoldedAnEventShowsWhatHasChanged(t *testing.T) {
	zero, five := 0, 5
	before := status.Condition{State: "ESTABLISHED", Pending: &five, Ready: "in|out"}
	after := status.Condition{State: "CLOSE-WAIT", Pending: &zero, Ready: "in|out"}
	tr := &Trace{follow: true}
	tr.add([]engine.Event{{Seq: 1, Verb: "recv", Text: "recv a 5", Notes: []string{"a note"}, Calls: []engine.Call{{Name: "recvfrom", Ret: 5}},
		Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "a", Before: &before, After: &after}}, Moved: map[string]int64{"InSegs": 2}}}}, 0)
	c := canvas.New(140, 5)
	tr.draw(c, c.Rect, true, false)
	if text := c.String(); !strings.Contains(text, "= 5   a ESTABLISHED → CLOSE-WAIT   a Recv-Q 5 → 0 ") {
		t.Errorf("a wide trace does not show beside the call what it changed:\n%s", text)
	}
	tr.Unfold()
	text := see(tr, 24)
	for _, want := range []string{"step recv a 5", "state    ESTABLISHED → CLOSE-WAIT", "pending  5 → 0", "counted InSegs +2", "note a note", "why"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "ready ") {
		t.Errorf("it shows what is the same:\n%s", text)
	}
	tr.Unfold()
	if text := see(tr, 24); strings.Contains(text, "state") {
		t.Errorf("folded it shows\n%s", text)
	}
}

func TestADurationHasThreeDigits(t *testing.T) {
	for ns, want := range map[int64]string{15: "15ns", 9000: "9µs", 15_000: "15µs", 63_000: "63µs", 1_240_000: "1.24ms", 999_700_000: "1.00s"} {
		if got := part.Took(engine.Call{NS: ns}); got != want {
			t.Errorf("%d ns are %s, want %s", ns, got, want)
		}
	}
	for us := range int64(1000) {
		if got, want := part.Took(engine.Call{NS: us * 1000}), fmt.Sprintf("%dµs", us); us > 0 && got != want {
			t.Fatalf("%d ns are %s, want %s", us*1000, got, want)
		}
	}
	it := &item{open: true, event: engine.Event{Text: "sleep 1s", Took: 0.9997, Calls: []engine.Call{{Name: "nanosleep", NS: 999_700_000}}}}
	text := ""
	for _, line := range it.render(80) {
		text += line.String() + "\n"
	}
	if strings.Count(text, "1.00s") != 2 {
		t.Errorf("it shows\n%s", text)
	}
}

// After the close of its descriptor, a socket still has a condition.
func TestAClosedDescriptorIsTold(t *testing.T) {
	before := &status.Condition{State: "ESTABLISHED", Ready: "out"}
	for state, want := range map[status.State]string{"FIN-WAIT-1": "its descriptor is closed; TCP has its connection in FIN-WAIT-1", "CLOSED": "its descriptor is closed"} {
		lines := changes(status.Observed{Name: "c", Closed: true, Before: before, After: &status.Condition{State: state}}, 80)
		if len(lines) != 1 || !strings.HasSuffix(lines[0].String(), want) {
			t.Errorf("%s: %v", state, lines)
		}
	}
}

func TestWhatAStepDidToAnOptionIsShown(t *testing.T) {
	e := engine.Event{Seq: 1, Text: "setsockopt c SO_RCVBUF 4KiB", Verb: "setsockopt",
		Calls:    []engine.Call{{Name: "setsockopt", Args: []string{"c", "SOL_SOCKET", "SO_RCVBUF", "[4096]", "4"}}},
		Warnings: []string{"SO_RCVBUF leaves the window scale as it is"},
		Evidence: &status.Evidence{Options: []status.OptionChange{{Name: "SO_RCVBUF", Before: "128KiB", Asked: "4KiB", After: "8KiB"}}}}
	text := func(it *item) string {
		var b strings.Builder
		for _, line := range it.render(120) {
			for _, span := range line {
				b.WriteString(span.Text)
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	it := &item{event: e}
	if got := text(it); !strings.Contains(got, "beware") || !strings.Contains(got, "SO_RCVBUF 128KiB → 8KiB") {
		t.Error(got)
	}
	it.open = true
	if got := text(it); !strings.Contains(got, "asked for 4KiB") || !strings.Contains(got, "leaves the window scale") {
		t.Error(got)
	}
}

func TestRoundTripsAreOneLineUntilTheyAreUnfolded(t *testing.T) {
	e := engine.Event{Seq: 1, Text: "roundtrip c", Verb: "roundtrip", Got: "44.0ms", Calls: make([]engine.Call, 40)}
	it := &item{event: e}
	if lines := it.render(100); len(lines) != 1 || folded(it) != 1 {
		t.Errorf("%d lines", len(lines))
	}
	it.open = true
	if lines := it.render(100); len(lines) < 40 {
		t.Errorf("unfolded it has %d lines", len(lines))
	}
}
