package command

import (
	"github.com/spf13/cobra"

	"netnet-tui/engine/observe"
	"netnet-tui/sessions/check"
)

func (p *program) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check ARG…",
		Short: "Look for mistakes in the setting of options, without making a call",
		Long: `Checks names of options joined with |, names in the order in which they are to be
set, scripts (.netnet, .md, - for standard input), and quoted lines of script. Several
lines form one script, in which a socket that no line makes is a fresh one.

Exit status: 0 nothing to warn about; 1 warnings; 2 something does not parse.`,
		Example: `netnet-tui options check 'SO_REUSEADDR|SO_REUSEPORT'
netnet-tui options check SO_PRIORITY IP_TOS
netnet-tui options check demo.netnet
netnet-tui options check 'bind s 127.0.0.1:80' 'setsockopt s SO_REUSEADDR on'`,
		Args: needs(1, manyArguments, "check needs options, a script or lines: netnet-tui options check SO_REUSEADDR"),
		RunE: func(c *cobra.Command, args []string) error {
			p.status = check.Arguments(c.Context(), args, observe.ReadSysctl, p.Out, p.Err)
			return nil
		},
	}
}
