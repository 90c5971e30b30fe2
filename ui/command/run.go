package command

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
)

// longestRun is the default of --max-time.
const longestRun = time.Hour

func (p *program) run() *cobra.Command {
	s := session{bounds: engine.Bounds{Time: longestRun}}
	var host, recording, whys bool
	var t twice
	c := &cobra.Command{
		Use:   "run FILE…",
		Short: "Run scripts and print each system call as strace would",
		Long: `Runs scripts (.netnet), the netnet blocks of Markdown files, lessons, or recordings (.jsonl).
The name - is standard input. Each file has a bench of its own; ctrl-c ends the
current one, and the rest are not started.

With --twice a script is run a second time with a line added or removed, and the differences
are printed side by side (see netnet-tui diff --help); the exit status is 1 if the line makes a
difference beyond itself and beyond how long steps took, else 0.

Exit status: 0 all held; 1 an expectation failed; 2 a file does not parse, or a flag
is wrong; 3 something the script needs is not available here, or is refused, with the
reason.

` + namesToo,
		Example: `netnet-tui run demo.netnet
netnet-tui run --json demo.netnet > demo.jsonl
netnet-tui run --twice --with 'setsockopt c TCP_NODELAY on' demo.netnet
echo 's = server 127.0.0.1:0' | netnet-tui run -`,
		Args: needs(1, manyArguments, "run needs a file: netnet-tui run demo.netnet, or - for standard input"),
		RunE: onFiles(func(c *cobra.Command, files []string) error {
			if s.lab && host {
				return errors.New("--lab and --host exclude each other: choose one")
			}
			if err := t.wrong(c.Flags().Changed, files, whys); err != nil {
				return err
			}
			if t.set {
				t.object = recording
				p.twice(c.Context(), t, &s, host, files[0])
				return nil
			}
			printer := script.NewTracer(p.Out, whys)
			if recording {
				printer = script.NewRecorder(p.Out, 0)
			}
			p.status = script.RunFiles(c.Context(), files, script.Options{
				Start:    s.start,
				Lab:      s.lab,
				Host:     host,
				Printer:  printer,
				Markdown: lesson.Open,
				Warnings: p.Err,
			})
			return nil
		}),
		ValidArgsFunction: fileNames,
	}
	s.flags(c)
	c.Flags().BoolVar(&host, "host", false, "use the host's network, even where a file asks for a lab")
	c.Flags().BoolVar(&whys, "why", false, "explain every event, not only one that fails the script")
	t.flags(c)
	asJSON(c, &recording, "a line of JSON for each event: the format of recordings; with --twice, a JSON object")
	return c
}
