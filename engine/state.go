package engine

import (
	"strings"

	"golang.org/x/sys/unix"
)

// The states that are not TCP's own.
const (
	StateUnconnected = "UNCONNECTED" // a socket without TCP that has no peer
	StateClosed      = "CLOSED"
	StateListen      = "LISTEN"
	StateEstablished = "ESTABLISHED"
)

// states are TCP's, by the kernel's numbers (include/net/tcp_states.h), named as RFC 9293 does.
var states = [...]string{
	unix.BPF_TCP_ESTABLISHED:  StateEstablished,
	unix.BPF_TCP_SYN_SENT:     "SYN-SENT",
	unix.BPF_TCP_SYN_RECV:     "SYN-RECEIVED",
	unix.BPF_TCP_FIN_WAIT1:    "FIN-WAIT-1",
	unix.BPF_TCP_FIN_WAIT2:    "FIN-WAIT-2",
	unix.BPF_TCP_TIME_WAIT:    "TIME-WAIT",
	unix.BPF_TCP_CLOSE:        StateClosed,
	unix.BPF_TCP_CLOSE_WAIT:   "CLOSE-WAIT",
	unix.BPF_TCP_LAST_ACK:     "LAST-ACK",
	unix.BPF_TCP_LISTEN:       StateListen,
	unix.BPF_TCP_CLOSING:      "CLOSING",
	unix.BPF_TCP_NEW_SYN_RECV: "SYN-RECEIVED",
}

func stateName(number int) string {
	if number > 0 && number < len(states) {
		return states[number]
	}
	return StateClosed
}

// States are all states a socket can be in.
func States() []string {
	var names []string
	for number := unix.BPF_TCP_ESTABLISHED; number < unix.BPF_TCP_NEW_SYN_RECV; number++ {
		names = append(names, states[number])
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
