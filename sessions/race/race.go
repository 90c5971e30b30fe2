// Package race sends the same traffic through every readiness model, and compares the results.
package race

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine/remote"
	"netnet-tui/engine/step"
	"netnet-tui/engine/swarm"
)

// Options are which models race, and for how long.
type Options struct {
	Connections []int    // one lap each
	Active      int      // how many of the connections talk; 0 means all
	With        []string // the readiness models
	For         time.Duration
	Rounds      int // of each model, in turn, so that a slow moment of the machine slows all of them
	Size        int // bytes in a message; 0 means what a swarm sends by default
	Start       func() (*remote.Client, error)
	Begins      func(Turn) // if not nil, called before each round; Ends is called after the last round of a lap
	Ends        func()
}

// Result is how a readiness model did with a number of connections: the medians of its rounds.
type Result struct {
	With        string  `json:"with"`
	Connections int     `json:"connections"`
	Active      int     `json:"active"`
	PerSecond   float64 `json:"per_second"` // messages
	P50         float64 `json:"p50_us"`
	P99         float64 `json:"p99_us"`
	P999        float64 `json:"p999_us"`
	CPU         float64 `json:"cpu_us"`            // of the server, in microseconds per message
	Calls       float64 `json:"calls"`             // of the server, per message
	Wasted      float64 `json:"wasted"`            // share of wakeups after which nothing moved
	Ratio       float64 `json:"ratio"`             // of messages, relative to the first model of the lap
	Missing     string  `json:"missing,omitempty"` // why there is no result
	Failed      string  `json:"failed,omitempty"`  // why the figures do not include all rounds
}

// ErrUsage means that the options are wrong.
var ErrUsage = errors.New("wrong usage")

// usageError is a message that is an [ErrUsage].
type usageError struct{ error }

func (usageError) Is(target error) bool { return target == ErrUsage }

// Check returns what is wrong with the options.
func (o Options) Check() error {
	for _, name := range o.With {
		if err := step.CheckReadiness(name); err != nil {
			return err
		}
	}
	for _, n := range o.Connections {
		if n < 1 || n > step.MostClients {
			return fmt.Errorf("%d connections are out of bounds: from 1 to %d", n, step.MostClients)
		}
	}
	switch {
	case len(o.With) == 0 || len(o.Connections) == 0:
		return errors.New("a race needs a readiness and a number of connections")
	case o.Active < 0:
		return fmt.Errorf("%d active connections are out of bounds: at least 1, or 0 for all", o.Active)
	case o.Size < 0 || o.Size > swarm.MostSize:
		return fmt.Errorf("a message of %d bytes is out of bounds: from 1 to %d", o.Size, swarm.MostSize)
	case o.Rounds < 1 || o.Rounds > 100:
		return fmt.Errorf("%d rounds are out of bounds: from 1 to 100", o.Rounds)
	case o.For < minFor || o.For > maxFor:
		return fmt.Errorf("%s a round is out of bounds: from %s to %s", o.For, minFor, maxFor)
	}
	return nil
}

const (
	minFor = 100 * time.Millisecond
	maxFor = time.Minute
)

// Run runs the laps one after the other, and calls lap with the results of each. A model drops out of a lap if a round
// of it fails; what was measured is kept, even when ctx ends. The error is the first that occurred.
func Run(ctx context.Context, o Options, lap func([]Result)) error {
	if err := o.Check(); err != nil {
		return usageError{err}
	}
	var first error
	for i, connections := range o.Connections {
		results, err := o.lap(ctx, i, connections)
		if o.Ends != nil {
			o.Ends()
		}
		if len(results) > 0 {
			lap(results)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if first = cmp.Or(first, err); err != nil && !slices.ContainsFunc(results, measured) {
			return first // the next lap would do no better
		}
	}
	return first
}

// Nobody returns why no model of a lap could run, if there is a single reason for all, such as a limit; otherwise "".
// It is reported once rather than on every line.
func Nobody(results []Result) (why string) {
	for i, r := range results {
		if r.Missing == "" || i > 0 && r.Missing != why {
			return ""
		}
		why = r.Missing
	}
	return why
}

// measured reports whether a result has figures.
func measured(r Result) bool { return r.Missing == "" }

// lap runs the rounds of one lap, the models in turn. The error is the first that occurred.
func (o Options) lap(ctx context.Context, nth, connections int) ([]Result, error) {
	rounds, failed := make([][]Result, len(o.With)), make([]error, len(o.With))
	var first error
	for n := range o.Rounds {
		for i, with := range o.With {
			if ctx.Err() != nil {
				return o.results(rounds, failed), ctx.Err()
			}
			if failed[i] != nil {
				continue
			}
			o.begins(Turn{With: with, Connections: connections, Round: n + 1, Rounds: o.Rounds,
				Nth: (nth*o.Rounds+n)*len(o.With) + i + 1, All: len(o.Connections) * o.Rounds * len(o.With)})
			r, err := o.round(ctx, with, connections)
			switch {
			case ctx.Err() != nil:
				return o.results(rounds, failed), ctx.Err()
			case err != nil:
				failed[i] = fmt.Errorf("round %d of %d: %w", n+1, o.Rounds, err)
				first = cmp.Or(first, fmt.Errorf("%s with %s, %w", with, Count(connections), failed[i]))
				rounds[i] = append(rounds[i], Result{With: with, Connections: connections, Active: r.Active, Missing: failed[i].Error()})
			default:
				rounds[i] = append(rounds[i], r)
			}
		}
	}
	return o.results(rounds, failed), first
}

// results returns the results of the completed rounds.
func (o Options) results(rounds [][]Result, failed []error) []Result {
	var results []Result
	for i := range rounds {
		if len(rounds[i]) == 0 {
			continue
		}
		whole := slices.DeleteFunc(slices.Clone(rounds[i]), func(r Result) bool { return !measured(r) })
		if len(whole) == 0 {
			whole = rounds[i][:1] // it says why
		}
		r := median(whole)
		if failed[i] != nil && measured(r) {
			r.Failed = failed[i].Error()
		}
		results = append(results, r)
	}
	first := 0.0 // of those that could run
	for i := range results {
		if first == 0 {
			first = results[i].PerSecond
		}
		if first > 0 {
			results[i].Ratio = results[i].PerSecond / first
		}
	}
	return results
}

// median returns the median of each figure separately.
func median(rounds []Result) Result {
	middle := rounds[0]
	for _, figure := range []func(*Result) *float64{
		func(r *Result) *float64 { return &r.PerSecond }, func(r *Result) *float64 { return &r.P50 },
		func(r *Result) *float64 { return &r.P99 }, func(r *Result) *float64 { return &r.P999 },
		func(r *Result) *float64 { return &r.CPU }, func(r *Result) *float64 { return &r.Calls },
		func(r *Result) *float64 { return &r.Wasted },
	} {
		var values []float64
		for i := range rounds {
			values = append(values, *figure(&rounds[i]))
		}
		slices.Sort(values)
		*figure(&middle) = values[len(values)/2]
	}
	return middle
}
