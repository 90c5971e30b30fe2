package part

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// leastArguments is how many columns the arguments of a call keep at least.
const leastArguments = 8

// Call is a system call with its answer, in w columns where that is possible. The answer says
// more than the arguments, so those give way.
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

// answerRole is the kind of an answer. Those that ask to come again are answers, not failures.
func answerRole(errno string) theme.Role {
	switch errno {
	case "":
		return theme.OK
	case "EAGAIN", "EINPROGRESS", "EALREADY", "EINTR":
		return theme.Wait
	}
	return theme.Bad
}

// Took is how long a call took, and how often it was made where that was more than once. As
// seconds a whole number of nanoseconds may lie a little below itself: half of one keeps it
// from being cut to the one before.
func Took(call engine.Call) string {
	took := step.FormatTook((float64(call.NS) + 0.5) / 1e9)
	if call.Times > 1 {
		return fmt.Sprintf("×%d %s", call.Times, took)
	}
	return took
}
