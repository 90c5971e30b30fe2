package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/ui/canvas"
)

// wrapped breaks a paragraph of a help into lines. Without this, lines that are too long for the terminal are broken at
// hyphens, as those of protocols' names.
func wrapped(text string) string {
	const columns = 94
	return strings.Join(canvas.Wrap(text, columns), "\n")
}

// help prints the help of a command. Cobra's own help command prints unknown words without escaping them.
func help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			switch {
			case err != nil:
				return err
			case len(rest) > 0:
				return fmt.Errorf("there is no command %q", strings.Join(args, " "))
			}
			return about.Help()
		},
	}
}
