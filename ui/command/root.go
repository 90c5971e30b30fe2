package command

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/remote"
	"netnet-tui/engine/step"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/sessions/race"
	"netnet-tui/sessions/script"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
)

// root is the program without a command: it opens the screen.
func (p *program) root() *cobra.Command {
	var s session
	var theme string
	c := &cobra.Command{
		Use:   "netnet-tui",
		Short: "A workbench for sockets: real system calls, one at a time",
		Long: `Make real kernel sockets, set their options, bind, listen, connect, send, receive,
poll and close them one system call at a time, and see after every call what the
kernel thinks: state, addresses, bytes waiting, every option, errno and why.

Without a command it opens the screen. Everything done there is a line of script;
netnet-tui run runs the same lines without a screen.`,
		Example: `# open the screen
netnet-tui
# the same in a network of its own, where nothing can be harmed
netnet-tui --lab
# run a script, and print each call as strace would
netnet-tui run demo.netnet`,
		Args:             noScript,
		PersistentPreRun: p.before,
		RunE: func(c *cobra.Command, _ []string) error {
			err := ui.Run(c.Context(), ui.Options{
				Start:   func() (store.Source, error) { return remote.Start(s.engine(s.lab)) },
				Theme:   theme,
				History: ui.HistoryFile(),
				SaveAs:  "session.netnet",
				Race:    race.Child,
				Machine: watcher.New(),
				Port:    portAnswer,
				Lab:     func() (script.Doer, error) { return remote.Start(s.engine(true)) },
			})
			if p.report(err); errors.Is(err, ui.ErrQuit) {
				p.status = script.Quit
			}
			return nil
		},
	}
	s.flags(c)
	c.Flags().StringVar(&theme, "theme", "", "colours: "+ui.ThemeNames())
	return c
}

// unwrap returns text with each of its paragraphs on one line.
func unwrap(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		paragraphs[i] = strings.ReplaceAll(p, "\n", " ")
	}
	return strings.Join(paragraphs, "\n")
}

// noScript refuses arguments, and says what to write if the first is a file.
func noScript(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		if _, err := os.Stat(args[0]); err == nil {
			return fmt.Errorf("to run a script, write: netnet-tui run %s", args[0])
		}
	}
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, about := range c.Commands() {
		if !about.Hidden {
			names = append(names, about.Name())
		}
	}
	if near := step.Nearest(args[0], names); near != "" {
		return fmt.Errorf("there is no command %q (did you mean %s?)", args[0], near)
	}
	return fmt.Errorf("there is no command %q, and no such file", args[0])
}
