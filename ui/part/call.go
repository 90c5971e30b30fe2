package part

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// leastArguments is the minimum width of a call's arguments, in columns.
const leastArguments = 8

// Call returns a system call with its answer, in w columns if possible. The answer matters more than the
// arguments, so those are shortened.
func Call(call engine.Call, w int) canvas.Line {
	args, answer := "("+strings.Join(call.Args, ", ")+")", call.Answer()
	room := w - canvas.Width(string(call.Name)+args+" = ")
	if canvas.Width(answer) > room && call.Errno != "" {
		answer = "-1 " + call.Errno
	}
	if short := room - canvas.Width(answer); short < 0 {
		args = canvas.Shorten(args, max(canvas.Width(args)+short-1, leastArguments)) + ")"
	}
	return canvas.Line{canvas.Say(theme.Strong, string(call.Name)), canvas.Say(theme.Text, args), canvas.Say(theme.Dim, " = "),
		canvas.Say(answerRole(call.Errno), answer)}
}

// answerRole returns the role of an answer. Errors that mean "try again" are answers, not failures.
func answerRole(errno string) theme.Role {
	switch errno {
	case "":
		return theme.OK
	case "EAGAIN", "EINPROGRESS", "EALREADY", "EINTR":
		return theme.Wait
	}
	return theme.Bad
}

// Took returns how long a call took, and how often it was made if more than once. It adds half a
// nanosecond: in seconds, a whole number of nanoseconds may be slightly too small and would be cut to the
// one below.
func Took(call engine.Call) string {
	took := step.FormatTook((float64(call.NS) + 0.5) / 1e9)
	if call.Times > 1 {
		return fmt.Sprintf("×%d %s", call.Times, took)
	}
	return took
}
