package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

// Arguments checks its arguments: names of options, joined with | or in the order in which they would be set, script
// files, or lines of script. It prints warnings to out, and what does not parse to complaints, and returns the exit
// status.
func Arguments(ctx context.Context, args []string, sysctl Sysctl, out, complaints io.Writer) int {
	parts, err := script.Await(ctx, func() ([]part, error) { return read(args) })
	switch {
	case errors.Is(err, context.Canceled):
		return script.Interrupted
	case err != nil:
		output.Error(complaints, "", err)
		return script.Unparsed
	}
	var b output.Page
	var fine []string
	for _, p := range parts {
		if p.alone != "" {
			fine = append(fine, p.alone)
			continue
		}
		if p.cut != "" {
			_ = output.Line(complaints, p.cut)
		}
		for _, w := range Steps(p.steps, sysctl) {
			b.Line("%swarning: %s", p.where(w.Line), w.Text)
		}
	}
	status := script.Failed
	if b.Len() == 0 {
		status = script.Held
		b.Line("%s", strings.Join(append(fine, "nothing to warn about"), "; "))
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		output.Error(complaints, "", output.Unwritten(err))
		if errors.Is(err, output.ErrStuck) {
			return script.Interrupted
		}
		return script.Failed
	}
	return status
}

// where returns the place of a line at the beginning of a warning.
func (p part) where(line int) string {
	if p.place == "" {
		return ""
	}
	return fmt.Sprintf("%s%d: ", p.place, line)
}
