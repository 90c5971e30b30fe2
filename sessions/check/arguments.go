package check

import (
	"fmt"
	"io"
	"strings"

	"netnet-tui/sessions/script"
)

// Arguments checks what each argument is: names of options, joined with | or in the
// order in which they would be set; a script's file; or lines of one. It prints the
// warnings to out and what does not parse to complaints, and gives the exit status.
func Arguments(args []string, sysctl Sysctl, out, complaints io.Writer) int {
	parts, err := read(args)
	if err != nil {
		_, _ = fmt.Fprintln(complaints, err)
		return script.Unparsed
	}
	var b strings.Builder
	var fine []string
	for _, p := range parts {
		if p.alone != "" {
			fine = append(fine, p.alone)
			continue
		}
		for _, w := range Steps(p.steps, sysctl) {
			b.WriteString(p.where(w.Line) + "warning: " + w.Text + "\n")
		}
	}
	status := script.Failed
	if b.Len() == 0 {
		status = script.Held
		b.WriteString(strings.Join(append(fine, "nothing to warn about"), "; ") + "\n")
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		_, _ = fmt.Fprintln(complaints, "the output can't be written:", err)
		return script.Failed
	}
	return status
}

// where is the place of a line, as it stands before a warning.
func (p part) where(line int) string {
	if p.place == "" {
		return ""
	}
	return fmt.Sprintf("%s%d: ", p.place, line)
}
