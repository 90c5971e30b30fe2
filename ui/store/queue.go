package store

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Queue holds lines that are posted one after another, each when the one before has been answered. Other
// steps under way, such as a blocked call, are not waited for.
type Queue struct {
	lines []string
	under underway
	of    string // the line under way
}

// Add appends lines.
func (q *Queue) Add(lines ...string) { q.lines = append(q.lines, lines...) }

// Len returns the number of lines that wait to be posted.
func (q *Queue) Len() int { return len(q.lines) }

// Busy reports whether a step of the queue is under way.
func (q *Queue) Busy() bool { return q.under != 0 }

// Waits returns the line that the others wait for, or "" if none waits.
func (q *Queue) Waits() string {
	if len(q.lines) == 0 || !q.Busy() {
		return ""
	}
	return q.of
}

// Next returns the next step to post, or false if one is under way or none is left. A line that cannot be
// posted stops the queue: the lines after it may need what it would have made.
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

// Take looks for the event of the step under way. A step that failed stops the queue too.
func (q *Queue) Take(f engine.Frame) {
	if e, ok := q.under.take(f); ok && e.Failed() {
		q.Stop()
	}
}

// Stop drops all lines.
func (q *Queue) Stop() { q.lines = nil }
