package step

import (
	"cmp"
	"strings"

	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// States that the engine compares with.
const (
	StateUnconnected = status.StateUnconnected
	StateClosed      = status.StateClosed
	StateListen      = status.StateListen
	StateEstablished = status.StateEstablished
)

// StateName is the name of a state of TCP by its number (include/net/tcp_states.h).
func StateName(number int) string { return cmp.Or(status.StateName(number), StateClosed) }

// States are all states a socket can be in.
func States() []string {
	var names []string
	for number := unix.BPF_TCP_ESTABLISHED; number < unix.BPF_TCP_NEW_SYN_RECV; number++ {
		names = append(names, status.StateName(number))
	}
	return append(names, StateUnconnected)
}

// ParseState reads a state as people write it: FIN-WAIT-2, FIN_WAIT2 and
// fin-wait-2 are one.
func ParseState(text string) (string, bool) {
	plain := func(s string) string {
		return strings.NewReplacer("-", "", "_", "").Replace(strings.ToUpper(s))
	}
	switch plain(text) { // the short names of ss(8) and of the kernel's headers
	case "CLOSE":
		return StateClosed, true
	case "ESTAB":
		return StateEstablished, true
	case "SYNRECV":
		return "SYN-RECEIVED", true
	case "UNCONN":
		return StateUnconnected, true
	}
	for _, name := range States() {
		if plain(name) == plain(text) {
			return name, true
		}
	}
	return "", false
}
