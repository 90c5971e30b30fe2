package script

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sockopts"
)

// The exit statuses of a run.
const (
	Held         = 0   // everything held
	Failed       = 1   // an expectation failed, or a step could not be made
	Unparsed     = 2   // a file does not parse
	Unavailable  = 3   // something the script needs is not available here
	Interrupted  = 130 // by ctrl-c, with a shell's status for SIGINT
	Quit         = 131 // by SIGQUIT
	Terminated   = 143 // by SIGTERM
	longestQuiet = 3 * time.Second
)

// Doer executes steps: an engine in this process, or a client of one in a child.
type Doer interface {
	Do(engine.Step) (engine.Event, error)
	Close() error
}

// Options are how scripts are run.
type Options struct {
	Start    func(lab bool) (Doer, error) // starts an engine with an empty bench
	Lab      bool                         // always use a lab
	Host     bool                         // use the host's network even if a file asks for a lab
	Through  bool                         // run to the end, whatever fails
	Recorded bool                         // print what a recording holds; else its steps are run again
	Only     int                          // print this line only, and stop after it; 0 means all
	Printer  Printer
	Warnings io.Writer // for mistakes and reasons

	// Markdown reads a Markdown file that is more than its netnet blocks; ok is false for other files. If Markdown is
	// nil, there are no such files.
	Markdown func(Source) (s Script, ok bool, err error)
}

// Script is a file that can be run.
type Script struct {
	Source Source
	Steps  []engine.Step
	Judge  Judge // if nil, only the outcomes of the steps decide
}

// Judge checks a run beyond the outcomes of its steps. Both methods may make steps of their own, which are not part of
// the script and are not printed. If they return an error, the script ends: with status Unavailable for an
// [engine.Unavailable], otherwise with Failed.
type Judge interface {
	// Before is called before a step, whose number counts from 0.
	Before(d Doer, nth int) error
	// After is called when a step has held, before its event is printed. It may add notes to the event.
	After(d Doer, nth int, e *engine.Event) error
}

// RunFiles runs scripts one after the other, each with its own engine and bench, and returns the exit status of the
// first that did not hold. Nothing runs if any script does not parse. The end of ctx, or of the output, is reported
// once: it ends the running script, and the following ones are not started.
func RunFiles(ctx context.Context, names []string, o Options) int {
	scripts, err := o.parsed(ctx, names)
	if err != nil {
		o.warn(err)
		if errors.Is(err, context.Canceled) {
			return Interrupted
		}
		return Unparsed
	}
	status := Held
	for i, s := range scripts {
		if s.Source.Cut != "" {
			_ = output.Line(o.Warnings, s.Source.Cut)
		}
		got, last := o.run(ctx, s)
		if status == Held || got == Interrupted {
			status = got
		}
		if last {
			o.leave(scripts[i+1:])
			break
		}
	}
	return status
}

// leave reports which scripts are not run.
func (o Options) leave(scripts []Script) {
	var names []string
	for _, s := range scripts {
		names = append(names, s.Source.Name)
	}
	if len(names) > 0 {
		o.warn(fmt.Errorf("not run: %s", strings.Join(names, ", ")))
	}
}

// parsed reads all scripts, up to the first error.
func (o Options) parsed(ctx context.Context, names []string) ([]Script, error) {
	var scripts []Script
	for _, name := range names {
		s, err := Await(ctx, func() (Script, error) { return o.parseFile(name) })
		if errors.Is(err, context.Canceled) {
			return nil, interrupted{"interrupted while reading " + name + ": nothing was run"}
		}
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, s)
	}
	return scripts, nil
}

// interrupted is an error that says what was interrupted by the end of a context.
type interrupted struct{ sentence string }

func (i interrupted) Error() string        { return i.sentence }
func (i interrupted) Is(target error) bool { return target == context.Canceled }

func (o Options) parseFile(name string) (Script, error) {
	source, err := Read(name)
	if err != nil {
		return Script{}, err
	}
	if o.Recorded && source.recorded != nil {
		return Script{Source: source}, nil
	}
	if Markdown(name) && o.Markdown != nil {
		if s, ok, err := o.Markdown(source); ok || err != nil {
			return s, err
		}
	}
	if Markdown(name) && len(source.Lines) == 0 {
		return Script{}, fmt.Errorf("%s has no netnet block: nothing was run", name)
	}
	steps, err := Parse(source.Name, source.Lines)
	return Script{Source: source, Steps: steps}, err
}

// Await returns the result of f, or the error of ctx if that ends first: opening or reading a file may take forever and
// can't be interrupted.
func Await[T any](ctx context.Context, f func() (T, error)) (result T, err error) {
	if err := ctx.Err(); err != nil {
		return result, err
	}
	type outcome struct {
		result T
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		result, err := f()
		done <- outcome{result, err}
	}()
	select {
	case got := <-done:
		return got.result, got.err
	case <-ctx.Done():
		return result, ctx.Err()
	}
}

