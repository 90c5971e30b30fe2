package export

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/why"
)

// printMarkdown writes a report: the answer of each step, what was observed, and why. The script is at
// its end, so netnet-tui run can run the report.
func printMarkdown(s *Session) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", prose(filepath.Base(s.Name)))
	if s.Lab {
		b.WriteString("<!-- # needs: lab -->\n\n")
	}
	b.WriteString(summary(s))
	var past why.Past
	for i, e := range s.Events {
		b.WriteString(stepSection(s, i, e, why.Explain(&past, e)))
		past.Add(e)
	}
	b.WriteString("## The script\n\n")
	script, err := printScript(s)
	if err != nil {
		return "", err
	}
	mark := fenceFor(script)
	b.WriteString(mark + "netnet\n" + script + mark + "\n")
	return b.String(), nil
}

// summary says how the session went.
func summary(s *Session) string {
	held, failed := 0, 0
	for _, e := range s.Events {
		switch {
		case e.Failed():
			failed++
		case e.Held != nil:
			held++
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s run", step.Counted(len(s.Steps), "step"), countOrNone(len(s.Events)))
	if held+failed > 0 {
		fmt.Fprintf(&b, "; %s held, %s failed", step.Counted(held, "expectation"), countOrNone(failed))
	}
	b.WriteString(".")
	if s.Lab {
		b.WriteString(" In a network namespace of its own.")
	}
	b.WriteString("\n\n")
	if s.Cut != "" {
		b.WriteString("> " + prose(s.Cut) + "\n\n")
	}
	if s.Redact {
		b.WriteString("> Data is left out: only its length is shown.\n\n")
	}
	return b.String()
}

func countOrNone(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

// stepSection returns the section of one step.
func stepSection(s *Session, i int, e engine.Event, found []why.Finding) string {
	var b strings.Builder
	mark := ""
	if e.Failed() {
		mark = " ✗"
	}
	fmt.Fprintf(&b, "## %d%s %s\n\n", s.Steps[i].Line, mark, inline(code.Short(e.Text)))
	if note := s.Note(i); note.Beside != "" || len(note.Above) > 0 {
		b.WriteString("> " + prose(strings.TrimSpace(strings.Join(append(slices.Clone(note.Above), note.Beside), " "))) + "\n\n")
	}
	var calls strings.Builder
	for _, c := range e.Calls {
		calls.WriteString(step.Printable(c.String()) + "\n")
	}
	if calls.Len() > 0 {
		fence := fenceFor(calls.String())
		b.WriteString(fence + "\n" + calls.String() + fence + "\n\n")
	}
	answer(&b, e)
	for _, f := range found {
		certainty := ""
		if f.Certainty != why.Shown {
			certainty = " (" + string(f.Certainty) + ")"
		}
		fmt.Fprintf(&b, "%s%s\n\n", prose(f.Claim), certainty)
		if f.Do != "" {
			fmt.Fprintf(&b, "What to do: %s\n\n", prose(f.Do))
		}
		for _, fact := range f.Evidence {
			fmt.Fprintf(&b, "- seen: %s %s (%s)\n", inline(fact.What), inline(fact.Value), prose(fact.From))
		}
		if len(f.Evidence) > 0 {
			b.WriteString("\n")
		}
	}
	evidence(&b, e)
	return b.String()
}

// answer writes why the step failed, or its answer if there are no calls to show it; then repetitions,
// notes and warnings.
func answer(b *strings.Builder, e engine.Event) {
	switch {
	case e.Problem != "":
		fmt.Fprintf(b, "**Could not be run:** %s\n\n", prose(e.Problem))
	case e.Failed():
		fmt.Fprintf(b, "**Does not hold:** the answer is %s.\n\n", inline(e.Got))
	case len(e.Calls) == 0 && e.Got != "":
		fmt.Fprintf(b, "It is %s.\n\n", inline(e.Got))
	}
	if said := e.Repetition(); said != "" {
		fmt.Fprintf(b, "It was %s, in %s.\n\n", prose(said), step.FormatTook(e.Took))
	}
	if e.Asked > 1 {
		fmt.Fprintf(b, "Asked %d times in %s.\n\n", e.Asked, step.FormatTook(e.Took))
	}
	for _, text := range slices.Concat(e.Notes, e.Warnings) {
		fmt.Fprintf(b, "- %s\n", prose(text))
	}
	if len(e.Notes)+len(e.Warnings) > 0 {
		b.WriteString("\n")
	}
}

// evidence writes what was observed of the sockets before and after the step.
func evidence(b *strings.Builder, e engine.Event) {
	if e.Evidence == nil || len(e.Evidence.Sockets) == 0 {
		return
	}
	b.WriteString("| socket | before → after |\n|---|---|\n")
	for _, o := range e.Evidence.Sockets {
		fmt.Fprintf(b, "| %s | %s |\n", cell(o.Name), cell(o.String()))
	}
	b.WriteString("\n")
	if len(e.Evidence.Moved) > 0 {
		var moved []string
		for _, name := range slices.Sorted(maps.Keys(e.Evidence.Moved)) {
			moved = append(moved, fmt.Sprintf("%s %+d", inline(name), e.Evidence.Moved[name]))
		}
		fmt.Fprintf(b, "Kernel counters: %s.\n\n", strings.Join(moved, ", "))
	}
}

// prose escapes a text for Markdown and HTML.
func prose(text string) string {
	var b strings.Builder
	for _, c := range step.Printable(text) {
		if strings.ContainsRune("\\`*_{}[]<>#|~!&", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// inline formats a text as inline code.
func inline(text string) string {
	text = step.Printable(text)
	mark := "`"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	if len(mark) > 1 || text == "" || strings.HasPrefix(text, " ") {
		return mark + " " + text + " " + mark
	}
	return mark + text + mark
}

// cell formats a text for a table: as code with its bars escaped, or as prose if it has an escaped bar itself.
func cell(text string) string {
	if strings.Contains(text, `\|`) {
		return prose(text)
	}
	return strings.ReplaceAll(inline(text), "|", `\|`)
}

// fenceFor returns a fence that doesn't occur in a text.
func fenceFor(text string) string {
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	return mark
}
