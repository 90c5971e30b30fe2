package script

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/explain"
)

// Printer shows what a script does, as it does it.
type Printer interface {
	Begin(source Source, lab bool) error
	Event(engine.Step, engine.Event) error
}

// tracer prints each call on a line, as strace(1) would.
type tracer struct {
	out  io.Writer
	file *string
}

// NewTracer prints a session for people to read.
func NewTracer(w io.Writer) Printer { return tracer{w, new(string)} }

func (p tracer) Begin(source Source, _ bool) error {
	*p.file = source.Name
	return nil
}

// indent is as wide as a line number and its space.
const indent = "     "

func (p tracer) Event(step engine.Step, e engine.Event) error {
	var b strings.Builder
	for i, call := range e.Calls {
		if i == 0 && e.Skipped > 0 {
			fmt.Fprintf(&b, "%s# %d earlier calls are not listed\n", indent, e.Skipped)
		}
		fmt.Fprintf(&b, "%4d %s\n", e.Line, call)
	}
	if len(e.Calls) == 0 && e.Problem == "" {
		fmt.Fprintf(&b, "%4d # %s\n", e.Line, told(step, e))
	}
	for _, note := range e.Notes {
		fmt.Fprintf(&b, "%s# %s\n", indent, note)
	}
	if e.Asked > 1 {
		fmt.Fprintf(&b, "%s# asked %d times in %s\n", indent, e.Asked, engine.FormatTook(e.Took))
	}
	if e.Failed() {
		p.failure(&b, step, e)
	}
	_, err := io.WriteString(p.out, b.String())
	return err
}

// told is the line of a step that makes no system call on the sockets.
func told(step engine.Step, e engine.Event) string {
	switch step.Verb {
	case "expect":
		return e.Step + ": " + e.Got
	case "show":
		if step.Look.Field == "" && step.Look.MIB == "" {
			return step.Look.String() + " is a " + e.Got
		}
		return step.Look.String() + " is " + e.Got
	case "spawn":
		return e.Step + " <unfinished ...>"
	}
	return e.Step
}

// failure prints what was expected, what came and the evidence.
func (p tracer) failure(b *strings.Builder, step engine.Step, e engine.Event) {
	fmt.Fprintf(b, "\n%s:%d: FAILED: %s\n", *p.file, e.Line, e.Step)
	if e.Problem != "" {
		fmt.Fprintf(b, "  problem   %s\n", e.Problem)
	} else {
		fmt.Fprintf(b, "  expected  %s\n", expected(step))
		fmt.Fprintf(b, "  came      %s\n", e.Got)
		fmt.Fprintf(b, "  why       %s\n", explain.Event(e))
	}
	if e.Evidence == nil {
		return
	}
	for _, sight := range e.Evidence.Sockets {
		fmt.Fprintf(b, "  evidence  %-4s %s\n", sight.Name, sight)
	}
	if len(e.Evidence.Moved) > 0 {
		b.WriteString("  counters ")
		for _, name := range slices.Sorted(maps.Keys(e.Evidence.Moved)) {
			fmt.Fprintf(b, " %s %+d", name, e.Evidence.Moved[name])
		}
		b.WriteString("\n")
	}
}

func expected(step engine.Step) string {
	if step.Verb == "expect" {
		return step.Look.String() + " " + step.Compare + " " + *step.Value
	}
	if len(step.Want) == 0 {
		return "an answer"
	}
	words := make([]string, len(step.Want))
	for i, want := range step.Want {
		words[i] = want.String()
	}
	return strings.Join(words, " | ")
}