func (o Options) warn(err error) { output.Error(o.Warnings, "", err) }

// run runs one script. It returns its exit status, and whether it is the last one: the run was interrupted, or its
// output can't be written.
func (o Options) run(ctx context.Context, s Script) (status int, last bool) {
	source, steps := s.Source, s.Steps
	if o.Recorded && source.recorded != nil {
		return o.show(ctx, source)
	}
	if o.Only != 0 && !slices.ContainsFunc(steps, func(s engine.Step) bool { return s.Line == o.Only }) {
		o.warn(fmt.Errorf("%s: %s", source.Name, source.Unit.Missing(o.Only)))
		return Unparsed, false
	}
	lab := (o.Lab || source.Lab) && !o.Host
	e, err := Await(ctx, func() (Doer, error) { return o.Start(lab) })
	var unavailable *engine.Unavailable
	switch {
	case errors.As(err, &unavailable):
		o.warn(fmt.Errorf("%s: %w", source.Name, err))
		return Unavailable, false
	case errors.Is(err, context.Canceled):
		o.warn(fmt.Errorf("%s: interrupted before its first step", source.Name))
		return Interrupted, true
	case err != nil:
		o.warn(err)
		return Failed, false
	}
	defer func() { _ = e.Close() }()
	if err := o.Printer.Begin(source, lab); err != nil {
		return o.unwritten(err), true
	}
	for i, step := range steps {
		if o.Only != 0 && step.Line > o.Only {
			break
		}
		if s.Judge != nil {
			if err := s.Judge.Before(e, i); err != nil {
				return o.judged(source, err), false
			}
		}
		event, err := o.do(ctx, e, step, source.Unit)
		if errors.Is(err, context.Canceled) {
			o.warn(fmt.Errorf("%s: interrupted in: %s", source.place(step.Line), step))
			return Interrupted, true
		}
		if err != nil {
			o.warn(fmt.Errorf("%s: %w", source.place(step.Line), err))
			return Failed, false
		}
		event = uncured(steps, i, event)
		var verdict error
		if s.Judge != nil && !event.Failed() {
			verdict = s.Judge.After(e, i, &event)
		}
		if err := o.Printer.Event(step, event); err != nil {
			return o.unwritten(err), true
		}
		for _, warning := range event.Warnings {
			o.warn(fmt.Errorf("%s: warning: %s", source.place(cmp.Or(event.Made().Line, step.Line)), warning))
		}
		if event.Refused {
			o.warn(fmt.Errorf("%s: %s", source.place(step.Line), event.Problem))
			return Unavailable, false
		}
		if verdict != nil {
			return o.judged(source, verdict), false
		}
		if event.Failed() && !o.Through {
			return Failed, false
		}
	}
	return Held, false
}

// judged reports the error of a judge, and returns the exit status.
func (o Options) judged(source Source, err error) int {
	o.warn(fmt.Errorf("%s:%w", source.Name, err))
	if unavailable := new(engine.Unavailable); errors.As(err, &unavailable) {
		return Unavailable
	}
	return Failed
}

// uncured returns an event without the warnings that later steps of the script resolve.
func uncured(steps []engine.Step, nth int, e engine.Event) engine.Event {
	void := func(warning string) bool { return step.Cured(steps, nth, e.Made().Outside().Socket, e.Cures[warning]) }
	e.Warnings = slices.DeleteFunc(slices.Clone(e.Warnings), void)
	e.Cures = maps.Clone(e.Cures)
	maps.DeleteFunc(e.Cures, func(warning string, _ sockopts.Cure) bool { return void(warning) })
	return e
}

// unwritten reports that the trace can't be written, and returns the exit status.
func (o Options) unwritten(err error) int {
	o.warn(output.Unwritten(err))
	if errors.Is(err, output.ErrStuck) {
		return Interrupted
	}
	return Failed
}

// do makes a step, and reports it if the step keeps the script waiting for long.
func (o Options) do(ctx context.Context, e Doer, step engine.Step, unit Unit) (engine.Event, error) {
	if err := ctx.Err(); err != nil {
		return engine.Event{}, err
	}
	type outcome struct {
		event engine.Event
		err   error
	}
	done := make(chan outcome, 1)
	made := step
	if unit == OfSteps {
		made.Line = 0 // there is no script: what is said of its event counts steps
	}
	go func() {
		event, err := e.Do(made)
		done <- outcome{event, err}
	}()
	quiet := time.NewTimer(longestQuiet + step.ExpectedWait())
	defer quiet.Stop()
	for {
		select {
		case got := <-done:
			return got.event, got.err
		case <-ctx.Done():
			return engine.Event{}, ctx.Err()
		case <-quiet.C:
			o.warn(fmt.Errorf("%s %d still waits: %s (ctrl-c ends the run)", unit, step.Line, step))
		}
	}
}
