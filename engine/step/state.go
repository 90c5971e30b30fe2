package step

import (
	"slices"
	"strings"

	"netnet-tui/engine/status"
)

// ParseState reads a state in any usual spelling: FIN-WAIT-2, FIN_WAIT2, TCP_FIN_WAIT2 and fin-wait-2 are the same.
func ParseState(text string) (status.State, bool) {
	word := plainState(text)
	switch word { // the short names of ss(8) and of the kernel headers
	case "CLOSE":
		return status.StateClosed, true
	case "ESTAB":
		return status.StateEstablished, true
	case "SYNRECV":
		return status.StateSynReceived, true
	case "UNCONN":
		return status.StateUnconnected, true
	}
	for _, state := range status.States() {
		if plainState(string(state)) == word {
			return state, true
		}
	}
	return "", false
}

func plainState(text string) string {
	return strings.NewReplacer("-", "", "_", "").Replace(strings.TrimPrefix(strings.ToUpper(text), "TCP_"))
}

// parseTimer reads a TCP timer: ss(8) calls the retransmission timer "on".
func parseTimer(text string) (status.Timer, bool) {
	if text == "on" {
		return status.TimerRetransmit, true
	}
	timer := status.Timer(strings.ToLower(text))
	return timer, slices.Contains(status.Timers(), timer)
}

// timerWords returns the names of all timers.
func timerWords() []string {
	var words []string
	for _, timer := range status.Timers() {
		words = append(words, string(timer))
	}
	return words
}

// stateWords returns the names of all states, as completion offers them.
func stateWords() []string {
	var words []string
	for _, state := range status.States() {
		words = append(words, string(state))
	}
	return words
}
