package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// answer delivers a frame for the screen's last request: with sockets if the bench asked, and without if
// another page did.
func (s *Screen) answer(f engine.Frame) {
	if s.store.Pull.Asker != part.Page(s.bench) {
		f.Sockets, f.Detail, f.First = nil, nil, 0
	}
	s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
}

func TestTheManualOfTheChosenOption(t *testing.T) {
	f := sample()
	s, _ := begin(t, 120, 40, f)
	f.Events = nil
	s.bench.Focus = bench.PaneInspector
	s.bench.Inspector.Pick("SOL_TCP TCP_NODELAY")
	s.answer(f)
	s.message = store.Note{}
	before := s.text()
	s.key("m", 'm')
	if e := s.reference().Chosen(); s.Page().Name() != "Reference" || e == nil || e.Name != "TCP_NODELAY" {
		t.Fatalf("it shows\n%s", s.text())
	}
	for range 3 {
		s.answer(f)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	for range 2 {
		s.answer(f)
	}
	if after := s.text(); after != before {
		t.Errorf("back on the bench it shows\n%s\nand before that\n%s", after, before)
	}
	for key, name := range map[string]string{"SOL_SOCKET SO_RCVBUF": "SO_RCVBUF", "O_NONBLOCK": "O_NONBLOCK", "FD_CLOEXEC": "FD_CLOEXEC"} {
		s.bench.Inspector.Pick(key)
		s.Run("manual")
		if got := s.reference().Chosen().Name; got != name {
			t.Errorf("the manual of %s is at %s", key, got)
		}
		s.TurnTo(part.Home)
	}
}

func TestTheManualOfTheChosenEvent(t *testing.T) {
	s, _ := begin(t, 120, 40, sample())
	s.bench.Focus = bench.PaneTrace
	for index, want := range map[int]string{2: "EAGAIN", 3: "EADDRINUSE"} {
		s.bench.Trace.Choose(index)
		s.key("m", 'm')
		if got := s.reference().Chosen().Name; got != want || s.Page().Name() == part.Home {
			t.Errorf("the manual of event %d is at %s", index+1, got)
		}
		s.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		if e, _ := s.bench.Trace.Latest(); s.Page().Name() != part.Home || e.Seq != uint64(index+1) {
			t.Errorf("back on page %d event %d is chosen", s.page, e.Seq)
		}
	}
	s.reference().Sift("nagle")
	s.bench.Trace.Choose(6) // an accept that succeeded
	s.key("m", 'm')
	if s.Page().Name() == part.Home || s.reference().Filter != "nagle" {
		t.Error("where there is nothing to look up, the reference is not as it was left")
	}
	s.TurnTo(part.Home)
	s.comes(sample()) // what the reference asked for
	s.comes(sample(), engine.Event{Seq: 9, Calls: []engine.Call{call1("setsockopt", 0, "", "a", "SOL_TCP", "TCP_CORK", "[1]", "4")}},
		engine.Event{Seq: 10, Calls: []engine.Call{call1("bind", -1, "ENOANO")}})
	s.bench.Trace.Choose(8)
	s.key("m", 'm')
	if name := s.reference().Chosen().Name; name != "TCP_CORK" {
		t.Errorf("the manual of a setsockopt that went well is at %s", name)
	}
	s.TurnTo(part.Home)
	s.bench.Trace.Choose(9)
	s.key("m", 'm')
	if s.Page().Name() != part.Home || !strings.Contains(s.message.Text, "ENOANO") {
		t.Errorf("of an unknown errno it says %q", s.message.Text)
	}
}

func TestNoEventIsLostWhileTheReferenceIsShown(t *testing.T) {
	f := sample()
	s, _ := begin(t, 120, 40, f)
	s.bench.Sockets.Select(2)
	s.turn("Reference")
	events := len(f.Events)
	more := func(seq int) engine.Frame {
		f.Events = []engine.Event{{Seq: uint64(seq), Verb: "pending", Text: fmt.Sprintf("pending a%d", seq)}}
		return f
	}
	for seq := events + 1; seq <= events+5; seq++ {
		s.answer(more(seq))
	}
	if s.store.Pull.Asker != part.Page(s.reference()) {
		t.Fatal("the reference has not asked for a frame")
	}
	if s.store.Journal.Last != uint64(events+5) {
		t.Errorf("the journal ends with %d", s.store.Journal.Last)
	}
	s.key("1", '1')
	s.answer(more(events + 6)) // already under way when the page was turned
	s.answer(more(events + 7))
	if n := s.bench.Trace.Len(); n != events+7 {
		t.Errorf("the trace has %d events of %d", n, events+7)
	}
	if e, _ := s.bench.Trace.Newest(); e.Seq != uint64(events+7) {
		t.Errorf("the newest is %d", e.Seq)
	}
	if k, ok := s.bench.Selected(); !ok || k.Name != "c" {
		t.Errorf("selected is %q", k.Name)
	}
}

func TestAnEngineThatDiesBehindTheReferenceIsSeenOnTheBench(t *testing.T) {
	f := sample()
	s, _ := begin(t, 120, 40, f)
	s.turn("Reference")
	f.Events = []engine.Event{{Seq: 9, Verb: "pending", Text: "pending the last one"}}
	s.answer(f)
	f.Events[0].Seq = 10
	s.answer(f)
	s.Update(store.FrameMsg{From: s.store.Source, Frame: engine.Frame{}, Err: fmt.Errorf("signal: killed")})
	text := s.text()
	if s.Page().Name() != part.Home || !strings.Contains(text, "Its last step was: pending the last one") {
		t.Errorf("it shows\n%s", text)
	}
	s.Pop()
	if k, ok := s.bench.Selected(); !ok || k.Name != "a" || s.bench.Trace.Len() != 11 {
		t.Errorf("selected is %q, and the trace has %d rows", k.Name, s.bench.Trace.Len())
	}
}

func TestFindingWhileOneTypes(t *testing.T) {
	s, d := begin(t, 80, 24, sample())
	s.turn("Reference")
	s.key("/", '/')
	for _, r := range "econn re" {
		s.key(string(r), r)
	}
	if s.reference().Filter != "econn re" || s.reference().Chosen().Name != "ECONNRESET" {
		t.Errorf("it shows\n%s", s.text())
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyDown})
	if got := s.reference().Chosen().Name; got != "ECONNREFUSED" {
		t.Errorf("an arrow goes to %s", got)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if !s.reference().Reading || s.reference().Chosen().Name != "ECONNREFUSED" {
		t.Error("enter does not move on to the text")
	}
	for i, want := range []string{"econn re", "", ""} {
		s.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		if s.reference().Filter != want || (s.Page().Name() == part.Home) != (i == 2) {
			t.Errorf("after %d times esc the filter is %q, on page %d", i+1, s.reference().Filter, s.page)
		}
	}
	if len(d.posted) != 0 {
		t.Errorf("something was posted: %q", d.posted)
	}
}

func TestALineTypedOnTheReferenceIsSeenOnTheBench(t *testing.T) {
	s, d := begin(t, 80, 24, sample())
	s.turn("Reference")
	s.key(":", ':')
	for _, r := range "pending a" {
		s.key(string(r), r)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if len(d.posted) != 1 || s.Page().Name() != part.Home {
		t.Errorf("posted %q, on page %d", d.posted, s.page)
	}
}

func TestThePaletteOffersWhatThePageCanDo(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	offered := func(name string) bool {
		return slices.ContainsFunc(s.keys.Offered(s.Page().Name()), func(a *part.Action) bool { return a.Name == name })
	}
	if !offered("sort") || !offered("find-entry") {
		t.Error("on the bench something is missing")
	}
	s.Run("find-entry")
	if s.Page().Name() == part.Home || s.entry.Purpose == nil || s.entry.Purpose.Step {
		t.Error("find-entry does not open the reference's filter")
	}
	s.Shut()
	if offered("sort") || !offered("find-entry") || !offered("theme") {
		t.Error("on the reference it offers what is the bench's, or lacks something")
	}
}

func TestThePaletteShowsWhatCannotBeDoneNow(t *testing.T) {
	s, _ := begin(t, 120, 40, engine.Frame{})
	s.showPalette(s)
	if text := s.text(); !strings.Contains(text, "not now: no socket is selected: n makes one") {
		t.Errorf("without a socket it does not say so:\n%s", text)
	}
	s, _ = begin(t, 120, 40, sample())
	unable := []string{"accept", "restart", "interrupt", "listen", "connect", "undo"}
	for _, a := range s.keys.Offered(part.Home) {
		reason := a.Obstacle(s)
		switch {
		case a.Name == "accept" && reason != "accept a: it is not a listener":
			t.Errorf("accept has the reason %q", reason)
		case slices.Contains(unable, a.Name) && reason == "":
			t.Errorf("it looks as if %s could be done", a.Name)
		case a.Name == "close" && reason != "":
			t.Errorf("it looks as if %s could not be done: %s", a.Name, reason)
		}
	}
}
