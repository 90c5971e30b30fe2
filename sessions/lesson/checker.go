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

// Checker opens and prints the lessons of a run: a line for each that holds, and what failed of the
// others. It is a [script.Printer].
type Checker struct {
	Out io.Writer

	scripts map[string]script.Script
	cramped []error
	trace   script.Printer
	file    string
	made    int
	began   time.Time
}

// Open is [Open], for which a Markdown file that is no lesson is a mistake.
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

// Begin begins one lesson.
func (c *Checker) Begin(source script.Source, lab bool) error {
	c.file, c.made, c.began = source.Name, 0, time.Now()
	c.trace = script.NewTracer(c.Out, false)
	return c.trace.Begin(source, lab)
}

// Event prints the event of a step that failed, and a line behind the last one.
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

// Cramped are the errors of [Lesson.Cramped] of the lessons that were opened.
func (c *Checker) Cramped() []error { return c.cramped }
