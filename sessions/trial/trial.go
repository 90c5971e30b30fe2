package trial

import (
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/why"
)

// Limits of a trial.
const (
	mostSteps = 200             // of the session
	limit     = 5 * time.Second // for the total time that the session waited, and for each step of the copy
)

// Trial is lines to be tried, and the session to be copied for that.
type Trial struct {
	Events []engine.Event   // of the session, from its first one
	Asleep []engine.Blocked // calls of the session that have not returned
	Try    []string         // lines of script
	AsItIs bool             // the lines are about the session as it is, not about the answer of its last event
}

// Of returns the trial for the last event of a session: the lines of the first finding that has any. It returns false
// if there are none.
func Of(events []engine.Event) (Trial, bool) {
	lines := First(lastFound(events))
	return Trial{Events: events, Try: lines}, lines != nil
}

// Nothing says why there is nothing to try for the last event of a session, if [Of] returns false.
func Nothing(events []engine.Event) string {
	if slices.ContainsFunc(lastFound(events), func(f why.Finding) bool { return f.Do != "" }) {
		return "its advice is in words only, without lines that can be made automatically"
	}
	return "its answer calls for nothing to be done"
}

// lastFound returns the findings about the last event of a session.
func lastFound(events []engine.Event) []why.Finding {
	if len(events) == 0 {
		return nil
	}
	past, last := &why.Past{}, len(events)-1
	for _, e := range events[:last] {
		past.Add(e)
	}
	return why.Explain(past, events[last])
}

// First returns the lines of the first finding that has any to try.
func First(found []why.Finding) []string {
	for _, f := range found {
		if len(f.Try) > 0 {
			return f.Try
		}
	}
	return nil
}

// Obstacle returns why the session can't be run again, in a sentence; "" if it can.
func (t Trial) Obstacle() string {
	switch n := len(t.Events); {
	case n == 0 || t.Events[0].Seq != 1 || t.Events[n-1].Seq != uint64(n):
		return "The first steps of this session are no longer kept, and a copy needs them all."
	case n > mostSteps:
		return fmt.Sprintf("This session has %d steps so far, and a copy runs at most %d.", n, mostSteps)
	}
	if why := again.Obstacle(t.Events); why != "" {
		return why
	}
	spawned := map[string]bool{}
	var waits time.Duration
	for _, e := range t.made() {
		if e.Verb == "spawn" {
			spawned[e.Step.Task] = true
		}
		waits += min(e.Step.ExpectedWait(), time.Duration(e.Took*float64(time.Second)))
	}
	if waits > limit {
		return fmt.Sprintf("The steps so far wait for %s in total, and a copy takes at most %s.", step.FormatDuration(waits.Round(time.Second)), step.FormatDuration(limit))
	}
	for _, b := range t.Asleep {
		if !spawned[b.Task] && !b.Done {
			return fmt.Sprintf("%s still sleeps here, and a copy would sleep there too: interrupt %s first, or spawn such a call.", step.Clip(b.Step), b.Task)
		}
	}
	return ""
}

// made returns the events whose steps are run again: all but those that could not be made on the bench.
func (t Trial) made() []engine.Event {
	return slices.DeleteFunc(slices.Clone(t.Events), func(e engine.Event) bool { return e.Problem != "" })
}

// last returns the event that the trial is about.
func (t Trial) last() engine.Event { return t.Events[len(t.Events)-1] }

// Steps returns how many steps the copy makes; 0 if it can't be made.
func (t Trial) Steps() int {
	if t.Obstacle() != "" {
		return 0
	}
	tries, once, err := t.tries()
	switch {
	case err != nil:
		return 0
	case once != nil:
		return len(t.made()) + len(tries) + 1
	}
	return len(t.made()) + len(tries)
}

// repeats reports whether the step of an event is worth repeating after the lines: it failed, or waited in vain.
func repeats(e engine.Event) bool {
	if slices.Contains([]string{"spawn", "join", "interrupt", "server", "client"}, e.Verb) {
		return false // its call has already been made, by another step or together with others
	}
	switch e.Errno() {
	case "":
		return e.Failed() || again.Waited(e) && e.Got == none
	case "EINPROGRESS", "EALREADY":
		return false // the attempt continues by itself
	}
	return true
}

// none is the answer of a wait that found nothing ready.
const none = "none"
