package command

import (
	"github.com/spf13/cobra"

	"netnet-tui/engine/fork"
)

// forked is the process that an engine starts when a script says fork.
func (p *program) forked() *cobra.Command {
	return &cobra.Command{
		Use:    fork.Command,
		Short:  "Make calls on copies of an engine's descriptors (an engine starts it)",
		Args:   cobra.NoArgs,
		Hidden: true,
		// A signal ends it, because a step may ask for that.
		Annotations: map[string]string{unminded: ""},
		RunE: func(*cobra.Command, []string) error {
			p.report(fork.Serve())
			return nil
		},
	}
}
