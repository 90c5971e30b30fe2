package command

import (
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/sessions/reference"
)

func (p *program) options() *cobra.Command {
	var level string
	var array bool
	c := &cobra.Command{
		Use:   "options [NAME|WORD…]",
		Short: "Look up socket options by name or by words of their description",
		Example: `netnet-tui options TCP_NODELAY
netnet-tui options nagle
netnet-tui options keepalive idle
netnet-tui options --level IPPROTO_TCP --json`,
		RunE: func(_ *cobra.Command, args []string) error {
			p.report(reference.Options(p.Out, strings.Join(args, " "), level, array))
			return nil
		},
	}
	c.Flags().StringVar(&level, "level", "", "only options of a level, such as SOL_SOCKET")
	asJSON(c, &array, "a JSON array")
	c.AddCommand(p.check())
	return c
}
