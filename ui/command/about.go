package command

import (
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/observe"
	"netnet-tui/sessions/reference"
)

func (p *program) about() *cobra.Command {
	var array bool
	c := &cobra.Command{
		Use:   "about [WORD…]",
		Short: "Look up a state, an idea, a call, a sysctl, an option or an errno",
		Example: `netnet-tui about TIME-WAIT
netnet-tui about backlog
netnet-tui about close wait
netnet-tui about somaxconn`,
		RunE: func(_ *cobra.Command, args []string) error {
			p.report(reference.About(p.Out, strings.Join(args, " "), observe.ReadSysctl, array))
			return nil
		},
	}
	asJSON(c, &array, "a JSON array")
	return c
}
