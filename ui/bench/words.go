package bench

import (
	"fmt"
	"strconv"

	"netnet-tui/engine/status"
	"netnet-tui/ui/theme"
)

// stateRole returns the colour of a state; its name says the same.
func stateRole(state status.State) theme.Role {
	switch state {
	case status.StateListen:
		return theme.Listening
	case status.StateEstablished:
		return theme.Live
	case status.StateFinWait1, status.StateFinWait2, status.StateCloseWait, status.StateClosing, status.StateLastAck, status.StateTimeWait, status.StateSynSent, status.StateSynReceived:
		return theme.Closing
	case status.StateClosed:
		return theme.Dim
	case status.StateUnconnected, status.StateBound:
	}
	return theme.Text
}

// age says how long ago something was, coarsely enough to be readable while time passes.
func age(seconds float64) string {
	switch {
	case seconds < 1:
		return "now"
	case seconds < 60:
		return fmt.Sprintf("%d s", int(seconds))
	case seconds < 3600:
		return fmt.Sprintf("%d min", int(seconds)/60)
	}
	return fmt.Sprintf("%d h", int(seconds)/3600)
}

// number returns a number from the kernel, or a dash if there is none.
func number(n *int) string {
	if n == nil {
		return "–"
	}
	return strconv.Itoa(*n)
}

func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
