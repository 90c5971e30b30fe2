package command

import (
	"github.com/spf13/cobra"

	"netnet-tui/engine/remote"
)

func (p *program) engine() *cobra.Command {
	var s session
	c := &cobra.Command{
		Use:   "engine",
		Short: "Own the sockets of a session: lines of JSON in and out (the other commands start it)",
		Args:  onlyFlags,
		// It ends when its input ends, and at once on a signal: the process that started it sees which.
		Annotations: map[string]string{unminded: ""},
		RunE: func(*cobra.Command, []string) error {
			p.report(remote.Serve(s.engine(s.lab)))
			return nil
		},
	}
	s.flags(c)
	return c
}
