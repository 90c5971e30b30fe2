package command

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/race"
	"netnet-tui/sessions/script"
)

func (p *program) race() *cobra.Command {
	var array, laps, turns bool
	var svg string
	o := race.Options{Start: func() (*remote.Client, error) { return remote.Start(engine.Options{Bare: true}) }}
	c := &cobra.Command{
		Use:   "race",
		Short: "Send the same traffic through every readiness model, and compare",
		Long: `Serves echo with each readiness model in turn, in a separate process, and sends it the same
traffic: every connection has one message in flight. Figures are medians of the rounds;
ratio compares messages per second with the first readiness model.`,
		Example: `netnet-tui race
netnet-tui race --connections 10,1000 --with epoll,epoll-et,io_uring
netnet-tui race --connections 10000 --active 10 --svg race.svg`,
		Args: onlyFlags,
		RunE: func(c *cobra.Command, _ []string) error {
			form := race.Tables
			switch {
			case laps:
				form = race.Laps
			case array:
				form = race.Array
			}
			switch {
			case laps && turns:
				out := output.JSON(p.Out)
				o.Begins = func(t race.Turn) { _ = out.Encode(t) } // if a lap cannot be written, Report returns the error
			case p.ErrTerminal:
				o.Begins = func(t race.Turn) { p.Err.Status(t.String()) }
				o.Ends = func() { p.Err.Status("") }
			}
			err := race.Report(c.Context(), o, p.Out, form, svg)
			switch {
			case errors.Is(err, race.ErrUsage):
				return err
			case errors.Is(err, context.Canceled):
				p.status = script.Interrupted
				return nil
			}
			p.report(err)
			return nil
		},
	}
	f := c.Flags()
	f.IntSliceVar(&o.Connections, "connections", []int{1, 100, 1000, 10000}, "numbers of connections to try, one lap each")
	f.IntVar(&o.Active, "active", 0, "how many of them talk; 0 means all")
	f.StringSliceVar(&o.With, "with", race.Models(), "which readiness models run")
	f.DurationVar(&o.For, "for", time.Second, "how long a round is")
	f.IntVar(&o.Rounds, "rounds", 3, "how many rounds each runs, in turn")
	f.IntVar(&o.Size, "size", 64, "bytes of a message")
	f.BoolVar(&laps, "laps", false, "print a line of JSON after each lap")
	f.BoolVar(&turns, "turns", false, "with --laps, a line of JSON before each round too")
	_ = f.MarkHidden("turns") // for the screen
	f.StringVar(&svg, "svg", "", "write a picture to this file too")
	asJSON(c, &array, "a JSON array")
	return c
}
