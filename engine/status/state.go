package status

import "golang.org/x/sys/unix"

// The states that have a name of their own in a program.
const (
	StateUnconnected = "UNCONNECTED" // of a socket without TCP that has no peer
	StateClosed      = "CLOSED"
	StateListen      = "LISTEN"
	StateEstablished = "ESTABLISHED"
	StateSynSent     = "SYN-SENT"
)

// states are TCP's, by the kernel's numbers (include/net/tcp_states.h), named as RFC 9293 does.
var states = [...]string{
	unix.BPF_TCP_ESTABLISHED:  StateEstablished,
	unix.BPF_TCP_SYN_SENT:     StateSynSent,
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

// StateName is the name of a state of TCP; empty for a number that is none.
func StateName(number int) string {
	if number > 0 && number < len(states) {
		return states[number]
	}
	return ""
}
