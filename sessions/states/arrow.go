package states

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Cause is what moves an end from one state to the next: a call, a received segment, or time.
type Cause struct {
	Call string // the call made at this end
	Rcv  string // the received segment: "SYN", "SYN,ACK"
	Snd  string // the segment sent
	Over string // what else ends the state: "2 MSL"
}

// String returns the cause as in RFC 9293: "connect / snd SYN", "rcv FIN / snd ACK".
func (c Cause) String() string {
	parts := make([]string, 0, 2)
	switch {
	case c.Call != "":
		parts = append(parts, c.Call)
	case c.Rcv != "":
		parts = append(parts, "rcv "+c.Rcv)
	case c.Over != "":
		parts = append(parts, c.Over)
	}
	if c.Snd != "" {
		parts = append(parts, "snd "+c.Snd)
	}
	return strings.Join(parts, " / ")
}

// Arrow is an arrow of the state diagram (RFC 9293, section 3.3.2, figure 5), with the calls of the socket API instead
// of the RFC's.
type Arrow struct {
	From, To status.State
	Cause
	calls []engine.Syscall // the calls that take it
}

// ends are the calls that end this end's direction.
var ends = []engine.Syscall{engine.SysShutdown, engine.SysClose}

// arrows are those of the figure, except the one from LISTEN to SYN-SENT for a SEND: no call of the socket API takes
// it, since connect on a listener answers EISCONN. Among paths of equal length, the usual one comes first.
var arrows = [...]Arrow{
	{status.StateClosed, status.StateListen, Cause{Call: "listen"}, []engine.Syscall{engine.SysListen}},
	{status.StateClosed, status.StateSynSent, Cause{Call: "connect", Snd: "SYN"}, []engine.Syscall{engine.SysConnect, engine.SysSendto, engine.SysSendmsg}},
	{status.StateListen, status.StateSynReceived, Cause{Rcv: "SYN", Snd: "SYN,ACK"}, nil},
	{status.StateListen, status.StateClosed, Cause{Call: "close"}, ends},
	{status.StateSynSent, status.StateEstablished, Cause{Rcv: "SYN,ACK", Snd: "ACK"}, nil},
	{status.StateSynSent, status.StateSynReceived, Cause{Rcv: "SYN", Snd: "SYN,ACK"}, nil},
	{status.StateSynSent, status.StateClosed, Cause{Call: "close"}, ends},
	{status.StateSynReceived, status.StateEstablished, Cause{Rcv: "ACK"}, nil},
	{status.StateSynReceived, status.StateFinWait1, Cause{Call: "close", Snd: "FIN"}, ends},
	{status.StateSynReceived, status.StateListen, Cause{Rcv: "RST"}, nil},
	{status.StateEstablished, status.StateFinWait1, Cause{Call: "close", Snd: "FIN"}, ends},
	{status.StateEstablished, status.StateCloseWait, Cause{Rcv: "FIN", Snd: "ACK"}, nil},
	{status.StateFinWait1, status.StateFinWait2, Cause{Rcv: "ACK"}, nil},
	{status.StateFinWait1, status.StateClosing, Cause{Rcv: "FIN", Snd: "ACK"}, nil},
	{status.StateFinWait2, status.StateTimeWait, Cause{Rcv: "FIN", Snd: "ACK"}, nil},
	{status.StateClosing, status.StateTimeWait, Cause{Rcv: "ACK"}, nil},
	{status.StateCloseWait, status.StateLastAck, Cause{Call: "close", Snd: "FIN"}, ends},
	{status.StateLastAck, status.StateClosed, Cause{Rcv: "ACK"}, nil},
	{status.StateTimeWait, status.StateClosed, Cause{Over: "2 MSL"}, nil},
}

// Arrows returns the arrows of the diagram. As in the RFC's figure, they do not include that of a reset, from any state
// to CLOSED.
func Arrows() []Arrow { return append([]Arrow(nil), arrows[:]...) }

// TCP returns the states of the diagram, in the order in which a connection can pass them.
func TCP() []status.State {
	return []status.State{status.StateClosed, status.StateListen, status.StateSynSent, status.StateSynReceived, status.StateEstablished,
		status.StateFinWait1, status.StateFinWait2, status.StateClosing, status.StateTimeWait, status.StateCloseWait, status.StateLastAck}
}

// arrow returns the arrow between two states, or nil if there is none.
func arrow(from, to status.State) *Arrow {
	for i := range arrows {
		if arrows[i].From == from && arrows[i].To == to {
			return &arrows[i]
		}
	}
	return nil
}
