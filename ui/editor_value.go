package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sockopts"
)

// flipped is a set of flags with one of them turned over. The named ones come in
// their own order; what has no name stays as it was written.
func flipped(set, name string, names []string) string {
	parts := flagsOf(set)
	if at := slices.Index(parts, name); at >= 0 {
		parts = slices.Delete(parts, at, at+1)
	} else {
		parts = append(parts, name)
	}
	rank := func(part string) int {
		if at := slices.Index(names, part); at >= 0 {
			return at
		}
		return len(names)
	}
	slices.SortStableFunc(parts, func(a, b string) int { return rank(a) - rank(b) })
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, "|")
}

// flagsOf are the flags of a set as it is written.
func flagsOf(set string) []string {
	var parts []string
	for part := range strings.SplitSeq(set, "|") {
		if part = strings.TrimSpace(part); part != "" && part != "0" {
			parts = append(parts, part)
		}
	}
	return parts
}

// step makes a number or a time larger or smaller: sizes and times by doubling and
// halving, other numbers by one.
func (e *editor) step(by int) {
	value, err := e.option.Parse(strings.TrimSpace(e.line.Text))
	if err != nil {
		return
	}
	number, ok := value.Number()
	if !ok {
		number, ok = microseconds(e.line.Text)
	}
	if !ok {
		return
	}
	doubles := e.form.Unit != "" || e.form.Kind == sockopts.TimeForm
	switch {
	case doubles && by > 0 && number > 0 && number <= 1<<29:
		number *= 2
	case doubles && by < 0 && number > 1:
		number /= 2
	case !doubles || by > 0 && number <= 0:
		number += int64(by)
	}
	unit := e.form.Unit
	if e.form.Kind == sockopts.TimeForm {
		unit = "us"
		if number == 1 {
			number = 1_000_000 // from no limit, a second is the first step that makes sense
		}
	}
	if stepped, err := e.option.Parse(strconv.FormatInt(number, 10) + unit); err == nil {
		e.line.Set(stepped.String())
		e.problem = ""
	}
}

// microseconds is a time as an option writes it, in microseconds.
func microseconds(text string) (int64, bool) {
	seconds, err := parseSeconds(strings.TrimSpace(text))
	return int64(seconds * 1e6), err == nil
}

func parseSeconds(text string) (float64, error) {
	for _, unit := range []struct {
		suffix string
		scale  float64
	}{{"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"", 1}} {
		if digits, ok := strings.CutSuffix(text, unit.suffix); ok {
			n, err := strconv.ParseFloat(digits, 64)
			return n * unit.scale, err
		}
	}
	return 0, fmt.Errorf("%q is no time", text)
}

// parts are the parts of the line, as many as the form has.
func (e *editor) parts() []string {
	parts := strings.SplitN(e.line.Text, e.form.Join, len(e.form.Parts))
	return append(parts, make([]string, len(e.form.Parts)-len(parts))...)
}

// part is the part in which the cursor is.
func (e *editor) part() int {
	return min(strings.Count(e.line.Text[:e.line.Cursor], e.form.Join), len(e.form.Parts)-1)
}

// nextPart moves the cursor behind the next part, and behind the first after the
// last.
func (e *editor) nextPart() {
	if e.form.Kind != sockopts.PartsForm {
		return
	}
	to := (e.part() + 1) % len(e.form.Parts)
	for strings.Count(e.line.Text, e.form.Join) < to {
		e.line.Text += e.form.Join
	}
	at := 0
	for i, part := range e.parts() {
		at += len(part)
		if i == to {
			break
		}
		at += len(e.form.Join)
	}
	e.line.Cursor = min(at, len(e.line.Text))
}
