package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/store"
)

// take lets a frame with these events come, and with a socket for every name they
// give.
func (s *Screen) take(d *desk, events ...engine.Event) {
	f := d.frame
	for i := range events {
		events[i].Seq = s.store.Journal.Last + uint64(i) + 1
		if name, _, ok := strings.Cut(events[i].Step, " = "); ok {
			f.Sockets = append(f.Sockets, status.Socket{ID: status.SocketID(events[i].Seq), Name: name, Open: true})
		}
	}
	for i := range events {
		d.answer(&events[i])
	}
	f.Events = events
	s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
}

func TestAQueueWaitsForItsOwnLinesOnly(t *testing.T) {
	s, d := begin(t, 80, 24, engine.Frame{})
	if _, err := s.post("w = socket tcp"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.post("recv w 5"); err != nil { // it blocks: its event does not come
		t.Fatal(err)
	}
	d.posted = nil
	s.run("try-connection")
	lines := tries[0].lines
	if !slices.Equal(d.posted, lines[:1]) {
		t.Fatalf("while a call is blocked %q are posted", d.posted)
	}
	s.take(d, engine.Event{Step: "w = socket tcp"})
	if len(d.posted) != 1 {
		t.Errorf("for the event of another step %q are posted", d.posted)
	}
	s.take(d, engine.Event{Step: lines[0]})
	if !slices.Equal(d.posted, lines[:2]) {
		t.Errorf("after the first has answered %q are posted", d.posted)
	}
	s.take(d, engine.Event{Step: "recv w 5", Problem: "w is closed"})
	s.take(d, engine.Event{Step: lines[1]})
	if !slices.Equal(d.posted, lines[:3]) {
		t.Errorf("after another step was refused %q are posted", d.posted)
	}
	s.take(d, engine.Event{Step: lines[2], Problem: "no"})
	s.take(d)
	if len(d.posted) != 3 || s.message.text != "no" {
		t.Errorf("after a line was refused %q are posted", d.posted)
	}
}

func TestAQueueGoesOnWhenItsEventWasSkipped(t *testing.T) {
	s, d := begin(t, 80, 24, engine.Frame{})
	s.run("try-connection")
	d.frame.Skipped = 3
	d.frame.Sockets = []status.Socket{{ID: 1, Name: "s", Open: true}}
	s.take(d)
	if !slices.Equal(d.posted, tries[0].lines[:2]) {
		t.Errorf("posted are %q", d.posted)
	}
}

func TestEveryTryGoesToItsEnd(t *testing.T) {
	for _, try := range tries {
		s, d := begin(t, 80, 24, engine.Frame{})
		s.run(try.name)
		for i, line := range try.lines {
			if len(d.posted) != i+1 {
				t.Fatalf("%s stands still at %q", try.name, line)
			}
			s.take(d, engine.Event{Step: d.posted[i]})
		}
	}
}

func TestATryWithoutAnEngineSaysSo(t *testing.T) {
	s, _ := begin(t, 80, 24, engine.Frame{})
	s.died(errors.New("killed"))
	for range 2 {
		s.run("try-connection")
		if s.message.text != "there is no engine" || s.store.Queue.Len() != 0 {
			t.Errorf("it says %q and keeps %d lines", s.message.text, s.store.Queue.Len())
		}
	}
}
