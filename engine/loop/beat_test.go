package loop

import (
	"testing"
	"time"

	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"
)

// TestTheBeatRunsWhileTheLoopIsBusy checks that the beat starts with the first event after a short sleep, and stops
// when a beat came alone, so that an idle loop is not woken.
func TestTheBeatRunsWhileTheLoopIsBusy(t *testing.T) {
	l, err := New(Options{}, sockets.Linux{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	l.watcher.sleeps = true
	message, beat := readiness.Event{FD: 1 << 20}, readiness.Event{FD: l.beat.fd}
	gated := func(on bool) func() { return func() { l.calls.gated = on } }
	for _, step := range []struct {
		what  string
		first func()
		ready []readiness.Event
		slept time.Duration
		on    bool
	}{
		{what: "a message after a long sleep", ready: []readiness.Event{message}, slept: time.Second},
		{what: "nothing", slept: time.Millisecond},
		{what: "a message after a short sleep", ready: []readiness.Event{message}, slept: time.Millisecond, on: true},
		{what: "a beat and a message", ready: []readiness.Event{beat, message}, slept: time.Millisecond, on: true},
		{what: "a beat alone", ready: []readiness.Event{beat}, slept: beatEvery},
		{what: "a message while calls are traced", first: gated(true), ready: []readiness.Event{message}, slept: time.Millisecond},
		{what: "a message when they no longer are", first: gated(false), ready: []readiness.Event{message}, slept: time.Millisecond, on: true},
		{what: "a message when they are again", first: gated(true), ready: []readiness.Event{message}, slept: time.Millisecond},
	} {
		if step.first != nil {
			step.first()
		}
		if l.keepBeat(step.ready, step.slept); l.beat.on != step.on || l.calls.bare.Brief != step.on {
			t.Errorf("after %s: the beat is %t, sleeps are brief %t", step.what, l.beat.on, l.calls.bare.Brief)
		}
	}
}

// TestABeatEndsASleep lets a busy loop sleep without a time limit.
func TestABeatEndsASleep(t *testing.T) {
	l, err := New(Options{}, sockets.Linux{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := l.With(readiness.Epoll, 0); err != nil {
		t.Fatal(err)
	}
	l.setBeat(true)
	for l.Iterate(); l.iteration.own == 0; { // a signal may end a sleep too
		l.Iterate()
	}
	if l.iteration.own != 1 || l.beat.on || l.spent.Wakeups != 0 {
		t.Errorf("%d entries were the loop's own, the beat is %t, %d wakeups", l.iteration.own, l.beat.on, l.spent.Wakeups)
	}
}
