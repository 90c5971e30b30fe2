package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

func (p *program) lesson() *cobra.Command {
	c := &cobra.Command{
		Use:   "lesson",
		Short: "List lessons, start one of your own, or check one",
		Long: `Lessons are Markdown files: prose, steps, questions to answer before the steps are run,
and goals. The built-in ones are in assets/lessons, and your own in
$XDG_DATA_HOME/netnet-tui/lessons. Each also runs as a script: netnet-tui run FILE.md`,
		Args: onlyFlags,
		RunE: func(*cobra.Command, []string) error {
			return errors.New("lesson needs a command: netnet-tui lesson list, new NAME or check FILE")
		},
	}
	c.AddCommand(p.lessonList(), p.lessonNew(), p.lessonCheck())
	return c
}

func (p *program) lessonList() *cobra.Command {
	var array bool
	c := &cobra.Command{
		Use:   "list [WORD…]",
		Short: "List the lessons, or those that have all the words, with your progress",
		Long: `Lists the lessons by chapters: an x marks those you finished, a dot those you began.
With words, only those that contain all of them in their head or their text.`,
		Example: `netnet-tui lesson list
netnet-tui lesson list time-wait
netnet-tui lesson list --json`,
		RunE: func(_ *cobra.Command, words []string) error {
			library := lesson.Load(lesson.Folder())
			for _, err := range library.Mistakes {
				output.Error(p.Err, "", err)
			}
			query := strings.Join(words, " ")
			found := library.Search(query)
			if len(found) == 0 {
				p.report(fmt.Errorf("no lesson has %q: netnet-tui lesson list shows all", query))
				return nil
			}
			progress, err := lesson.ReadProgress(lesson.ProgressFile())
			if err != nil {
				output.Error(p.Err, "netnet-tui: your progress is not shown: ", err)
			}
			p.report(lesson.List(p.Out, found, progress, array))
			return nil
		},
	}
	asJSON(c, &array, "a JSON array")
	return c
}

func (p *program) lessonNew() *cobra.Command {
	return &cobra.Command{
		Use:     "new NAME",
		Short:   "Write a template into the folder of your own lessons",
		Example: `netnet-tui lesson new half-close`,
		Args:    needs(1, 1, "lesson new needs a name: netnet-tui lesson new half-close"),
		RunE: func(_ *cobra.Command, args []string) error {
			file, err := lesson.Create(lesson.Folder(), args[0])
			if err == nil {
				err = output.Line(p.Out, file)
			}
			p.report(err)
			return nil
		},
	}
}

func (p *program) lessonCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE…",
		Short: "Run lessons, and check all that they say against the run",
		Long: `Runs lessons without a reader, with the solutions of their goals, and checks what they say
against the run: each prediction has one true answer, which the text before it does not
give away; each goal is reached by its solution and not before; the numbers, errnos and
states in the prose were seen; and each block of prose fits on a screen.

Exit status: that of run; 1 also if prose does not fit on a screen.`,
		Example: `netnet-tui lesson check ~/.local/share/netnet-tui/lessons/half-close.md`,
		Args:    needs(1, manyArguments, "lesson check needs a file: netnet-tui lesson check half-close.md"),
		RunE: func(c *cobra.Command, files []string) error {
			for _, name := range files {
				if !script.Markdown(name) {
					return fmt.Errorf("%s is not a lesson: a lesson is a Markdown file, such as half-close.md; a script is run by netnet-tui run", name)
				}
			}
			s := session{bounds: engine.Bounds{Time: longestRun}}
			checker := &lesson.Checker{Out: p.Out}
			p.status = script.RunFiles(c.Context(), files, script.Options{
				Start:    s.start,
				Printer:  checker,
				Markdown: checker.Open,
				Warnings: p.Err,
			})
			for _, err := range checker.Cramped() {
				output.Error(p.Err, "", err)
				p.status = max(p.status, script.Failed)
			}
			return nil
		},
	}
}
