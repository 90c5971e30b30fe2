package bench

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// foldedCalls is how many calls of an event are shown while it is folded.
const foldedCalls = 6

// wideTrace is the minimum width of a trace that shows beside each call what it changed.
const wideTrace = 100

// folded returns the height of an item while it is folded.
func folded(it *item) int {
	if summed(&it.event) {
		return 1
	}
	n := len(it.event.Calls)
	if n > foldedCalls {
		n = foldedCalls + 1
	}
	if it.event.Problem != "" || n == 0 {
		n++
	}
	return n
}

// summed reports whether an event is a single line while it is folded: its answer sums up many calls, none
// of which has it.
func summed(e *engine.Event) bool { return e.Verb == "roundtrip" && e.Problem == "" && e.Errno() == "" }

// answerLine returns a step with its answer, if no call shows it.
func answerLine(e engine.Event) canvas.Line {
	line := append(gutter(e, 0), canvas.Say(theme.Text, e.Text))
	if e.Got != "" {
		line = append(line, canvas.Say(theme.Dim, " → "), canvas.Say(theme.OK, e.Got))
	}
	return append(line, verdict(e)...)
}

// render returns the lines of an item. folded counts the same lines without making them.
func (it *item) render(w int) []canvas.Line {
	if it.mark == "" {
		return it.unmarked(w)
	}
	mark := canvas.Say(theme.Yours, "◆ "+it.mark+"  ")
	lines := it.unmarked(w - canvas.Width(mark.Text))
	lines[0] = slices.Insert(slices.Clone(lines[0]), len(gutter(it.event, 0)), mark)
	return lines
}

func (it *item) unmarked(w int) []canvas.Line {
	if it.remark != "" {
		return []canvas.Line{{canvas.Say(theme.Dim, "   ── "+it.remark+" ──")}}
	}
	e := it.event
	if summed(&it.event) && !it.open {
		return []canvas.Line{answerLine(e)}
	}
	var lines []canvas.Line
	calls := e.Calls
	if !it.open && len(calls) > foldedCalls {
		calls = calls[:foldedCalls]
	}
	for i, call := range calls {
		lines = append(lines, callLine(e, i, call, w))
	}
	if hidden := len(e.Calls) - len(calls); hidden > 0 {
		lines = append(lines, canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("      … %d calls more, enter shows them", hidden))})
	}
	switch {
	case e.Problem != "":
		head := gutter(e, len(e.Calls))
		lines = append(lines, append(head, canvas.Say(theme.Bad, e.Text+": "), canvas.Say(theme.Text, e.Problem)))
	case len(e.Calls) == 0:
		lines = append(lines, answerLine(e))
	}
	if it.open {
		lines = append(lines, unfolded(it, w)...)
	}
	return lines
}

// gutter returns what precedes a line: the event's number, and a mark if it failed.
func gutter(e engine.Event, i int) canvas.Line {
	if i > 0 {
		return canvas.Line{canvas.Say(theme.Faint, "   · ")}
	}
	if e.Failed() {
		return canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%3d", e.Seq)), canvas.Say(theme.Bad, " ! ")}
	}
	return canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%3d", e.Seq)), canvas.Say(theme.Text, "  ")}
}

// verdict returns the result of an expectation.
func verdict(e engine.Event) canvas.Line {
	switch {
	case e.Held == nil:
		return nil
	case *e.Held:
		return canvas.Line{canvas.Say(theme.OK, "  ✓")}
	}
	return canvas.Line{canvas.Say(theme.Bad, "  ✗ got "+e.Got)}
}

// callLine returns a call in the form of strace(1), with its duration at the right edge.
func callLine(e engine.Event, i int, call engine.Call, w int) canvas.Line {
	duration, head := part.Took(call), gutter(e, i)
	var tail canvas.Line
	if i == len(e.Calls)-1 {
		tail = verdict(e)
	}
	if i == 0 && len(e.Warnings) > 0 {
		tail = append(tail, canvas.Say(theme.Wait, "  beware"))
	}
	made := part.Call(call, w-head.Width()-tail.Width()-canvas.Width(duration)-2)
	line := append(append(head, made...), tail...)
	gap := w - line.Width() - canvas.Width(duration)
	if gap <= 0 {
		return line
	}
	if w >= wideTrace && i == len(e.Calls)-1 {
		line = append(line, beside(e.Evidence, call.Name == engine.SysSetsockopt, gap-12)...)
		gap = w - line.Width() - canvas.Width(duration)
	}
	return append(line, canvas.Say(theme.Text, strings.Repeat(" ", gap)), canvas.Say(theme.Faint, duration))
}

// unfolded returns the details of an event: what was asked, what happened, and what the kernel showed
// before and after.
func unfolded(it *item, w int) []canvas.Line {
	e := it.event
	var lines []canvas.Line
	lines = append(lines, passage("step", theme.Strong, e.Text, w)...)
	when := fmt.Sprintf("at %.3f s, took %s", e.T, step.FormatTook(e.Took))
	if e.Asked > 1 {
		when += fmt.Sprintf(", asked %d times", e.Asked)
	}
	if said := e.Repetition(); said != "" {
		when += ", " + said
	}
	lines = append(lines, passage("when", theme.Dim, when, w)...)
	lines = append(lines, found(it.why, w)...)
	for _, warning := range e.Warnings {
		lines = append(lines, passage("beware", theme.Wait, warning, w)...)
	}
	if e.Evidence != nil {
		lines = append(lines, evidence(*e.Evidence, w)...)
	}
	for _, note := range e.Notes {
		lines = append(lines, passage("note", theme.Dim, note, w)...)
	}
	return append(lines, canvas.Line{})
}

// passage returns a label, with a text wrapped beside it.
func passage(label string, role theme.Role, text string, w int) []canvas.Line {
	const margin = 15
	var lines []canvas.Line
	for _, part := range canvas.Wrap(text, max(w-margin, 20)) {
		lines = append(lines, canvas.Line{canvas.Say(theme.Faint, fmt.Sprintf("     │%8s ", label)), canvas.Say(role, part)})
		label = ""
	}
	return lines
}
