package states

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// look is what was known when a socket was seen in a state.
type look struct {
	t     float64
	event *engine.Event // nil for a look between two events
	own   bool          // the event's step is about this socket
	self  bool          // the socket is connected to itself
}

// timeWait is how long TIME-WAIT lasts, in seconds (include/net/tcp.h, TCP_TIMEWAIT_LEN).
const timeWait = 60

// way returns how an end came from one state to another, as far as that can be determined; since is how many seconds it
// was in the first.
func (l look) way(from, to status.State, since float64) []Pass {
	var path []status.State
	switch {
	case l.self && to == status.StateEstablished && (from == status.StateClosed || from == status.StateSynSent):
		path = shortest(from, status.StateSynReceived, status.StateSynSent)
		path = append(path, to)
	case to != status.StateClosed || arrow(from, to) != nil:
		path = shortest(from, to, "")
	case from == status.StateCloseWait && !l.moved("EstabResets"):
		path = []status.State{status.StateLastAck, to}
	case since >= timeWait && (from == status.StateFinWait1 || from == status.StateFinWait2 || from == status.StateClosing):
		path = append(shortest(from, status.StateTimeWait, ""), to)
	}
	if len(path) == 0 {
		return []Pass{l.abort(from, to)}
	}
	var passes []Pass
	for _, next := range path {
		pass := l.pass(arrow(from, next))
		if from == status.StateTimeWait && since < timeWait-1 && len(path) == 1 {
			pass.Cause = Cause{Over: "reused"} // by a SYN (RFC 9293, section 3.10.7.4), or by connect (tcp_tw_reuse)
		}
		passes = append(passes, pass)
		from = next
	}
	return passes
}

// pass returns the pass along an arrow, with its cause.
func (l look) pass(a *Arrow) Pass {
	p := Pass{From: a.From, To: a.To, Cause: a.Cause, T: l.t}
	if l.event == nil {
		return p
	}
	p.Seq = l.event.Seq
	if a.calls == nil {
		return p
	}
	for _, call := range slices.Backward(l.event.Calls) {
		if l.own && slices.Contains(a.calls, call.Name) {
			p.Call = string(call.Name)
			return p
		}
	}
	switch verb := l.event.Made().Verb; {
	case a.From == status.StateSynSent: // no call of this end: it was refused, or there was no answer
		p.Cause = Cause{Rcv: "RST"}
		if l.event.Errno() == "ETIMEDOUT" {
			p.Cause = Cause{Over: "no answer"}
		}
	case verb == "exit" || verb == "kill":
		p.Call = verb
	}
	return p
}

// abort returns the end of a connection by a reset, or in another way that is not an arrow.
func (l look) abort(from, to status.State) Pass {
	p := Pass{From: from, To: to, T: l.t, Cause: Cause{Over: "RST"}}
	if l.event == nil {
		return p
	}
	p.Seq = l.event.Seq
	for _, call := range slices.Backward(l.event.Calls) {
		if l.own && (call.Name == engine.SysConnect || slices.Contains(ends, call.Name)) {
			p.Cause = Cause{Call: string(call.Name), Snd: "RST"}
			break
		}
	}
	return p
}

// moved reports whether a counter has moved during the step.
func (l look) moved(counter string) bool {
	return l.event != nil && l.event.Evidence != nil && l.event.Evidence.Moved[counter] > 0
}

// refused reports whether a connect that began and ended in CLOSED has sent its SYN.
func refused(e *engine.Event) (Cause, bool) {
	for _, call := range slices.Backward(e.Calls) {
		if call.Name != engine.SysConnect {
			continue
		}
		switch call.Errno {
		case "ECONNREFUSED", "EINPROGRESS":
			return Cause{Rcv: "RST"}, true
		case "ETIMEDOUT":
			return Cause{Over: "no answer"}, true
		}
	}
	return Cause{}, false
}

// shortest returns the shortest path along arrows, without its first state; nil if there is none. If through is not "",
// the path passes that state.
func shortest(from, to, through status.State) []status.State {
	if through != "" && from != through {
		return append(shortest(from, through, ""), shortest(through, to, "")...)
	}
	came := map[status.State]status.State{from: ""}
	queue := []status.State{from}
	for len(queue) > 0 && came[to] == "" {
		at := queue[0]
		queue = queue[1:]
		for _, a := range arrows {
			if _, known := came[a.To]; a.From == at && !known && (a.To != status.StateClosed || a.To == to) {
				came[a.To] = at
				queue = append(queue, a.To)
			}
		}
	}
	if came[to] == "" {
		return nil
	}
	var way []status.State
	for at := to; at != from; at = came[at] {
		way = append(way, at)
	}
	slices.Reverse(way)
	return way
}
