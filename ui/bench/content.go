package bench

import (
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// standing returns the state of a socket or, in a word or two, the contents of another descriptor.
func standing(k status.Socket) string {
	switch {
	case !k.Open || k.Plain() == "":
		return string(k.State)
	case k.Interests != nil:
		return fmt.Sprintf("watches %d", *k.Interests)
	case k.Size != nil && k.Position != nil:
		return fmt.Sprintf("%d B, at %d", *k.Size, *k.Position)
	case k.Kind == status.KindTimerfd && k.Left != nil:
		return timerState(k.Condition)
	case k.Count != nil:
		return fmt.Sprintf("count %d", *k.Count)
	}
	return ""
}

// timerState returns the state of a timerfd, not the time left, which would change all the time.
func timerState(c status.Condition) string {
	switch {
	case c.Count != nil && *c.Count > 0:
		return "expired"
	case *c.Left == 0:
		return "disarmed"
	}
	return "armed"
}

// contents are the fields that describe the contents of a descriptor other than a socket, with their
// labels.
var contents = []struct{ field, word string }{
	{"pending", "Recv-Q "}, {"capacity", "capacity "}, {"count", "count "}, {"left", "expires in "}, {"every", "every "}, {"size", "size "}, {"position", "position "},
}

// content returns the contents of such a descriptor.
func content(c *status.Condition) canvas.Line {
	var line canvas.Line
	for _, one := range contents {
		f, ok := status.FindField(one.field)
		if !ok {
			continue
		}
		if text := f.Text(c); text != "" && !(one.field == "every" && *c.Every == 0) {
			line = append(line, canvas.Say(theme.Dim, one.word), canvas.Say(theme.Text, text), canvas.Say(theme.Dim, "  "))
		}
	}
	return line
}
