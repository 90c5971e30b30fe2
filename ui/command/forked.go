package command

import (
	"github.com/spf13/cobra"

	"netnet-tui/engine/fork"
)

// forked is the process that an engine makes where a script says fork.
func (p *program) forked() *cobra.Command {
	return &cobra.Command{
		Use:    fork.Command,
		Short:  "Make calls on copies of an engine's descriptors (an engine starts it)",
		Args:   cobra.NoArgs,
		Hidden: true,
		// A signal ends it, as a step asks for.
		Annotations: map[string]string{unminded: ""},
		RunE: func(*cobra.Command, []string) error {
			p.report(fork.Serve())
			return nil
		},
	}
}
