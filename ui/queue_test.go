package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/store"
)

// take delivers a frame with these events, and with a socket for every name they give.
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
	s.Write("recv w 5") // it blocks, so its event does not arrive
	d.posted = nil
	lines := []string{"s = socket tcp nonblock", "bind s 127.0.0.1:0", "listen s 5"}
	s.Queue(lines...)
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
	s.Queue("s = socket tcp nonblock", "bind s 127.0.0.1:0")
	d.frame.Skipped = 3
	d.frame.Sockets = []status.Socket{{ID: 1, Name: "s", Open: true}}
	s.take(d)
	if !slices.Equal(d.posted, []string{"s = socket tcp nonblock", "bind s 127.0.0.1:0"}) {
		t.Errorf("posted are %q", d.posted)
	}
}

// Every suggestion on an empty bench is an existing lesson with that title.
func TestEveryTryIsALesson(t *testing.T) {
	library := lesson.Load("")
	tries := 0
	for _, group := range bench.New(nil, nil, nil).Keys() {
		if group.Scope != "welcome" {
			continue
		}
		for _, try := range group.Actions {
			if tries++; try.Name == "try-lesson" { // the next one
				continue
			}
			l, ok := library.Find(try.Name)
			if !ok || !strings.EqualFold("try: "+l.Title, try.Help) {
				t.Errorf("%s is not the lesson %q", try.Name, try.Help)
				continue
			}
			for _, b := range l.Blocks {
				if b.Predict != nil || b.Goal != nil {
					t.Errorf("%s:%d asks something, and a try is only looked at", l.File, b.Line)
				}
			}
		}
	}
	if tries != 5 {
		t.Errorf("there are %d", tries)
	}
}

func TestAQueueWithoutAnEngineSaysSo(t *testing.T) {
	s, _ := begin(t, 80, 24, engine.Frame{})
	s.died(errors.New("killed"))
	for range 2 {
		s.Queue("s = socket tcp nonblock", "bind s 127.0.0.1:0")
		if s.message.Text != store.ErrNoEngine.Error() || s.store.Queue.Len() != 0 {
			t.Errorf("it says %q and keeps %d lines", s.message.Text, s.store.Queue.Len())
		}
	}
}
