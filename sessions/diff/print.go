package diff

import (
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/output"
)

// Print writes the report for people to read, with the sessions side by side, in lines of at most width
// characters. If they do not differ, it writes only the summary.
func (r Report) Print(w io.Writer, width int) error {
	var page output.Page
	var l Layout
	if len(r.Steps) > 0 {
		l = r.Layout(width)
	}
	for _, row := range l.Rows {
		text := fmt.Sprintf("%s %*s %s", row.Mark, l.Number, row.Number, row.Step)
		if row.Step == "" {
			text = fmt.Sprintf("  %*s %-*s  %-*s │ %s", l.Number, row.Number, l.Label, row.Label, l.Each, row.Left, row.Right)
		}
		page.Line("%s", strings.TrimRight(text, " "))
	}
	for _, line := range wrapped(r.Summary(), max(width, least)) {
		page.Line("%s", line)
	}
	_, err := io.WriteString(w, page.String())
	return err
}

// PrintJSON writes the report as a JSON object on one line.
func (r Report) PrintJSON(w io.Writer) error {
	e := output.JSON(w)
	e.SetEscapeHTML(false) // keeps the arrow of an outcome readable
	return e.Encode(struct {
		Diff Report `json:"diff"`
	}{r})
}

// Summary counts the steps.
func (r Report) Summary() string {
	if len(r.Steps) == 0 {
		return "no difference in " + step.Counted(r.Same, "step")
	}
	var left, right, both, timing int
	for _, s := range r.Steps {
		switch {
		case s.Timing:
			timing++
		case s.Both():
			both++
		case s.Left != nil:
			left++
		default:
			right++
		}
	}
	said := step.Counted(r.Same, "step") + " alike"
	for _, of := range []struct {
		n    int
		what string
	}{{both, "different"}, {timing, "different only in time"}, {left, "only on the left"}, {right, "only on the right"}} {
		if of.n > 0 {
			said += fmt.Sprintf(", %d %s", of.n, of.what)
		}
	}
	return said
}
