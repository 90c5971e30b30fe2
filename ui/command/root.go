package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/remote"
	"netnet-tui/engine/step"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/race"
	"netnet-tui/sessions/script"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
	"netnet-tui/ui/walk"
)

// root is the program without a command: it opens the screen.
func (p *program) root() *cobra.Command {
	var s session
	var theme string
	var noRecord, allData bool
	c := &cobra.Command{
		Use:   "netnet-tui [FILE]",
		Short: "A workbench for sockets: real system calls, one at a time",
		Long: `Make real kernel sockets, set their options, bind, listen, connect, send, receive,
poll and close them one system call at a time, and see after every call what the
kernel thinks: state, addresses, bytes waiting, every option, errno and why.

Without a command it opens the screen. Everything done there is a line of script;
netnet-tui run runs the same lines without a screen. A script, or the netnet blocks of a
Markdown file, is shown beside the bench, to be run one line at a time. A recording is shown
step by step with its evidence, and makes no calls.

` + namesToo,
		Example: `# open the screen
netnet-tui
# the same in a network of its own, where nothing can be harmed
netnet-tui --lab
# a script beside the bench, one step at a time
netnet-tui demo.netnet
# run a script, and print each call as strace would
netnet-tui run demo.netnet`,
		Args:             oneFile,
		PersistentPreRun: p.before,
		RunE: onFiles(func(c *cobra.Command, files []string) error {
			var file *walk.File
			var first func() (store.Source, error)
			keeper := &keeper{data: allData}
			start := func(lab bool) func() (store.Source, error) {
				return func() (store.Source, error) {
					if noRecord {
						return remote.Start(s.engine(s.lab || lab))
					}
					return keeper.start(s.engine(s.lab || lab))
				}
			}
			for _, name := range files {
				read, err := walk.Read(name)
				if err != nil {
					p.report(err)
					p.status = script.Unparsed
					return nil
				}
				file = &read
				keeper.file = read.Base()
				s.lab = s.lab || read.Lab && read.Lesson == nil // a lesson starts its lab itself, if there is one
				if read.Tape != nil {
					first = func() (store.Source, error) { return read.Tape.Player(), nil }
					defer func() { _ = read.Tape.Close() }()
				}
			}
			err := ui.Run(c.Context(), ui.Options{
				Start:    start(false),
				InLab:    start(true),
				First:    first,
				Theme:    theme,
				History:  ui.HistoryFile(),
				SaveAs:   "session.netnet",
				File:     file,
				Race:     race.Child,
				Machine:  watcher.New(),
				Port:     portAnswer,
				Archive:  kept{},
				Lessons:  func() lesson.Library { return lesson.Load(lesson.Folder()) },
				Progress: lesson.ProgressFile(),
				Lab:      func() (script.Doer, error) { return s.start(true) },
			})
			if p.report(err); errors.Is(err, ui.ErrQuit) {
				p.status = script.Quit
			}
			return nil
		}),
		ValidArgsFunction: fileNames,
	}
	s.flags(c)
	c.Flags().BoolVar(&noRecord, "no-record", false, "do not record the session (see netnet-tui sessions)")
	c.Flags().BoolVar(&allData, "record-data", false, "record texts of more than 64 KiB whole, not as their length and hash")
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

// oneFile refuses all arguments but a single file.
func oneFile(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if _, err := located(args[0]); err == nil {
		if len(args) > 1 {
			return fmt.Errorf("the screen opens one file; to run several, write: netnet-tui run %s", strings.Join(args, " "))
		}
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
	return fmt.Errorf("no command, no file and no recording is called %q: netnet-tui --help shows the commands, netnet-tui sessions list the recordings", step.Clip(args[0]))
}
