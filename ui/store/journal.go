package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
)

// journalEvents is the largest number of events in a frame.
const journalEvents = 500

// scriptLines is the largest number of steps kept for the script; the recording has all of them.
const scriptLines = 20_000

// entryLine is one step, as the script of the session will have it.
type entryLine struct {
	step string
	bare string // the step without its expectation, "" if it has none
	task string // the task that it spawns or interrupts
	came string
	verb string
	made string // the verb of the step made: for a join, that of the joined step
	many bool   // it was repeated, so only its last answer is known
	e    engine.Event
}

// Journal holds the steps so far, for the script that ctrl-s writes. Of each event only what the script
// needs is kept.
type Journal struct {
	Last    uint64 // the sequence number of the newest event
	lines   []entryLine
	skipped uint64
}

// Add adds the events that are new and returns them.
func (j *Journal) Add(events []engine.Event, skipped uint64) []engine.Event {
	j.skipped += skipped
	from := 0
	for from < len(events) && events[from].Seq <= j.Last {
		from++
	}
	for _, e := range events[from:] {
		j.Last = e.Seq
		if len(j.lines) >= scriptLines {
			j.skipped++
			continue
		}
		j.lines = append(j.lines, entryLine{step: e.Text, bare: bare(e.Step), task: e.Step.Task, came: e.Got, verb: e.Verb, made: e.Made().Verb, many: e.Step.Repeats(), e: slim(e)})
	}
	return events[from:]
}

// Len returns the number of steps in the script.
func (j *Journal) Len() int { return len(j.lines) }

// slim returns an event without its evidence and its calls, which a script does not need; only the result
// of the last call is kept.
func slim(e engine.Event) engine.Event {
	e.Step, e.Joined, e.Evidence, e.Notes = engine.Step{}, nil, nil, nil
	if n := len(e.Calls); n > 0 {
		last := e.Calls[n-1]
		e.Calls = []engine.Call{{Errno: last.Errno, Ret: last.Ret}}
	}
	return e
}

// Script returns the session so far as a script that runs.
func (j *Journal) Script(lab bool) string {
	var b strings.Builder
	b.WriteString("# The steps of a session at the bench, each with its answer.\n")
	if lab {
		b.WriteString("# needs: lab\n")
	}
	if j.skipped > 0 {
		fmt.Fprintf(&b, "# %d steps are missing: there were too many to keep.\n", j.skipped)
	}
	spawned := j.spawned()
	for _, line := range j.lines {
		text, remark := line.script(spawned)
		if remark != "" {
			text += strings.Repeat(" ", max(40-canvas.Width(text), 2)) + "# " + strings.ReplaceAll(remark, "\n", " ")
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}

// spawned returns the tasks that a script can interrupt: those that it has spawned itself.
func (j *Journal) spawned() []string {
	var tasks []string
	for _, line := range j.lines {
		if line.verb == "spawn" {
			tasks = append(tasks, line.task)
		}
	}
	return tasks
}

// script returns the line, with what the script expects, and a remark. A step that cannot run again in a
// script becomes a comment; an answer that is certain to be the same again is expected.
func (l entryLine) script(spawned []string) (text, remark string) {
	switch {
	case l.e.Problem != "":
		return "# " + l.step, l.e.Problem
	case l.verb == "interrupt" && !slices.Contains(spawned, l.task):
		return "# " + l.step, "by hand: a script would spawn the call first"
	case l.e.Errno() == "EINTR" && l.verb != "join":
		return "# " + l.step, "was blocked until it was interrupted"
	case l.e.Held != nil && !*l.e.Held:
		if l.bare != "" {
			return l.bare, "got " + l.came + ", which was not expected"
		}
		return "# " + l.step, "did not hold: " + l.came
	case l.e.Held != nil:
	case l.sure():
		return l.step + "  => " + l.answer(), ""
	case l.came != "" && l.came != "0" && !(l.makes() && l.e.Errno() == ""):
		return l.step, l.came
	}
	return l.step, ""
}

// bare returns a step without its expectation, or "" if it expects nothing.
func bare(step engine.Step) string {
	if step.Want == nil {
		return ""
	}
	step.Want = nil
	return step.String()
}

// makes reports whether the step makes a descriptor, whose number is irrelevant.
func (l entryLine) makes() bool {
	verb, ok := step.FindVerb(l.made)
	return ok && verb.Gives > 0
}

// answer returns what the script expects: the answer, or the number of its bytes if it was too long to be
// kept.
func (l entryLine) answer() string {
	if l.e.Clipped && len(l.e.Calls) > 0 {
		return strconv.FormatInt(l.e.Calls[len(l.e.Calls)-1].Ret, 10)
	}
	return l.came
}

// sure reports whether the answer will be the same again: bytes sent and received are, and so are errors,
// except those that mean "try again".
func (l entryLine) sure() bool {
	if l.many {
		return false
	}
	if verb, ok := step.FindVerb(l.made); ok && (verb.Answer == step.AnswerCount || verb.Answer == step.AnswerText) {
		whole := !l.e.Clipped || len(l.e.Calls) > 0
		return l.came != "" && l.e.Errno() == "" && whole
	}
	switch l.e.Errno() {
	case "", "EAGAIN", "EINPROGRESS", "EALREADY", "EINTR", "ETIMEDOUT":
		return false
	}
	return l.came == l.e.Errno()
}
