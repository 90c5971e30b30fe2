package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/store"
)

// take lets a frame with these events come, and with a socket for every name they
// give.
func (s *Screen) take(d *desk, events ...engine.Event) {
	f := d.frame
	for i := range events {
		events[i].Seq = s.store.Journal.Last + uint64(i) + 1
		if name, _, ok := strings.Cut(events[i].Text, " = "); ok {
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
	s.Write("w = socket tcp")
	s.Write("recv w 5") // it blocks: its event does not come
	d.posted = nil
	s.Run("try-connection")
	lines := []string{"s = socket tcp nonblock", "bind s 127.0.0.1:0", "listen s 5"}
	if !slices.Equal(d.posted, lines[:1]) {
		t.Fatalf("while a call is blocked %q are posted", d.posted)
	}
	s.take(d, engine.Event{Text: "w = socket tcp"})
	if len(d.posted) != 1 {
		t.Errorf("for the event of another step %q are posted", d.posted)
	}
	s.take(d, engine.Event{Text: lines[0]})
	if !slices.Equal(d.posted, lines[:2]) {
		t.Errorf("after the first has answered %q are posted", d.posted)
	}
	s.take(d, engine.Event{Text: "recv w 5", Problem: "w is closed"})
	s.take(d, engine.Event{Text: lines[1]})
	if !slices.Equal(d.posted, lines[:3]) {
		t.Errorf("after another step was refused %q are posted", d.posted)
	}
	s.take(d, engine.Event{Text: lines[2], Problem: "no"})
	s.take(d)
	if len(d.posted) != 3 || s.message.Text != "no" {
		t.Errorf("after a line was refused %q are posted", d.posted)
	}
}

func TestAQueueGoesOnWhenItsEventWasSkipped(t *testing.T) {
	s, d := begin(t, 80, 24, engine.Frame{})
	s.Run("try-connection")
	d.frame.Skipped = 3
	d.frame.Sockets = []status.Socket{{ID: 1, Name: "s", Open: true}}
	s.take(d)
	if !slices.Equal(d.posted, []string{"s = socket tcp nonblock", "bind s 127.0.0.1:0"}) {
		t.Errorf("posted are %q", d.posted)
	}
}

func TestEveryTryGoesToItsEnd(t *testing.T) {
	tries := 0
	for _, group := range bench.New(nil, nil).Keys() {
		if group.Scope != "welcome" {
			continue
		}
		for _, try := range group.Actions {
			if tries++; try.Name == "try-lesson" { // which waits for a person at each step
				continue
			}
			s, d := begin(t, 80, 24, engine.Frame{})
			s.Run(try.Name)
			for i := range s.store.Queue.Len() + 1 {
				if len(d.posted) != i+1 {
					t.Fatalf("%s stands still after %q", try.Name, d.posted)
				}
				s.take(d, engine.Event{Text: d.posted[i]})
			}
			if s.store.Queue.Len() != 0 {
				t.Errorf("%s has not come to its end", try.Name)
			}
		}
	}
	if tries != 5 {
		t.Errorf("there are %d", tries)
	}
}

func TestATryWithoutAnEngineSaysSo(t *testing.T) {
	s, _ := begin(t, 80, 24, engine.Frame{})
	s.died(errors.New("killed"))
	for range 2 {
		s.Run("try-connection")
		if s.message.Text != store.ErrNoEngine.Error() || s.store.Queue.Len() != 0 {
			t.Errorf("it says %q and keeps %d lines", s.message.Text, s.store.Queue.Len())
		}
	}
}
