package engine

import (
	"testing"

	"golang.org/x/sys/unix"
)

// TestFrameEvents pulls events as a screen does: events it already has are not sent again.
func TestFrameEvents(t *testing.T) {
	r := newRig(t, Options{Journal: 4})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	for range 20 {
		r.well("show", target("s", "state"))
	}
	f := r.frame(Query{Events: 2})
	if len(f.Events) != 2 || f.Events[1].Seq != 21 || f.Skipped != 19 {
		t.Errorf("%d events to %d, %d skipped", len(f.Events), f.Events[len(f.Events)-1].Seq, f.Skipped)
	}
	if f := r.frame(Query{After: 21, Events: 9}); len(f.Events) != 0 || f.Skipped != 0 {
		t.Errorf("%d events, %d skipped where nothing happened", len(f.Events), f.Skipped)
	}
	e := r.well("show", target("s", "fd"))
	if f := r.frame(Query{After: 21, Events: 9}); len(f.Events) != 1 || f.Skipped != 0 || f.Events[0].Text != e.Text || f.Events[0].Seq != e.Seq {
		t.Errorf("%+v", f.Events)
	}
}

// TestLongRepetition checks that the calls listed in an event are bounded.
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
