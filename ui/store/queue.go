package store

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Queue is lines that are posted one after the other, each when the one before has
// answered: steps that are posted together also wait together. What else is under
// way, such as a blocked call, is not waited for.
type Queue struct {
	lines []string
	under underway
	of    string // the line under way
}

// Add puts lines at the end.
func (q *Queue) Add(lines ...string) { q.lines = append(q.lines, lines...) }

// Len is how many lines wait to be posted.
func (q *Queue) Len() int { return len(q.lines) }

// Busy reports whether a step of the queue is under way.
func (q *Queue) Busy() bool { return q.under != 0 }

// Waits is the line that the others wait for; "" where none does.
func (q *Queue) Waits() string {
	if len(q.lines) == 0 || !q.Busy() {
		return ""
	}
	return q.of
}

// Next is the next step to post; false while one is under way, and where none is
// left. A line that can't be posted ends the queue: those behind it need what it
// would have made.
func (q *Queue) Next(names []string, tags *Tags) (engine.Step, bool, error) {
	for len(q.lines) > 0 && !q.Busy() {
		line := q.lines[0]
		step, ok, err := step.ParseLine(line, names)
		if err != nil {
			q.Stop()
			return engine.Step{}, false, fmt.Errorf("%s: %w", line, err)
		}
		q.lines = q.lines[1:]
		if ok {
			q.of = line
			return q.under.post(step, tags), true, nil
		}
	}
	return engine.Step{}, false, nil
}

// Take looks for the event of the step under way. A step that was refused ends the
// queue too.
func (q *Queue) Take(f engine.Frame) {
	if e, ok := q.under.take(f); ok && e.Failed() {
		q.Stop()
	}
}

// Stop ends the queue.
func (q *Queue) Stop() { q.lines = nil }
