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
	lines []queued
	under underway
	of    queued // the line under way
	left  []string
	why   error
}

// queued is a line of the queue. One that a person has typed is given back where it is
// not posted.
type queued struct {
	text  string
	typed bool
}

// Add puts lines at the end.
func (q *Queue) Add(lines ...string) { q.add(false, lines) }

// AddTyped puts lines at the end that a person has typed. They end with the first call
// that the kernel refuses, too; [Queue.Left] has those that were not posted.
func (q *Queue) AddTyped(lines ...string) { q.add(true, lines) }

func (q *Queue) add(typed bool, lines []string) {
	for _, line := range lines {
		q.lines = append(q.lines, queued{line, typed})
	}
}

// Len is how many lines wait to be posted.
func (q *Queue) Len() int { return len(q.lines) }

// Busy reports whether a step of the queue is under way.
func (q *Queue) Busy() bool { return q.under != 0 }

// Waits is the line that the others wait for; "" where none does.
func (q *Queue) Waits() string {
	if len(q.lines) == 0 || !q.Busy() {
		return ""
	}
	return q.of.text
}

// Next is the next step to post; false while one is under way, and where none is
// left. A line that can't be posted ends the queue: those behind it need what it
// would have made.
func (q *Queue) Next(names []string, tags *Tags) (engine.Step, bool, error) {
	for len(q.lines) > 0 && !q.Busy() {
		line := q.lines[0]
		step, ok, err := step.ParseLine(line.text, names)
		switch {
		case err != nil && line.typed:
			q.Stop(err)
			return engine.Step{}, false, nil
		case err != nil:
			q.Stop(nil)
			return engine.Step{}, false, fmt.Errorf("%s: %w", line.text, err)
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
	e, ok := q.under.take(f)
	switch {
	case !ok:
	case e.Problem != "":
		q.Stop(fmt.Errorf("%s: %s", e.Text, e.Problem))
	case e.Failed():
		q.Stop(fmt.Errorf("%s: came %s", e.Text, e.Got))
	case q.of.typed && refused(e):
		q.Stop(fmt.Errorf("%s answered %s", e.Text, e.Errno()))
	}
}

// refused reports whether an event ended with an errno that nobody expected, and that
// does not ask to come again.
func refused(e engine.Event) bool {
	switch e.Errno() {
	case "", "EAGAIN", "EINPROGRESS", "EALREADY":
		return false
	}
	return e.Held == nil
}

// Stop ends the queue for a reason.
func (q *Queue) Stop(why error) {
	for _, line := range q.lines {
		if line.typed {
			q.left = append(q.left, line.text)
		}
	}
	q.lines, q.why = nil, why
}

// Left are the typed lines that have not been posted because the queue has ended, and
// why it has; they are given back once.
func (q *Queue) Left() (lines []string, why error) {
	lines, why = q.left, q.why
	q.left, q.why = nil, nil
	return lines, why
}
