package command

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/sessions/atomicfile"
	"netnet-tui/sessions/diff"
	"netnet-tui/sessions/export"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

func (p *program) export() *cobra.Command {
	s := session{bounds: engine.Bounds{Time: longestRun}}
	var to, out string
	var at int
	var host, redact bool
	c := &cobra.Command{
		Use:   "export FILE --to TARGET",
		Short: "Write a session as a program in another language, a trace, a report or a drawing",
		Long: `Writes the steps of a script, of the netnet blocks of a Markdown file, or of a recording,
even of one that was cut off:

` + targets() + `
A program makes the same calls, and exits with 0 if and only if all expectations hold.
Steps that a language cannot express become comments, and the program says how many there are.

If the target shows answers and FILE is a script, it is run first, in a lab of its own; see run.
A recording is never run.

Exit status: 0 written; 1 not written; 2 the file does not parse, or a flag is wrong; 3
something that the script needs is not available here.

` + namesToo,
		Example: `netnet-tui export demo.netnet --to c -o demo.c
netnet-tui export session.jsonl --to netnet --at 17 > fails.netnet
netnet-tui export session.jsonl --to c --redact`,
		Args: needs(1, 1, "export needs a file: netnet-tui export demo.netnet --to c"),
		RunE: onFiles(func(c *cobra.Command, files []string) error {
			if to == "" {
				return errors.New("export needs a target: netnet-tui export demo.netnet --to c")
			}
			target, err := export.Find(to)
			if err != nil {
				return err
			}
			if c.Flags().Changed("out") {
				if err := elsewhere(out, files[0]); err != nil {
					return err
				}
			}
			loaded, source, err := export.Load(files[0])
			if err != nil {
				var mistakes *script.Mistakes
				if p.status = script.Unparsed; errors.As(err, &mistakes) {
					output.Error(p.Err, "", err)
				} else {
					output.Error(p.Err, "netnet-tui: ", err)
				}
				return nil
			}
			if c.Flags().Changed("at") {
				if err := loaded.Until(at); err != nil {
					return err
				}
			}
			if loaded.Cut != "" {
				_ = output.Line(p.Err, loaded.Cut)
			}
			if target.Answers && len(loaded.Events) == 0 && len(loaded.Steps) > 0 {
				o := p.compared(c.Context(), &s, true, host)
				ran, status, err := diff.Run(c.Context(), loaded.Upto(source), o.options)
				if err != nil {
					return err
				}
				if p.status = status; status > script.Failed {
					return nil
				}
				p.status = script.Held
				if err := loaded.Answered(ran.Events); err != nil {
					return err
				}
			}
			loaded.Redact, loaded.To = redact, out
			text, err := target.Print(loaded)
			if err != nil {
				return err
			}
			if out == "" {
				p.report(p.Out.Text(text))
				return nil
			}
			p.report(atomicfile.Write(out, text, 0o644))
			return nil
		}),
		ValidArgsFunction: fileNames,
	}
	s.flags(c)
	_ = c.Flags().MarkHidden("lab")
	c.Flags().StringVar(&to, "to", "", "the target: "+strings.Join(export.Names(), ", "))
	c.Flags().StringVarP(&out, "out", "o", "", "write to this file, whole or not at all")
	c.Flags().IntVar(&at, "at", 0, "leave out what follows this line of a script, or this step of a recording")
	c.Flags().BoolVar(&redact, "redact", false, "replace data and keys by their length, and leave comments out; addresses, paths and names stay")
	c.Flags().BoolVar(&host, "host", false, "run a script on the host's network, not in a lab")
	return c
}

// elsewhere returns an error if out cannot be the name of the file to write; it must not be the file that
// is read.
func elsewhere(out, read string) error {
	if out == "" {
		return errors.New("--out needs the name of a file: -o demo.c")
	}
	source, err := os.Stat(read)
	if err != nil {
		return nil // the error of reading it is clearer
	}
	if written, err := os.Stat(out); err == nil && os.SameFile(source, written) {
		return fmt.Errorf("%s is the file that is exported: name another one to write to", out)
	}
	return nil
}

// targets returns the list of targets, for the help.
func targets() string {
	var b strings.Builder
	for _, t := range export.Targets() {
		fmt.Fprintf(&b, "  %-9s %s\n", t.Name, t.About)
	}
	return b.String()
}
