// Package command is the command line: a command a file, with its flags and its help.
// It is a face of the program as the screen is. [Execute] reads the arguments, has the
// engine or a session do the work, and reports the exit status.
//
// A new command is a file with one method of program and a line in its commands method.
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
	status int // the exit status, where the command line itself is right
}

// commands are the subcommands, each in a file of its name.
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

// Execute runs one command line and returns its exit status, as the constants of package
// script have them.
func Execute(ctx context.Context, args []string, s Streams) int {
	p := &program{Streams: s}
	root := p.root()
	root.SetErr(p.Err)
	if !p.OutTerminal { // on a terminal help has colours, and no text but our own
		root.SetOut(p.Out)
	}
	root.SetHelpCommand(help())
	root.SetArgs(shown(args))
	err := fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithErrorHandler(
		func(w io.Writer, _ fang.Styles, err error) {
			_ = output.Line(w, fmt.Sprintf("netnet-tui: %s (netnet-tui --help tells more)", err))
		}))
	if err != nil { // the command line is wrong: nothing else comes back from cobra
		return script.Unparsed
	}
	return p.status
}

// shown are the arguments as cobra may see them: completing, it prints what it does not
// know without escaping it.
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

// report prints an error for a person, and sets the exit status that goes with it.
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
