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
	Held         = 0   // all held
	Failed       = 1   // an expectation failed, or a step could not be made
	Unparsed     = 2   // a file does not parse
	Unavailable  = 3   // something the script needs is not available here
	Interrupted  = 130 // by ctrl-c, as a shell counts
	Quit         = 131 // by SIGQUIT
	Terminated   = 143 // by SIGTERM
	longestQuiet = 3 * time.Second
)

// Doer makes steps: an engine in this process, or a client of one in a child.
type Doer interface {
	Do(engine.Step) (engine.Event, error)
	Close() error
}

// Options say how scripts are run.
type Options struct {
	Start    func(lab bool) (Doer, error) // begins an engine, with an empty bench
	Lab      bool                         // whatever the files ask for
	Host     bool                         // even where a file asks for a lab
	Through  bool                         // to the end, whatever fails
	Only     int                          // the line for whose sake they are run, and the last; 0 is all
	Printer  Printer
	Warnings io.Writer // where mistakes and reasons go

	// Markdown reads a Markdown file that is more than its netnet blocks; ok is false for others,
	// and for all where Markdown is nil.
	Markdown func(Source) (s Script, ok bool, err error)
}

// Script is what runs of a file.
type Script struct {
	Source Source
	Steps  []engine.Step
	Judge  Judge // nil: only the outcomes of the steps decide
}

// Judge holds a run against more than the outcomes of its steps. Both methods may make steps of
// their own, which are not part of the script and are not printed. Where they return an error, the
// script ends: with status Unavailable for an [engine.Unavailable], with Failed for others.
type Judge interface {
	// Before is called before a step, by its number from 0.
	Before(d Doer, nth int) error
	// After is called when a step has held, before its event is printed. It may add notes to it.
	After(d Doer, nth int, e *engine.Event) error
}

// RunFiles runs scripts one after the other, each with an engine and so a bench of its own,
// and returns the exit status: that of the first that did not hold. Nothing runs if any of them
// does not parse. The end of ctx, or of the output, is told once: it ends the script that is
// running, and those behind it are not begun.
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

// leave says which scripts are not run.
func (o Options) leave(scripts []Script) {
	var names []string
	for _, s := range scripts {
		names = append(names, s.Source.Name)
	}
	if len(names) > 0 {
		o.warn(fmt.Errorf("not run: %s", strings.Join(names, ", ")))
	}
}

// parsed reads all scripts, up to the first with an error.
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

// interrupted is an error that says what the end of a context came between.
type interrupted struct{ sentence string }

func (i interrupted) Error() string        { return i.sentence }
func (i interrupted) Is(target error) bool { return target == context.Canceled }

func (o Options) parseFile(name string) (Script, error) {
	source, err := Read(name)
	if err != nil {
		return Script{}, err
	}
	if markdown(name) && o.Markdown != nil {
		if s, ok, err := o.Markdown(source); ok || err != nil {
			return s, err
		}
	}
	if markdown(name) && len(source.Lines) == 0 {
		return Script{}, fmt.Errorf("%s has no netnet block: nothing was run", name)
	}
	steps, err := Parse(source.Name, source.Lines)
	return Script{Source: source, Steps: steps}, err
}

// Await returns what f does, or the end of ctx where that comes first: opening or reading
// a file may take forever, and can't be interrupted.
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

// run runs one script. It returns its exit status, and whether it is the last: the run was
// interrupted, or what comes of it can't be written.
func (o Options) run(ctx context.Context, s Script) (status int, last bool) {
	source, steps := s.Source, s.Steps
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

// judged says what a judge has found, and returns the exit status.
func (o Options) judged(source Source, err error) int {
	o.warn(fmt.Errorf("%s:%w", source.Name, err))
	if unavailable := new(engine.Unavailable); errors.As(err, &unavailable) {
		return Unavailable
	}
	return Failed
}

// uncured is an event without the warnings that what the script does later makes void.
func uncured(steps []engine.Step, nth int, e engine.Event) engine.Event {
	void := func(warning string) bool { return step.Cured(steps, nth, e.Made().Outside().Socket, e.Cures[warning]) }
	e.Warnings = slices.DeleteFunc(slices.Clone(e.Warnings), void)
	e.Cures = maps.Clone(e.Cures)
	maps.DeleteFunc(e.Cures, func(warning string, _ sockopts.Cure) bool { return void(warning) })
	return e
}

// unwritten says that the trace can't be written, and returns the exit status.
func (o Options) unwritten(err error) int {
	o.warn(fmt.Errorf("the output can't be written: %w", err))
	if errors.Is(err, output.ErrStuck) {
		return Interrupted
	}
	return Failed
}

// do makes a step, and says so if the step keeps the script waiting for long.
func (o Options) do(ctx context.Context, e Doer, step engine.Step, unit Unit) (engine.Event, error) {
	if err := ctx.Err(); err != nil {
		return engine.Event{}, err
	}
	type outcome struct {
		event engine.Event
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		event, err := e.Do(step)
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
