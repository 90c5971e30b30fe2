package why

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// loopIsPaused finds a socket that waits for a paused event loop of this bench, which neither accepts nor
// reads nor answers.
func loopIsPaused(s scene, w want) *Finding {
	served, ok := s.serverOf(w.Observed)
	if !ok || w.is(engine.PollIn) || served.Detail.Gear != status.GearPause {
		return nil
	}
	f := found("%s gets no answer: the event loop that serves %s is paused", w.Name, served.Name).
		because(served.Name+".gear", string(served.Detail.Gear), "the event loop").see("EAGAIN")
	switch queued := number(served.After.Queue); {
	case listens(served) && queued > 0:
		f.Claim += fmt.Sprintf(", and %s in its accept queue", stay(step.Counted(queued, "connection")))
		f.because(served.Name+".queue", fmt.Sprint(queued), "TCP_INFO")
	case listens(served):
		f.Claim += "; it has accepted the connection, and reads nothing until it runs"
	case number(served.After.Pending) > 0:
		f.Claim += fmt.Sprintf(", and a datagram of %s waits at %s", step.Counted(number(served.After.Pending), "byte"), served.Name)
		f.because(served.Name+".pending", fmt.Sprint(number(served.After.Pending)), "FIONREAD")
	}
	f.Claim += "."
	if !s.awaitsAnswer(w.ID) {
		f.Claim = fmt.Sprintf("%s has sent nothing that is not answered, and the event loop that serves %s is paused: it would answer nothing now.", w.Name, served.Name)
		f.but(Likely)
	}
	return f.advise("gear run lets the loop go on; gear step 1 makes one of its calls.").try("gear run")
}

// serverNeverAnswers finds a client waiting for a server that only reads (discard, RFC 863).
func serverNeverAnswers(s scene, w want) *Finding {
	served, ok := s.serverOf(w.Observed)
	if !ok || w.is(engine.PollIn) || served.Detail.Protocol != "discard" {
		return nil
	}
	return found("%s is served with discard, which reads what comes and never answers.", served.Name).
		because(served.Name+".protocol", served.Detail.Protocol, "the event loop").advise("Serve it with echo to get back what %s sends.", w.Name).see("EAGAIN")
}

// serverOf returns the socket of the bench, served by the event loop, that would answer another: the listener
// it is connected to, or the datagram socket it sends to.
func (s scene) serverOf(o status.Observed) (status.Observed, bool) {
	to := o.After.Peer
	if to == "" && isUDP(o.Kind) {
		to, _ = s.about(o).lastSent()
	}
	for _, other := range s.bench() {
		if other.Detail == nil || !other.Detail.Served || other.After == nil || other.ID == o.ID || other.Kind.Stream() != o.Kind.Stream() || o.Kind.Unix() != other.Kind.Unix() {
			continue
		}
		if o.Kind.Unix() && other.After.Local == to || !o.Kind.Unix() && covers(other, loopbackOf(to)) {
			return other, true
		}
	}
	return status.Observed{}, false
}

// awaitsAnswer reports whether the last successful transfer on a socket was a send, not a receive.
func (s scene) awaitsAnswer(id status.SocketID) bool {
	d, ok := s.past.done(id, func(d Deed) bool {
		return d.Call.Errno == "" && (d.sends() || slices.Contains(receiving(), d.Call.Name))
	})
	return ok && d.sends()
}

// loopHoldsUp says that the event loop of a listener with a full queue is paused or slow, or returns "" if it
// is neither.
func loopHoldsUp(o status.Observed) string {
	if o.Detail == nil || !o.Detail.Served {
		return ""
	}
	switch cmp.Or(o.Detail.Gear, status.GearRun) {
	case status.GearPause:
		return fmt.Sprintf("The event loop that serves %s is paused: gear run has it accept.", o.Name)
	case status.GearSlow:
		return fmt.Sprintf("The event loop that serves %s goes slowly: gear run has it accept at full speed.", o.Name)
	case status.GearRun:
	}
	return ""
}
