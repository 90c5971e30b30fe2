// Package command is the command line: each command is a file, with its flags and its
// help. It is one face of the program; the screen is the other. [Execute] reads the
// arguments, runs the command, and returns the exit status.
//
// A new command is a file with one method of program, and a line in program.commands.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
)

// program is one run of the command line.
type program struct {
	Streams
	status int // the exit status, unless the command line itself is wrong
}

// commands returns the subcommands, each from the file of its name.
func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.run(),
		p.serve(),
		p.swarm(),
		p.race(),
		p.options(),
		p.errno(),
		p.engine(),
		p.version(),
	}
}

// Execute runs one command line and returns its exit status, one of the constants of
// package script.
func Execute(ctx context.Context, args []string, s Streams) int {
	p := &program{Streams: s}
	root := p.root()
	root.SetErr(p.Err)
	if !p.OutTerminal { // on a terminal, help has colours, and its text is our own: nothing to escape
		root.SetOut(p.Out)
	}
	root.SetHelpCommand(help())
	root.SetFlagErrorFunc(flagError)
	root.SetArgs(shown(args))
	err := fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithErrorHandler(
		func(w io.Writer, _ fang.Styles, err error) {
			about, _, lost := root.Find(args)
			if lost != nil {
				about = root
			}
			_ = output.Line(w, fmt.Sprintf("netnet-tui: %s (see %s --help)", err, about.CommandPath()))
		}))
	if err != nil { // only a wrong command line is an error
		return script.Unparsed
	}
	return p.status
}

// shown returns the arguments as cobra may see them: completion prints unknown ones
// without escaping them.
func shown(args []string) []string {
	if len(args) == 0 || !strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		return args
	}
	escaped := make([]string, len(args))
	for i, arg := range args {
		escaped[i] = step.Printable(arg)
	}
	return escaped
}

// report prints an error, and sets the exit status for it.
func (p *program) report(err error) {
	var unavailable *engine.Unavailable
	switch {
	case err == nil:
		p.status = script.Held
		return
	case errors.Is(err, output.ErrStuck):
		p.status = script.Interrupted
		return
	}
	output.Error(p.Err, "netnet-tui: ", err)
	p.status = script.Failed
	if errors.As(err, &unavailable) {
		p.status = script.Unavailable
	}
}
