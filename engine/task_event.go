package engine

import (
	"slices"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// judge compares the answer with what was expected.
func (t *task) judge() {
	if t.event.Problem != "" {
		return
	}
	t.event.Got, t.event.Clipped = clip(t.result.String())
	held := true
	switch {
	case t.result.Unmet:
		held = false
	case len(t.step.Want) > 0:
		held = t.holds(t.step.Want)
	case len(t.step.Until) > 0:
		held = t.holds(t.step.Until)
	case t.step.Compare == "":
		return
	}
	t.event.Held = &held
}

// holds reports whether the answer is what one of the outcomes says.
func (t *task) holds(wanted []step.Outcome) bool {
	return slices.ContainsFunc(wanted, func(o step.Outcome) bool {
		return o.Holds(t.result, func(a step.Address) (sockets.Addr, error) { return t.address(a, unix.AF_INET) })
	})
}

// clip keeps an answer short enough to read; the calls show how long it was.
func clip(answer string) (beginning string, clipped bool) {
	const most = 256
	if len(answer) > most {
		return answer[:most] + "...", true
	}
	return answer, false
}

// maxCalls is how many different calls of one step are listed.
const maxCalls = 64

// report records a call in the event. If the same call gets the same answer again, it is
// counted, not listed.
func (t *task) report(c Call) {
	c.Process = t.step.At
	calls := t.event.Calls
	if n := len(calls); n > 0 && calls[n-1].Same(c) {
		calls[n-1].Times = max(calls[n-1].Times, 1) + 1
		calls[n-1].NS = c.NS
		return
	}
	if len(calls) == maxCalls {
		t.event.Skipped++
		calls = calls[1:]
	}
	calls = append(calls, c)
	t.event.Calls = calls
}
