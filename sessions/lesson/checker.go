package lesson

import (
	"fmt"
	"io"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

// Checker opens lessons and prints the results of their run: a line for each that holds, and the failures
// of the others. It is a [script.Printer].
type Checker struct {
	Out io.Writer

	scripts map[string]script.Script
	cramped []error
	trace   script.Printer
	file    string
	made    int
	began   time.Time
}

// Open is like the function [Open], but a Markdown file that is not a lesson is a mistake.
func (c *Checker) Open(source script.Source) (script.Script, bool, error) {
	l, err := Parse(source.Name, source.Whole)
	if err != nil {
		return script.Script{}, true, err
	}
	if err := l.Cramped(); err != nil {
		c.cramped = append(c.cramped, err)
	}
	s := l.Script(source)
	if c.scripts == nil {
		c.scripts = map[string]script.Script{}
	}
	c.scripts[source.Name] = s
	return s, true, nil
}

// Begin begins a lesson.
func (c *Checker) Begin(source script.Source, lab bool) error {
	c.file, c.made, c.began = source.Name, 0, time.Now()
	c.trace = script.NewTracer(c.Out, false)
	return c.trace.Begin(source, lab)
}

// Event prints the event of a step that failed, and a line after the last step.
func (c *Checker) Event(s engine.Step, e engine.Event) error {
	c.made++
	switch {
	case e.Failed():
		return c.trace.Event(s, e)
	case c.made < len(c.scripts[c.file].Steps):
		return nil
	}
	return output.Line(c.Out, fmt.Sprintf("%s: %s in %s", c.file, step.Counted(c.made, "step"), step.FormatShort(time.Since(c.began))))
}

// Cramped returns the errors of [Lesson.Cramped] for the lessons that were opened.
func (c *Checker) Cramped() []error { return c.cramped }
