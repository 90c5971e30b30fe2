package script

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
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
	Printer  Printer
	Warnings io.Writer // where mistakes and reasons go
}

// RunFiles runs scripts one after the other, each with a bench of its own, and
// returns the exit status. Nothing runs if any of them does not parse.
func RunFiles(ctx context.Context, names []string, o Options) int {
	scripts, err := Await(ctx, func() ([]script, error) { return parsed(names) })
	switch {
	case errors.Is(err, context.Canceled):
		o.warn(fmt.Errorf("interrupted while reading %s", strings.Join(names, " ")))
		return Interrupted
	case err != nil:
		o.warn(err)
		return Unparsed
	}
	status := Held
	for _, s := range scripts {
		if s.source.Cut != "" {
			_ = output.Line(o.Warnings, s.source.Cut)
		}
		if got := o.run(ctx, s.source, s.steps); status == Held {
			status = got
		}
	}
	return status
}

// script is a source with its steps.
type script struct {
	source Source
	steps  []engine.Step
}

// parsed reads all scripts, up to the first with an error.
func parsed(names []string) ([]script, error) {
	var scripts []script
	for _, name := range names {
		source, err := Read(name)
		if err != nil {
			return nil, err
		}
		if markdown(name) && len(source.Lines) == 0 {
			return nil, fmt.Errorf("%s has no netnet block: nothing was run", name)
		}
		steps, err := Parse(source.Name, source.Lines)
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, script{source, steps})
	}
	return scripts, nil
}

// Await returns what f does, or the end of ctx where that comes first: opening or reading
// a file may take forever, and can't be interrupted.
func Await[T any](ctx context.Context, f func() (T, error)) (result T, err error) {
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

func (o Options) run(ctx context.Context, source Source, steps []engine.Step) int {
	lab := (o.Lab || source.Lab) && !o.Host
	e, err := Await(ctx, func() (Doer, error) { return o.Start(lab) })
	var unavailable *engine.Unavailable
	switch {
	case errors.As(err, &unavailable):
		o.warn(fmt.Errorf("%s: %w", source.Name, err))
		return Unavailable
	case errors.Is(err, context.Canceled):
		return Interrupted
	case err != nil:
		o.warn(err)
		return Failed
	}
	defer func() { _ = e.Close() }()
	if err := o.Printer.Begin(source, lab); err != nil {
		return o.unwritten(err)
	}
	for i, step := range steps {
		event, err := o.do(ctx, e, step)
		if errors.Is(err, context.Canceled) {
			o.warn(fmt.Errorf("%s:%d: interrupted in: %s", source.Name, step.Line, step))
			return Interrupted
		}
		if err != nil {
			o.warn(fmt.Errorf("%s:%d: %w", source.Name, step.Line, err))
			return Failed
		}
		if err := o.Printer.Event(step, event); err != nil {
			return o.unwritten(err)
		}
		for _, warning := range event.Warnings {
			if made := event.Made(); !cured(steps, i, event, warning) {
				o.warn(fmt.Errorf("%s:%d: warning: %s", source.Name, cmp.Or(made.Line, step.Line), warning))
			}
		}
		if event.Refused {
			o.warn(fmt.Errorf("%s:%d: %s", source.Name, step.Line, event.Problem))
			return Unavailable
		}
		if event.Failed() {
			return Failed
		}
	}
	return Held
}

// cured reports whether the script goes on to do what makes a warning void.
func cured(steps []engine.Step, nth int, e engine.Event, warning string) bool {
	return step.Cured(steps, nth, e.Made().Socket, e.Cures[warning])
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
func (o Options) do(ctx context.Context, e Doer, step engine.Step) (engine.Event, error) {
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
			o.warn(fmt.Errorf("line %d still waits: %s (ctrl-c ends the run)", step.Line, step))
		}
	}
}
