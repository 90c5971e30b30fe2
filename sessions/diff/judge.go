package diff

import (
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/again"
)

// Judge compares the answers of a session that is run again with those that it had, as they come: one pair of
// events after the other, in their order. The zero Judge has seen none.
type Judge struct {
	c    *comparison
	dots bool // a text was not recorded: dots are sent in its place
}

// Same reports whether the next step answered now as it did then. As in [Compare], a number that the kernel
// chooses may differ, and so may what is a matter of time.
func (j *Judge) Same(was, is engine.Event) bool {
	if j.c == nil {
		j.c = newComparison(Session{}, Session{}, false)
	}
	c := j.c
	c.asked(0, was.Step)
	c.asked(1, is.Step)
	c.left, c.right, c.found = &was, &is, nil
	c.lasting.begin(0, &was, &is)
	c.evidence() // these two are for what the kernel has chosen: a port, the time of a packet
	c.calls()
	c.found = nil
	c.answer()
	j.dots = j.dots || slices.ContainsFunc(was.Notes, func(note string) bool { return strings.HasPrefix(note, remote.LeftOut) })
	if j.dots && quoted(was.Got) && quoted(is.Got) {
		return again.Same(was, is)
	}
	return !slices.ContainsFunc(c.found, func(d Difference) bool { return !d.Fleeting })
}

// quoted reports whether an answer is data.
func quoted(got string) bool { return strings.HasPrefix(got, `"`) }
