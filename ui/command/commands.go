package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/fork"
)

// maker makes the command with the given name, which is the first word of its Use.
type maker struct {
	name string
	make func() *cobra.Command
}

// makers lists the subcommands in the order of the help. Each is in the file with its name.
func (p *program) makers() []maker {
	return []maker{
		{"run", p.run},
		{"serve", p.serve},
		{"swarm", p.swarm},
		{"race", p.race},
		{"diff", p.diff},
		{"export", p.export},
		{"lesson", p.lesson},
		{"sessions", p.sessions},
		{"about", p.about},
		{"options", p.options},
		{"errno", p.errno},
		{"why", p.why},
		{"system", p.system},
		{"watch", p.watch},
		{"attach", p.attach},
		{"engine", p.engine},
		{fork.Command, p.forked},
		{"version", p.version},
	}
}

// commands makes the subcommands that a command line may need, and reports whether that is all of them.
// Most command lines begin with the one they need, or have only flags and open the screen. Making all
// commands takes as long as everything else that a short command does.
func (p *program) commands(args []string) (made []*cobra.Command, all bool) {
	makers := p.makers()
	if !slices.ContainsFunc(args, mayNameCommand) {
		return nil, false
	}
	if i := slices.IndexFunc(makers, func(m maker) bool { return m.name == args[0] }); i >= 0 {
		return []*cobra.Command{makers[i].make()}, false
	}
	for _, m := range makers {
		made = append(made, m.make())
	}
	return made, true
}

// mayNameCommand reports whether an argument may be a command, or ask for the list of commands.
func mayNameCommand(arg string) bool {
	return !strings.HasPrefix(arg, "--") || strings.HasPrefix(arg, "--help")
}
