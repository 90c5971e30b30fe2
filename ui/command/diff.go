package command

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/sessions/diff"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

func (p *program) diff() *cobra.Command {
	s := session{bounds: engine.Bounds{Time: longestRun}}
	var host bool
	var shape report
	c := &cobra.Command{
		Use:   "diff A B",
		Short: "Compare two sessions of the same steps: answers, evidence, timings",
		Long: `Compares two recordings step by step, side by side, and prints only differences that
matter: answers, calls, the observed state of the sockets, the kernel's counters, findings,
and durations that are several times as long. What the kernel chooses by itself, such as
ports, counts as the same if it stands for the same thing.

A step that only one of them has is marked - or +. A script is run first, in a lab.

Exit status: 0 no difference, or only in how long steps took, which a busy machine changes
too; 1 other differences; 2 a file can't be read; 3 something that a script needs is not
available here.

` + namesToo,
		Example: `netnet-tui run --json demo.netnet > before.jsonl
netnet-tui diff before.jsonl after.jsonl
netnet-tui diff before.jsonl demo.netnet
netnet-tui run --twice --with 'setsockopt c TCP_NODELAY on' demo.netnet`,
		Args: needs(2, 2, "diff needs two recordings or scripts: netnet-tui diff before.jsonl after.jsonl"),
		RunE: onFiles(func(c *cobra.Command, files []string) error {
			o := p.compared(c.Context(), &s, true, host)
			var sides [2]diff.Session
			defer func() { _, _ = sides[0].Close(), sides[1].Close() }()
			for i, name := range files {
				if sides[i], p.status = o.side(name); p.status > script.Failed {
					return nil
				}
			}
			p.differ(sides, shape, diff.Report.Differs)
			return nil
		}),
		ValidArgsFunction: fileNames,
	}
	s.flags(c)
	_ = c.Flags().MarkHidden("lab")
	c.Flags().BoolVar(&host, "host", false, "run scripts on the host's network, not in a lab")
	shape.flags(c)
	return c
}

// report is how a comparison is printed.
type report struct{ object, all bool }

func (r *report) flags(c *cobra.Command) {
	asJSON(c, &r.object, "a JSON object")
	c.Flags().BoolVar(&r.all, "all", false, "also print differences that only mean that one session was a moment ahead")
}

// differ prints how two sessions differ. The exit status is Failed if counts says that they do.
func (p *program) differ(sides [2]diff.Session, shape report, counts func(diff.Report) bool) {
	for _, side := range sides {
		if side.Cut != "" {
			_ = output.Line(p.Err, side.Cut)
		}
	}
	r, err := diff.Compare(sides[0], sides[1], shape.all)
	if err != nil {
		output.Error(p.Err, "netnet-tui: ", err)
		p.status = script.Unparsed
		return
	}
	if shape.object {
		err = r.PrintJSON(p.Out)
	} else {
		err = r.Print(p.Out, p.Width())
	}
	if p.report(err); err == nil && counts(r) {
		p.status = script.Failed
	}
}

// compared runs the two sides of a comparison.
type compared struct {
	ctx     context.Context
	p       *program
	options script.Options
}

// compared returns what runs the scripts of a command, in a lab or not.
func (p *program) compared(ctx context.Context, s *session, lab, host bool) compared {
	return compared{ctx, p, script.Options{Start: s.start, Lab: lab, Host: host, Warnings: p.Err}}
}

// side reads a recording or runs a script, and returns the resulting exit status.
func (c compared) side(name string) (diff.Session, int) {
	recorded, err := recording.Is(name)
	if err == nil && recorded {
		var s diff.Session
		if s, err = diff.Read(name); err == nil {
			return s, script.Held
		}
	}
	if err == nil {
		var source script.Source
		if source, err = script.Read(name); err == nil {
			return c.run(source)
		}
	}
	output.Error(c.p.Err, "netnet-tui: ", err)
	return diff.Session{}, script.Unparsed
}

// run runs a script, whatever fails in it.
func (c compared) run(source script.Source) (diff.Session, int) {
	s, status, err := diff.Run(c.ctx, source, c.options)
	var mistakes *script.Mistakes
	if errors.As(err, &mistakes) {
		output.Error(c.p.Err, "", err)
	}
	return s, status
}
