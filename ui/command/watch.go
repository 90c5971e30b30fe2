package command

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/recorder"
	"netnet-tui/sessions/machine"
)

// leastLooks is the minimum time between two looks at all sockets.
const leastLooks = 50 * time.Millisecond

// leastRecord is the minimum size of a recording.
const leastRecord = 64 << 10

func (p *program) watch() *cobra.Command {
	w := machine.Watched{Options: machine.Options{Wanted: system.Everything}}
	c := &cobra.Command{
		Use:   "watch [FILTER…]",
		Short: "Report every socket of the machine that appears, changes or disappears",
		Long: `Prints a line for each socket that appears, changes its state, or disappears, with the process that
has it, how long it lived, and how it ended, as far as that is known. The kernel reports the
ends of TCP and UDP sockets when they happen, even of connections too short to be seen
otherwise; everything else is found by looking periodically. It only reads.`,
		Example: `netnet-tui watch
netnet-tui watch port:8080 --for 10s
netnet-tui watch name:nginx --json
netnet-tui watch port:443 --record last.jsonl --when ending:reset
netnet-tui watch --metrics --for 60s`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if w.File == "" && (w.When != "" || c.Flags().Changed("record-size")) {
				return errors.New("--when and --record-size need --record FILE")
			}
			if w.Bytes < leastRecord {
				return errors.New("--record-size takes at least 65536 bytes")
			}
			if w.For < 0 {
				return errors.New("--for takes a time above 0, or 0 for no end")
			}
			if w.Every < leastLooks {
				return errors.New("--every takes at least 50ms: each look reads all sockets of the machine")
			}
			w.Wanted.Resets = true
			w.Filter = strings.Join(args, " ")
			return machine.Watch(c.Context(), p.Out, p.Err, w)
		},
	}
	asJSON(c, &w.JSON, "a line of JSON for each")
	asMetrics(c, &w.Counts, "only counts of what happened, at the end")
	c.Flags().StringVar(&w.File, "record", "", "save the last minutes in a FILE of JSON lines, at the end")
	c.Flags().StringVar(&w.When, "when", "", "with --record: end when a CONDITION holds: a filter, event:died, ending:reset, …")
	c.Flags().IntVar(&w.Bytes, "record-size", recorder.DefaultBytes, "with --record: how many bytes are kept at most; the oldest go first")
	c.Flags().DurationVar(&w.For, "for", 0, "how long; 0 means until ctrl-c")
	c.Flags().DurationVar(&w.Every, "every", time.Second, "the time between two looks")
	return c
}
