package bench

import (
	"fmt"
	"strconv"

	"netnet-tui/ui/theme"
)

// stateRole is how a state is coloured; its name says the same.
func stateRole(state string) theme.Role {
	switch state {
	case "LISTEN", "LISTENING":
		return theme.Listening
	case "ESTABLISHED", "CONNECTED":
		return theme.Live
	case "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "SYN-SENT", "SYN-RECEIVED":
		return theme.Closing
	case "CLOSED":
		return theme.Dim
	}
	return theme.Text
}

// age is how long ago something was, coarse enough to stand still while it is read.
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

// number is a number the kernel told, or a dash.
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
