// Package command is the command line: each command is a file, with its flags and its help. It is one face
// of the program; the screen is the other. [Execute] reads the arguments, runs the command, and returns the
// exit status.
//
// A new command needs a file with one method of program, and a line in program.makers.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	status int    // the exit status, unless the command line itself is wrong
	lasts  func() // called before a command that handles signals itself
}

// Execute runs one command line and returns its exit status, one of the constants of package script. Before
// a command that may run for long and ends in its own way, it calls lasts: from then on, the caller must
// cancel ctx on a signal.
func Execute(ctx context.Context, args []string, s Streams, lasts func()) int {
	p := &program{Streams: s, lasts: lasts}
	root := p.root()
	about, all := p.commands(args)
	root.AddCommand(about...)
	root.SetErr(p.Err)
	if !p.OutTerminal { // on a terminal, help is coloured, and its text is ours: there is nothing to escape
		root.SetOut(p.Out)
	}
	root.SetHelpCommand(help())
	root.SetFlagErrorFunc(flagError)
	root.SetArgs(shown(args))
	options := []fang.Option{fang.WithVersion(version()), fang.WithErrorHandler(
		func(w io.Writer, _ fang.Styles, err error) {
			if output.IsUnwritten(err) || errors.As(err, new(*fs.PathError)) { // man writes by itself
				p.report(output.Unwritten(err))
				return
			}
			about, _, lost := root.Find(args)
			if lost != nil {
				about = root
			}
			output.Error(w, "netnet-tui: ", fmt.Errorf("%w (see %s --help)", err, about.CommandPath()))
		})}
	if !all {
		options = append(options, fang.WithoutCompletions(), fang.WithoutManpage())
	}
	if err := fang.Execute(ctx, root, options...); err != nil && p.status == script.Held { // otherwise only a wrong command line is an error
		return script.Unparsed
	}
	if err := p.Out.Err(); err != nil && p.status == script.Held { // help does not tell
		p.report(err)
	}
	return p.status
}

// unminded marks commands that leave signals to the kernel, which ends them like any process. Handling
// signals takes a thread, and more time than a short command itself.
const unminded = "unminded"

// before runs before each command.
func (p *program) before(c *cobra.Command, _ []string) {
	if _, ok := c.Annotations[unminded]; !ok {
		p.lasts()
	}
	if c.Name() == "man" { // man treats each line as a paragraph
		c.Root().Long = unwrap(c.Root().Long)
	}
}

// shown returns the arguments as cobra may see them: its completion prints unknown ones without escaping
// them.
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

// report prints an error and sets the exit status for it.
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
