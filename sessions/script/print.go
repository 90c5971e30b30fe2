package script

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/why"
)

// Printer shows what a script does while it runs.
type Printer interface {
	Begin(source Source, lab bool) error
	Event(engine.Step, engine.Event) error
}

// tracer prints each call on a line, as strace(1) would.
type tracer struct {
	out  io.Writer
	file string
	past why.Past
	whys bool // every event is explained, not only one that fails the script
}

// NewTracer returns a printer of sessions for people, which explains the events that fail the script, or all of them.
func NewTracer(w io.Writer, whys bool) Printer { return &tracer{out: w, whys: whys} }

func (p *tracer) Begin(source Source, _ bool) error {
	p.file, p.past = source.Name, why.Past{}
	return nil
}

// indent is as wide as a line number and the space after it.
const indent = "     "

func (p *tracer) Event(s engine.Step, e engine.Event) error {
	defer p.past.Add(e)
	var page output.Page
	for i, call := range e.Calls {
		if i == 0 && e.Skipped > 0 {
			page.Line("%s# %d earlier calls are not listed", indent, e.Skipped)
		}
		page.Line("%4d %s", number(s, e), call)
	}
	if len(e.Calls) == 0 && e.Problem == "" {
		page.Line("%4d # %s", number(s, e), summary(s, e))
	}
	for _, note := range e.Notes {
		page.Line("%s# %s", indent, note)
	}
	if said := e.Repetition(); said != "" {
		page.Line("%s# %s, in %s", indent, said, step.FormatTook(e.Took))
	}
	if e.Asked > 1 {
		page.Line("%s# asked %d times in %s", indent, e.Asked, step.FormatTook(e.Took))
	}
	switch {
	case e.Failed():
		p.failure(&page, s, e)
	case p.whys:
		if said := why.Event(&p.past, e); said != "" {
			page.Line("%s# why: %s", indent, said)
		}
	}
	_, err := io.WriteString(p.out, page.String())
	return err
}

// summary returns the line for a step that makes no system calls on the sockets.
func summary(step engine.Step, e engine.Event) string {
	switch step.Verb {
	case "expect":
		return e.Text + ": " + e.Got
	case "show":
		if step.Target.Field == "" && step.Target.MIB == "" {
			return step.Target.String() + " is a " + e.Got
		}
		return step.Target.String() + " is " + e.Got
	case "sysctl":
		if step.Value == nil {
			return step.Key + " is " + e.Got
		}
	case "spawn":
		return e.Text + " <unfinished ...>"
	}
	return e.Text
}

// failure prints the expected and the actual answer, and the evidence.
func (p *tracer) failure(page *output.Page, step engine.Step, e engine.Event) {
	page.Line("")
	page.Line("%s:%d: FAILED: %s", p.file, number(step, e), e.Text)
	switch {
	case e.Refused: // standard error says why, and what to do
	case e.Problem != "":
		page.Line("  problem   %s", e.Problem)
	default:
		page.Line("  expected  %s", expected(step))
		page.Line("  got       %s", e.Got)
		page.Line("  why       %s", why.Event(&p.past, e))
	}
	if e.Evidence == nil {
		return
	}
	for _, observed := range e.Evidence.Sockets {
		page.Line("  evidence  %-4s %s", observed.Name, observed)
	}
	if len(e.Evidence.Moved) > 0 {
		counters := "  counters "
		for _, name := range slices.Sorted(maps.Keys(e.Evidence.Moved)) {
			counters += fmt.Sprintf(" %s %+d", name, e.Evidence.Moved[name])
		}
		page.Line("%s", counters)
	}
}

func expected(s engine.Step) string {
	if s.Compare != "" {
		return s.Target.String() + " " + s.Compare + " " + step.Word(*s.Value)
	}
	wanted := slices.Concat(s.Want, s.Until) // a step has at most one of them
	if len(wanted) == 0 {
		return "an answer"
	}
	words := make([]string, len(wanted))
	for i, want := range wanted {
		words[i] = want.String()
	}
	return strings.Join(words, " | ")
}
