package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
)

// live returns a store whose source is an engine in this process.
func live(t *testing.T) *Store {
	t.Helper()
	s := New(engine.New(engine.Options{}))
	t.Cleanup(func() { _ = s.Source.Close() })
	return s
}

// frame takes what has happened since the last frame, and returns the events.
func (s *Store) frame(t *testing.T) []engine.Event {
	t.Helper()
	f, err := s.Source.Frame(engine.Query{Rows: 100, After: s.Journal.Last, Events: journalEvents})
	if err != nil {
		t.Fatal(err)
	}
	events := s.Journal.Add(f.Events, f.Skipped)
	s.Network.Take(f)
	s.Roster.Take(f)
	s.Queue.Take(f)
	for _, note := range s.Undo.Take(f) {
		if note.Bad {
			t.Error(note.Text)
		}
	}
	return events
}

// ends posts the lines of the queue until none is left, and returns the lines of the events. It pauses
// between frames: on a single processor, a spawned call would get no time otherwise.
func (s *Store) ends(t *testing.T) (lines []string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); s.Queue.Len() > 0 || s.Queue.Busy(); time.Sleep(time.Millisecond) {
		step, ok, err := s.Queue.Next(s.Roster.Names(), &s.Tags)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			if err := s.Post(step); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range s.frame(t) {
			lines = append(lines, e.Text)
		}
		if time.Now().After(deadline) {
			t.Fatalf("the queue stands still after %q, with %d lines to go", lines, s.Queue.Len())
		}
	}
	return lines
}

// TestAQueueKnowsItsStepsByWhateverName lets the engine name what each line makes, so that the line of the
// event differs from the one posted.
func TestAQueueKnowsItsStepsByWhateverName(t *testing.T) {
	s := live(t)
	s.Queue.Add("socket tcp", "server 127.0.0.1:0", "client @s2", "accept s2", "dup s1", "socketpair unix", "socketpair unix-dgram", "epoll",
		"spawn w socket tcp", "join w", "setsockopt s1 SO_REUSEADDR on", "close s1")
	lines := s.ends(t)
	if want := []string{"s1 = socket tcp", "s2 = server 127.0.0.1:0", "s3 = client @s2"}; !slices.Equal(lines[:3], want) {
		t.Errorf("the engine has named them in %q, want %q", lines[:3], want)
	}
	if len(lines) != 12 || lines[11] != "close s1" {
		t.Errorf("the events are of %q", lines)
	}
}

// TestABlockedCallKeepsOnlyItsOwnNames makes other steps while one is blocked.
func TestABlockedCallKeepsOnlyItsOwnNames(t *testing.T) {
	s := live(t)
	s.Queue.Add("s = server 127.0.0.1:0")
	s.ends(t)
	s.Queue.Add("a = accept s")
	if step, ok, err := s.Queue.Next(s.Roster.Names(), &s.Tags); err != nil || !ok || s.Post(step) != nil {
		t.Fatal(err)
	}
	s.Queue = Queue{} // nothing waits for it
	s.Queue.Add("c = socket tcp", "close c")
	s.ends(t)
	if s.Roster.Free("", "c") != "c" || s.Roster.Free("", "a") != "a2" {
		t.Errorf("beside a blocked accept of a, free are %s and %s", s.Roster.Free("", "c"), s.Roster.Free("", "a"))
	}
}

// TestUndoTakesBackWhatASpawnedCallHasSet joins a spawned call that has set an option, and undoes the
// change.
func TestUndoTakesBackWhatASpawnedCallHasSet(t *testing.T) {
	s := live(t)
	s.Queue.Add("a = socket tcp", "spawn w setsockopt a SO_RCVLOWAT 7", "join w")
	s.ends(t)
	if s.Undo.Empty() {
		t.Fatal("there is nothing to undo")
	}
	back, err := s.Undo.Back(&s.Roster, &s.Tags)
	if err != nil || s.Post(back) != nil {
		t.Fatal(err)
	}
	events := s.frame(t) // the events of steps that do not block come before a frame requested after them
	if len(events) != 1 || events[0].Evidence.Options[0].After != "1" {
		t.Errorf("taking it back gives %+v", events)
	}
	s.Queue.Add("spawn v getsockopt a SO_RCVLOWAT", "join v")
	s.ends(t)
	if text := s.Journal.Script(false); !strings.HasSuffix(text, "# 1\n") {
		t.Errorf("the script is\n%s", text)
	}
}

// TestRoundTripsAreTimedAfterASpawnedSetting: a spawned step sets an option too, though its verb is
// another.
func TestRoundTripsAreTimedAfterASpawnedSetting(t *testing.T) {
	s := live(t)
	s.Queue.Add("a = socket tcp", "spawn w setsockopt a TCP_NODELAY on", "join w")
	s.ends(t)
	id := s.Roster.Open()[0].ID
	f, err := s.Source.Frame(engine.Query{Rows: 9, Selected: id, Events: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !concerns(f.Events[0], f.Detail, &s.Roster) {
		t.Errorf("%s sets no option: %+v", f.Events[0].Text, f.Events[0].Evidence)
	}
}
