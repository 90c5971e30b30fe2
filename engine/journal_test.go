package engine

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestJournalBounds(t *testing.T) {
	j := newJournal(10)
	for n := 1; n <= 95; n++ {
		e := Event{Line: n}
		j.add(&e)
		if e.Seq != uint64(n) {
			t.Fatalf("event %d has number %d", n, e.Seq)
		}
		if n >= 10 && (len(j.events) < 10 || len(j.events) > 20) {
			t.Fatalf("%d events are kept after %d, want 10 to 20", len(j.events), n)
		}
	}
	for _, c := range []struct {
		after   uint64
		n       int
		first   uint64 // 0: none
		given   int
		skipped uint64
	}{
		{94, 10, 95, 1, 0}, {90, 5, 91, 5, 0}, {90, 3, 93, 3, 2}, {95, 5, 0, 0, 0}, {1000, 5, 0, 0, 0}, {90, 0, 0, 0, 5}, {90, -1, 0, 0, 5},
		{0, 1000, 95 - uint64(len(j.events)) + 1, len(j.events), 95 - uint64(len(j.events))},
	} {
		events, skipped := j.after(c.after, c.n)
		if len(events) != c.given || skipped != c.skipped || c.given > 0 && (events[0].Seq != c.first || events[len(events)-1].Seq != 95) {
			t.Errorf("after %d, %d at the most: %d events, %d skipped; want %d from %d, %d", c.after, c.n, len(events), skipped, c.given, c.first, c.skipped)
		}
	}
	if newJournal(0).limit != defaultJournal {
		t.Error("a journal without a limit")
	}
}

// TestFrameEvents pulls events as a screen does: what it has is not sent again.
func TestFrameEvents(t *testing.T) {
	r := newRig(t, Options{Journal: 4})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	for range 20 {
		r.well("show", look("s", "state"))
	}
	f := r.frame(Query{Events: 2})
	if len(f.Events) != 2 || f.Events[1].Seq != 21 || f.Skipped != 19 {
		t.Errorf("%d events to %d, %d skipped", len(f.Events), f.Events[len(f.Events)-1].Seq, f.Skipped)
	}
	if f := r.frame(Query{After: 21, Events: 9}); len(f.Events) != 0 || f.Skipped != 0 {
		t.Errorf("%d events, %d skipped where nothing happened", len(f.Events), f.Skipped)
	}
	e := r.well("show", look("s", "fd"))
	if f := r.frame(Query{After: 21, Events: 9}); len(f.Events) != 1 || f.Skipped != 0 || f.Events[0].Step != e.Step || f.Events[0].Seq != e.Seq {
		t.Errorf("%+v", f.Events)
	}
}

// TestLongRepetition bounds the calls an event lists.
func TestLongRepetition(t *testing.T) {
	task := &task{}
	for n := range 3 * maxCalls {
		for range 2 {
			task.report(Call{Name: "recv", Ret: int64(n), NS: int64(n)})
		}
	}
	calls := task.event.Calls
	if len(calls) != maxCalls || task.event.Skipped != 2*maxCalls {
		t.Fatalf("%d calls, %d skipped", len(calls), task.event.Skipped)
	}
	if last := calls[maxCalls-1]; last.Ret != 3*maxCalls-1 || last.Times != 2 {
		t.Errorf("the last is %+v", last)
	}
}
