package loop

import "golang.org/x/sys/unix"

// states are TCP's, by the kernel's numbers (include/net/tcp_states.h), named as RFC 9293 does.
var states = [...]string{
	unix.BPF_TCP_ESTABLISHED: "ESTABLISHED",
	unix.BPF_TCP_SYN_SENT:    "SYN-SENT",
	unix.BPF_TCP_SYN_RECV:    "SYN-RECEIVED",
	unix.BPF_TCP_FIN_WAIT1:   "FIN-WAIT-1",
	unix.BPF_TCP_FIN_WAIT2:   "FIN-WAIT-2",
	unix.BPF_TCP_TIME_WAIT:   "TIME-WAIT",
	unix.BPF_TCP_CLOSE:       "CLOSED",
	unix.BPF_TCP_CLOSE_WAIT:  "CLOSE-WAIT",
	unix.BPF_TCP_LAST_ACK:    "LAST-ACK",
	unix.BPF_TCP_LISTEN:      "LISTEN",
	unix.BPF_TCP_CLOSING:     "CLOSING",
}

// stateName is empty for a state that nobody has looked at.
func stateName(number int) string {
	if number < len(states) {
		return states[number]
	}
	return ""
}
