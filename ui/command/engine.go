package command

import (
	"github.com/spf13/cobra"

	"netnet-tui/engine"
)

func (p *program) engine() *cobra.Command {
	var s session
	c := &cobra.Command{
		Use:   "engine",
		Short: "Own the sockets of a session: lines of JSON in and out (the other commands start it)",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p.report(engine.Serve(s.engine(s.lab)))
			return nil
		},
	}
	s.flags(c)
	return c
}
