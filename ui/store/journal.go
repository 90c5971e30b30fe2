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

// journalEvents is how many events a frame may bring.
const journalEvents = 500

// scriptLines is how many steps are kept for the script; the recording has all.
const scriptLines = 20_000

// entryLine is one step as the script of the session will have it.
type entryLine struct {
	step string
	bare string // the step without what it expected, "" where it expected nothing
	task string // the call that it spawns or interrupts
	came string
	verb string
	made string // the verb of what was made: of a join that of its call
	many bool   // it was repeated: only its last answer is known
	e    engine.Event
}

// Journal is the steps so far, for the script that ctrl-s writes. Of an event only
// what the script needs is kept.
type Journal struct {
	Last    uint64 // the number of the newest event
	lines   []entryLine
	skipped uint64
}

// Add takes the events that are new and returns them.
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

// Len is how many steps the script has.
func (j *Journal) Len() int { return len(j.lines) }

// slim is an event without its evidence and its calls, which a script has no use
// for; of the last call the result is kept.
func slim(e engine.Event) engine.Event {
	e.Step, e.Joined, e.Evidence, e.Notes = engine.Step{}, nil, nil, nil
	if n := len(e.Calls); n > 0 {
		last := e.Calls[n-1]
		e.Calls = []engine.Call{{Errno: last.Errno, Ret: last.Ret}}
	}
	return e
}

// Script is the text of the session so far, lines that run.
func (j *Journal) Script(lab bool) string {
	var b strings.Builder
	b.WriteString("# A session at the bench, as its steps. Behind each stands what came of it.\n")
	if lab {
		b.WriteString("# needs: lab\n")
	}
	if j.skipped > 0 {
		fmt.Fprintf(&b, "# %d steps were too many to be noted here and are missing.\n", j.skipped)
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

// spawned are the calls that a script can interrupt: it has spawned them itself.
func (j *Journal) spawned() []string {
	var tasks []string
	for _, line := range j.lines {
		if line.verb == "spawn" {
			tasks = append(tasks, line.task)
		}
	}
	return tasks
}

// script is the line, and what came of it as a remark. What can't run again in a
// script stands there as a comment; what is sure to come again is expected.
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
			return l.bare, "came " + l.came + ", which was not expected"
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

// bare is a step without what it expected, "" where it was about nothing else.
func bare(step engine.Step) string {
	if step.Want == nil {
		return ""
	}
	step.Want = nil
	return step.String()
}

// makes reports whether the step makes a descriptor, whose number says nothing.
func (l entryLine) makes() bool {
	verb, ok := step.FindVerb(l.made)
	return ok && verb.Gives > 0
}

// answer is what the script expects: the answer that came, or where that was too
// long to be kept, how many bytes it had.
func (l entryLine) answer() string {
	if l.e.Clipped && len(l.e.Calls) > 0 {
		return strconv.FormatInt(l.e.Calls[len(l.e.Calls)-1].Ret, 10)
	}
	return l.came
}

// sure reports whether the same answer will come again: what was sent and received,
// and errors that do not ask to come again.
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
