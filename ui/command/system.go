package command

import (
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/system"
	"netnet-tui/sessions/machine"
)

func (p *program) system() *cobra.Command {
	o := machine.Options{Wanted: system.Everything}
	var without bool
	c := &cobra.Command{
		Use:   "system [FILTER…]",
		Short: "List the sockets of all programs on the machine",
		Long: `Lists every socket that the kernel reports: TCP (including those that are only bound, and
those in TIME-WAIT), UDP, Unix, Multipath TCP, raw, netlink, packet and vsock sockets, in all
visible networks, with the processes, the user and the container that have each, and with a
mark and a sentence for what holds its bytes up: those come first, the worst at the top. It
only reads.

A filter is words that must all match: a field with its value, or a word to look for.
What is not visible is reported on standard error.`,
		Example: `netnet-tui system
netnet-tui system port:8080
netnet-tui system state:close-wait name:nginx
netnet-tui system stall:
netnet-tui system peer:10.0.0.0/8 recvq:'>0' --json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			o.Filter = strings.Join(args, " ")
			o.Wanted.Owners = !without
			return machine.List(p.Out, p.Err, o)
		},
	}
	asJSON(c, &o.JSON, "a JSON array, with a socket on each line")
	asMetrics(c, &o.Counts, "counts of sockets, queues and stalls")
	c.Flags().BoolVar(&without, "no-owners", false, "don't look for the processes that have the sockets, which takes the longest")
	return c
}
