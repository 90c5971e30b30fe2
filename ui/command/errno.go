package command

import (
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/sessions/reference"
)

func (p *program) errno() *cobra.Command {
	var array bool
	c := &cobra.Command{
		Use:   "errno [NAME|NUMBER|CALL]",
		Short: "Explain an errno: which call answers it, why, and what to do",
		Example: `netnet-tui errno EADDRINUSE
netnet-tui errno 104
netnet-tui errno connect`,
		Args: needs(0, 1, "errno takes one name, number or call: netnet-tui errno EADDRINUSE"),
		RunE: func(_ *cobra.Command, args []string) error {
			p.report(reference.Errnos(p.Out, strings.Join(args, " "), array))
			return nil
		},
	}
	asJSON(c, &array, "a JSON array")
	return c
}
