package lesson

import (
	"slices"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/why"
)

// Record is what the steps of a lesson have answered so far, and the findings about that. The zero value is
// the record of a lesson that has not begun. It is not safe for concurrent use.
type Record struct {
	steps []engine.Event
	whys  [][]why.Finding
	past  why.Past
	free  []engine.Event // since the goal was set
}

// Add adds the event of the lesson's next step.
func (r *Record) Add(e engine.Event) {
	r.steps = append(r.steps, e)
	r.whys = append(r.whys, r.explain(e))
}

// Beside adds the event of a step that is not the lesson's: one toward a goal, or the reader's own.
func (r *Record) Beside(e engine.Event) {
	r.explain(e)
	r.free = append(r.free, e)
}

// Set begins a goal: steps made beside the lesson before it do not count.
func (r *Record) Set() { r.free = nil }

func (r *Record) explain(e engine.Event) []why.Finding {
	found := why.Explain(&r.past, e)
	r.past.Add(e)
	return found
}

// Made returns how many of the lesson's steps were made.
func (r *Record) Made() int { return len(r.steps) }

// Toward returns how many steps were made since the goal was set, without those that only look.
func (r *Record) Toward() int {
	n := 0
	for _, e := range r.free {
		if !only(e.Step, "show", "expect") {
			n++
		}
	}
	return n
}

// Along returns how many steps of a solution were made in order since the goal was set, whatever other
// steps came in between.
func (r *Record) Along(solution []engine.Step) int {
	n := 0
	for _, e := range r.free {
		if n < len(solution) && e.Problem == "" && e.Text == solution[n].String() {
			n++
		}
	}
	return n
}

func only(s engine.Step, verbs ...string) bool { return slices.Contains(verbs, s.Verb) }

// Event returns the event of a step, numbered from 1; 0 is the last one.
func (r *Record) Event(n int) (engine.Event, bool) {
	if n == 0 {
		n = len(r.steps)
	}
	if n < 1 || n > len(r.steps) {
		return engine.Event{}, false
	}
	return r.steps[n-1], true
}

// Why returns the findings about a step.
func (r *Record) Why(n int) []why.Finding {
	if n == 0 {
		n = len(r.whys)
	}
	if n < 1 || n > len(r.whys) {
		return nil
	}
	return r.whys[n-1]
}

// duration returns how long a step took: its call, if it has just one, or else all of it.
func duration(e engine.Event) time.Duration {
	if len(e.Calls) == 1 && e.Asked == 0 && e.Times == 0 && e.Calls[0].Times == 0 {
		return time.Duration(e.Calls[0].NS)
	}
	return time.Duration(e.Took * float64(time.Second))
}

// made reports whether the steps of the goal meet a condition.
func (r *Record) made(m Made) bool {
	found := slices.ContainsFunc(r.free, func(e engine.Event) bool {
		s := e.Made()
		words := strings.FieldsFunc(s.String(), func(c rune) bool { return c == ' ' || c == '|' })
		for _, word := range m.Words {
			if !slices.Contains(words, word) {
				return false
			}
		}
		return s.Verb == m.Verb && e.Problem == "" && answered(e, m.Outcome)
	})
	return found != m.Never
}

// tookLong reports whether the duration of a step meets a condition.
func tookLong(e engine.Event, t Took) bool {
	d := duration(e)
	switch t.Compare {
	case "<":
		return d < t.Duration
	case "<=":
		return d <= t.Duration
	case ">":
		return d > t.Duration
	}
	return d >= t.Duration
}

// shortTook formats how long a step took, as a trace does.
func shortTook(e engine.Event) string { return step.FormatTook(duration(e).Seconds()) }
