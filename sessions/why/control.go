package why

import (
	"fmt"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// control says what a step did that made no system call on a socket.
func control(e engine.Event) string {
	asked, about := e.Step, e.Step.Task
	switch e.Verb {
	case "spawn":
		return sentence(fmt.Sprintf("The call of %s is made on a thread of its own, where it can sleep while the session continues; join %s takes its answer", about, about))
	case "join":
		if e.Failed() {
			return sentence(fmt.Sprintf("The call of %s has not returned yet", about))
		}
		return sentence(fmt.Sprintf("The call of %s has returned", about))
	case "interrupt":
		if len(e.Notes) > 0 { // it had returned already
			return ""
		}
		return sentence(fmt.Sprintf("A signal was sent to the thread of %s: if its call sleeps and has done nothing yet, it returns EINTR; the descriptor stays open", about))
	case "sleep":
		return sentence(fmt.Sprintf("No call was made for %s", step.FormatDuration(slept(asked))))
	case "sysctl":
		if asked.Value == nil {
			return sentence(fmt.Sprintf("The kernel setting %s is %s, in the network namespace of this session", asked.Key, e.Got))
		}
		return sentence(fmt.Sprintf("The kernel setting %s is %s now, in this network namespace", asked.Key, setting(asked)))
	case "fork":
		return sentence(fmt.Sprintf("Process %s has a copy of every descriptor, as after fork(2): the same sockets, so that none of them ends before its last copy is closed; at %s makes a step there", asked.Process, asked.Process))
	case "exit", "kill":
		return sentence(fmt.Sprintf("Process %s has ended, and the kernel has closed its descriptors; a socket lives on where another process has a copy", asked.Process))
	case "expect", "show":
		return looked(e)
	}
	return serving(e)
}

func slept(s engine.Step) time.Duration {
	if s.Timeout == nil {
		return 0
	}
	return *s.Timeout
}

func setting(s engine.Step) string {
	if s.Value == nil {
		return ""
	}
	return step.Word(*s.Value)
}

// looked says what expect and show saw.
func looked(e engine.Event) string {
	at := step.Target{}
	if e.Step.Target != nil {
		at = *e.Step.Target
	}
	switch {
	case e.Got == "":
		return ""
	case at == step.Target{}:
		return sentence(e.Got)
	case at.Field == "" && at.MIB == "":
		return sentence(at.String() + ": " + e.Got)
	}
	said := fmt.Sprintf("%s is %s", at, e.Got)
	if at.Field == "state" {
		if means := stateMeansFor(e, status.State(e.Got)); means != "" {
			said += ": " + means
		}
	}
	if means := fieldMeans(e, at.Field); means != "" {
		said += ": " + means
	}
	if e.Asked > 1 {
		said += fmt.Sprintf(" (looked %d times)", e.Asked)
	}
	return sentence(said)
}

// fieldMeans says what a value means for the socket that a step looked at.
func fieldMeans(e engine.Event, field string) string {
	o, ok := scene{event: e}.onBench(e.Step.Target.Socket)
	if !ok || o.After == nil || !listens(o) || o.After.Queue == nil || o.After.Backlog == nil {
		return ""
	}
	queue, backlog := *o.After.Queue, *o.After.Backlog
	switch {
	case field == "queue" && queue > backlog:
		return fmt.Sprintf("the accept queue is full. With a backlog of %d it holds %d, since the kernel turns a connection away only when the queue is longer than the backlog", backlog, backlog+1)
	case field == "queue":
		return fmt.Sprintf("the accept queue has room for %d more, since with a backlog of %d it holds %d", backlog+1-queue, backlog, backlog+1)
	case field == "backlog":
		return fmt.Sprintf("the accept queue holds %d, one more than the backlog", backlog+1)
	}
	return ""
}

// stateMeansFor says what a state means for the socket that a step looked at.
func stateMeansFor(e engine.Event, state status.State) string {
	s := scene{event: e, over: new(ending)}
	o, ok := s.onBench(e.Step.Target.Socket)
	if !ok || o.Kind.TCP() {
		return stateMeans(state)
	}
	switch state {
	case status.StateClosed:
		return "its descriptor is closed"
	case status.StateEstablished:
		return "it has a peer"
	default:
		return stateMeans(state)
	}
}

// closedBecause says why a socket that was looked at no longer has a connection, as far as the steps show.
func (p *Past) closedBecause(e engine.Event) string {
	if e.Step.Target == nil || e.Step.Target.Field != "state" || status.State(e.Got) != status.StateClosed || e.Evidence == nil {
		return ""
	}
	for _, o := range e.Evidence.Sockets {
		if o.Name != e.Step.Target.Socket {
			continue
		}
		switch end := p.ending(o.ID); end.how {
		case reset, resetSelf, timedOut:
			return "Its connection is gone: " + end.did + "."
		case attempted:
			return "It never had a connection: " + end.did + "."
		case unknown, released:
		}
	}
	return ""
}

// stateMeans says what a state means for a connection (RFC 9293, section 3.3.2).
func stateMeans(state status.State) string {
	switch state {
	case status.StateListen:
		return "it waits for connections"
	case status.StateSynSent:
		return "its SYN is sent and not answered yet"
	case status.StateSynReceived:
		return "the handshake waits for its final ACK"
	case status.StateEstablished:
		return "both directions are open"
	case status.StateFinWait1:
		return "its FIN is sent and not acknowledged yet"
	case status.StateFinWait2:
		return "its FIN is acknowledged; the peer may still send"
	case status.StateCloseWait:
		return "the peer has sent its FIN; this side has yet to close"
	case status.StateClosing:
		return "both sent a FIN at the same time, and one ACK is missing"
	case status.StateLastAck:
		return "both have closed, and the last ACK is missing"
	case status.StateTimeWait:
		return "both have closed; the port waits 60 s for stray segments to die out"
	case status.StateClosed:
		return "TCP has no connection for it"
	case status.StateUnconnected:
		return "it has no peer"
	case status.StateBound:
		return "it has an address, and neither listens nor is connected"
	}
	return ""
}
