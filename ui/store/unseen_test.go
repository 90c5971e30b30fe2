package store

import (
	"testing"

	"netnet-tui/engine"
)

func TestEventsThatNobodyLookedAtAreBounded(t *testing.T) {
	var u Unseen
	for i := range 30 {
		u.Note(engine.Frame{Skipped: 1, Events: make([]engine.Event, journalEvents)})
		u.events[len(u.events)-1].Seq = uint64(i + 1)
	}
	f := u.With(engine.Frame{Events: []engine.Event{{Seq: 31}}, Skipped: 2})
	if len(f.Events) != unseenEvents+1 || f.Skipped != 30+2+uint64(30*journalEvents-unseenEvents) {
		t.Errorf("%d events and %d skipped", len(f.Events), f.Skipped)
	}
	if f.Events[unseenEvents-1].Seq != 30 || f.Events[unseenEvents].Seq != 31 {
		t.Error("they are not in order")
	}
	if f = u.With(engine.Frame{}); len(f.Events) != 0 || f.Skipped != 0 {
		t.Error("they are told twice")
	}
}
