package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/diff"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

// twice holds the flags of run that run a script a second time with other lines, and compare.
type twice struct {
	report
	set           bool
	with, without []string
	at            int
}

func (t *twice) flags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&t.set, "twice", false, "run the script twice, the second time changed as --with and --without say, and compare")
	f.StringArrayVar(&t.with, "with", nil, "the text of a line to add in the second run, after the line that makes what it names")
	f.StringArrayVar(&t.without, "without", nil, "the text of a line to leave out of the second run, wherever it is")
	f.IntVar(&t.at, "at", 0, "the number of the line, or of the step of a recording, before which --with adds its line, or the only one that --without leaves out")
	f.BoolVar(&t.all, "all", false, "with --twice, also print differences that only mean that one run was a moment ahead")
}

// wrong returns the error in the flags, given which of them are set and the files.
func (t *twice) wrong(set func(flag string) bool, files []string, whys bool) error {
	changes := len(t.with) + len(t.without)
	switch {
	case !t.set && (changes > 0 || set("at") || t.all):
		return errors.New("--with, --without, --at and --all go with --twice")
	case t.set && len(files) != 1:
		return errors.New("--twice runs one script: name one file")
	case t.set && whys:
		return errors.New("--twice and --why exclude each other: what is found is compared")
	case set("at") && t.at < 1:
		return errors.New("--at is the number of a line, or of a step of a recording, counted from 1")
	case set("at") && changes != 1:
		return errors.New("--at is the number of a line for one --with or one --without: --with 'show s' --at 9 adds it before line 9, --without 'close s' --at 9 leaves out only the one on line 9")
	}
	return nil
}

// twice runs a script as it is and again with changes, and compares. The exit status is that of a
// comparison, for which the changed lines themselves do not count.
func (p *program) twice(ctx context.Context, t twice, s *session, host bool, file string) {
	o := p.compared(ctx, s, s.lab, host)
	source, err := script.Await(ctx, func() (script.Source, error) { return script.Read(file) })
	var changed script.Source
	if err == nil {
		changed, err = t.change(source)
	}
	if err != nil {
		output.Error(p.Err, "netnet-tui: ", err)
		p.status = script.Unparsed
		return
	}
	changed.Cut = "" // it has been said of the first run
	var sides [2]diff.Session
	for i, side := range []script.Source{source, changed} {
		if sides[i], p.status = o.run(side); p.status > script.Failed {
			return
		}
	}
	sides[0].Name, sides[1].Name = source.Name, t.title(source.Name)
	p.differ(sides, t.report, diff.Report.Consequences)
}

// change returns the script of the second run.
func (t twice) change(source script.Source) (script.Source, error) {
	var err error
	for _, line := range t.without {
		if err = notANumber("--without", line, source); err != nil {
			return source, err
		}
		if source, err = diff.Without(source, line, t.at); err != nil {
			return source, err
		}
	}
	for _, line := range t.with {
		if err = notANumber("--with", line, script.Source{}); err != nil {
			return source, err
		}
		if source, err = diff.With(source, line, t.at); err != nil {
			return source, err
		}
	}
	return source, nil
}

// notANumber returns an error if a flag has the number of a line in place of its text. It shows what to write, with
// the line of the source that has the number, if there is one.
func notANumber(flag, text string, source script.Source) error {
	number, err := strconv.Atoi(text)
	if err != nil {
		return nil
	}
	example := "show s"
	for _, line := range source.Lines {
		if s, ok, err := step.ParsePart(line.Text); ok && err == nil && line.Number == number {
			s.Want = nil
			example = s.String()
		}
	}
	return fmt.Errorf("%s takes the text of a line, not its number: %s '%s' --at %d", flag, flag, example, number)
}

// title returns the title of the second run.
func (t twice) title(name string) string {
	if len(t.with)+len(t.without) == 0 {
		return name + " again"
	}
	var words []string
	for _, line := range t.without {
		words = append(words, "without "+line)
	}
	for _, line := range t.with {
		words = append(words, "with "+line)
	}
	return strings.Join(words, ", ")
}
