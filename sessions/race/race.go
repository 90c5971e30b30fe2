// Package race sends the same traffic through every readiness model, and reports how each
// did.
package race

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine/remote"
	"netnet-tui/engine/step"
)

// Options say which models race, and how long.
type Options struct {
	Connections []int    // one lap each
	Active      int      // how many of the connections talk; 0 is all
	With        []string // the readiness models
	For         time.Duration
	Rounds      int // of each model, in turn, so that a slow moment of the machine slows all of them
	Size        int // bytes of a message
	Start       func() (*remote.Client, error)
}

// Result is how one readiness model did with a number of connections: the medians of its
// rounds.
type Result struct {
	With        string  `json:"with"`
	Connections int     `json:"connections"`
	Active      int     `json:"active"`
	PerSecond   float64 `json:"per_second"` // messages
	P50         float64 `json:"p50_us"`
	P99         float64 `json:"p99_us"`
	P999        float64 `json:"p999_us"`
	CPU         float64 `json:"cpu_us"`            // of the server, microseconds a message
	Calls       float64 `json:"calls"`             // of the server, a message
	Wasted      float64 `json:"wasted"`            // share of the wakeups after which nothing moved
	Ratio       float64 `json:"ratio"`             // of messages, to the first model of the lap
	Missing     string  `json:"missing,omitempty"` // why there is no result
}

// ErrUsage says that the options are wrong.
var ErrUsage = errors.New("wrong usage")

// usageError is a sentence that is an [ErrUsage].
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
		return fmt.Errorf("%d active connections make no sense", o.Active)
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

// Run runs the laps one after the other, and calls lap with the results of each.
func Run(ctx context.Context, o Options, lap func([]Result)) error {
	if err := o.Check(); err != nil {
		return usageError{err}
	}
	for _, connections := range o.Connections {
		results, err := o.lap(ctx, connections)
		if err != nil {
			return err
		}
		lap(results)
	}
	return nil
}

// lap runs the rounds of one lap, the models in turn.
func (o Options) lap(ctx context.Context, connections int) ([]Result, error) {
	rounds := make([][]Result, len(o.With))
	for range o.Rounds {
		for i, with := range o.With {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			r, err := o.round(ctx, with, connections)
			if err != nil {
				return nil, fmt.Errorf("%s with %d connections: %w", with, connections, err)
			}
			rounds[i] = append(rounds[i], r)
		}
	}
	results := make([]Result, len(o.With))
	for i := range rounds {
		results[i] = median(rounds[i])
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
	return results, nil
}

// median returns the median of each figure on its own.
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
