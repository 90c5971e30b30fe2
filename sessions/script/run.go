package script

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"netnet-tui/engine"
)

// The exit statuses of a run.
const (
	Held         = 0   // all held
	Failed       = 1   // an expectation failed, or a step could not be made
	Unparsed     = 2   // a file does not parse
	Unavailable  = 3   // something the script needs is not to be had here
	Interrupted  = 130 // by ctrl-c, as a shell counts
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
// gives the exit status. Nothing runs if any of them does not parse.
func RunFiles(ctx context.Context, names []string, o Options) int {
	type script struct {
		source Source
		steps  []engine.Step
	}
	var scripts []script
	for _, name := range names {
		source, err := Read(name)
		var steps []engine.Step
		if err == nil {
			steps, err = Parse(source.Name, source.Lines)
		}
		if err != nil {
			o.warn(err)
			return Unparsed
		}
		scripts = append(scripts, script{source, steps})
	}
	status := Held
	for _, s := range scripts {
		if got := o.run(ctx, s.source, s.steps); status == Held {
			status = got
		}
	}
	return status
}

func (o Options) warn(err error) { _, _ = fmt.Fprintln(o.Warnings, err) }

func (o Options) run(ctx context.Context, source Source, steps []engine.Step) int {
	lab := (o.Lab || source.Lab) && !o.Host
	e, err := o.Start(lab)
	var unavailable *engine.Unavailable
	switch {
	case errors.As(err, &unavailable):
		o.warn(fmt.Errorf("%s: %w", source.Name, err))
		return Unavailable
	case err != nil:
		o.warn(err)
		return Failed
	}
	defer func() { _ = e.Close() }()
	if err := o.Printer.Begin(source, lab); err != nil {
		o.warn(fmt.Errorf("the output can't be written: %w", err))
		return Failed
	}
	for _, step := range steps {
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
			o.warn(fmt.Errorf("the output can't be written: %w", err))
			return Failed
		}
		for _, warning := range event.Warnings {
			o.warn(fmt.Errorf("%s:%d: warning: %s", source.Name, step.Line, warning))
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

// do makes a step, and says so where it keeps the script waiting for long.
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
	quiet := time.NewTimer(longestQuiet + step.Patience())
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
