package lesson

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// How much prose fits on a screen of 80 by 24, with everything else on it.
const (
	mostLines   = 15
	mostColumns = 76
)

// Cramped reports prose that is too long for a screen: a lesson presents one idea at a time. The error is a
// [*script.Mistakes].
func (l *Lesson) Cramped() error {
	var list script.Mistakes
	say := func(line, column int, format string, args ...any) {
		list.Add(&step.Error{File: l.File, Line: line, Column: column, Message: fmt.Sprintf(format, args...)})
	}
	for _, b := range l.Blocks {
		if b.Kind != Prose {
			continue
		}
		if n := len(b.Text); n > mostLines {
			say(b.Line, 1, "%d lines of prose in a row are more than a screen has room for (%d)", n, mostLines)
		}
		for i, line := range b.Text {
			if n := utf8.RuneCountInString(remark().ReplaceAllString(line, "")); n > mostColumns && !strings.HasPrefix(line, "    ") {
				say(b.numbers[i], mostColumns+1, "this line has %d columns, more than a screen has room for (%d)", n, mostColumns)
			}
		}
	}
	return list.Err()
}
