package status

import "golang.org/x/sys/unix"

// State is the state of a socket: a TCP state by its name in RFC 9293, or [StateUnconnected]. It is empty for an epoll,
// and if unknown.
type State string

// The states. A socket without TCP is LISTEN, ESTABLISHED or UNCONNECTED while it is open, and CLOSED afterwards.
const (
	StateListen      State = "LISTEN"
	StateSynSent     State = "SYN-SENT"
	StateSynReceived State = "SYN-RECEIVED"
	StateEstablished State = "ESTABLISHED"
	StateFinWait1    State = "FIN-WAIT-1"
	StateFinWait2    State = "FIN-WAIT-2"
	StateCloseWait   State = "CLOSE-WAIT"
	StateClosing     State = "CLOSING"
	StateLastAck     State = "LAST-ACK"
	StateTimeWait    State = "TIME-WAIT"
	StateClosed      State = "CLOSED"
	StateUnconnected State = "UNCONNECTED" // it has no peer and does not use TCP
)

// states are the TCP states by the kernel's numbers (include/net/tcp_states.h).
var states = [...]State{
	unix.BPF_TCP_ESTABLISHED:  StateEstablished,
	unix.BPF_TCP_SYN_SENT:     StateSynSent,
	unix.BPF_TCP_SYN_RECV:     StateSynReceived,
	unix.BPF_TCP_FIN_WAIT1:    StateFinWait1,
	unix.BPF_TCP_FIN_WAIT2:    StateFinWait2,
	unix.BPF_TCP_TIME_WAIT:    StateTimeWait,
	unix.BPF_TCP_CLOSE:        StateClosed,
	unix.BPF_TCP_CLOSE_WAIT:   StateCloseWait,
	unix.BPF_TCP_LAST_ACK:     StateLastAck,
	unix.BPF_TCP_LISTEN:       StateListen,
	unix.BPF_TCP_CLOSING:      StateClosing,
	unix.BPF_TCP_NEW_SYN_RECV: StateSynReceived,
}

// StateOf returns the TCP state with a kernel number, or "" if there is none.
func StateOf(number int) State {
	if number > 0 && number < len(states) {
		return states[number]
	}
	return ""
}

// States returns all states of sockets, in the order of the kernel's numbers.
func States() []State {
	return append(append([]State(nil), states[unix.BPF_TCP_ESTABLISHED:unix.BPF_TCP_NEW_SYN_RECV]...), StateUnconnected)
}

// SendingShut reports whether TCP has sent a FIN in this state, or is about to: this side can't send any more.
func (s State) SendingShut() bool {
	switch s {
	case StateFinWait1, StateFinWait2, StateClosing, StateLastAck, StateTimeWait:
		return true
	case StateListen, StateSynSent, StateSynReceived, StateEstablished, StateCloseWait, StateClosed, StateUnconnected, StateBound:
	}
	return false
}
