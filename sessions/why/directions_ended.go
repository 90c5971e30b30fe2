package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// directionsEnded says which directions of a socket that reports hup or rdhup have ended, and who ended them.
func (s scene) directionsEnded(name string, o status.Observed, ready int) string {
	own, shut := s.past.shut(o.ID, engine.ShutRd)
	switch {
	case ready&engine.PollHup != 0:
		return s.hangUp(name, o, ready)
	case shut && !finishedState(o):
		return fmt.Sprintf("The receiving direction of %s was shut down here (rdhup, %s), not by its peer.", name, own.at())
	case o.After != nil && o.Kind.TCP() && o.After.State == status.StateEstablished:
		return fmt.Sprintf("The receiving direction of %s is shut down.", name)
	}
	return fmt.Sprintf("The peer of %s has ended its direction (rdhup).", name)
}

// hangUp says why a socket reports hup.
func (s scene) hangUp(name string, o status.Observed, ready int) string {
	own, _ := s.past.shut(o.ID, engine.ShutRd)
	switch e := s.next.ending(o.ID); {
	case e.how == attempted:
		return fmt.Sprintf("%s reports a hang-up: it never had a connection; %s.", name, e.did)
	case e.how != unknown && e.how != released && o.After != nil && o.After.State == status.StateClosed:
		return fmt.Sprintf("%s reports a hang-up: its connection is gone; %s.", name, e.did)
	case ready&engine.PollErr != 0:
		return name + " reports a hang-up: it has no connection."
	case s.bothShut(o.ID) && !finishedState(o):
		return fmt.Sprintf("%s reports a hang-up: both its directions were shut down here (%s).", name, own.at())
	}
	return name + " reports a hang-up: both directions have ended."
}

// finishedState reports whether the state shows that the other end's FIN has come.
func finishedState(o status.Observed) bool {
	return o.After != nil && (o.After.State == status.StateCloseWait || o.After.State == status.StateTimeWait || o.After.State == status.StateLastAck)
}

// bothShut reports whether steps have shut down both directions of a socket.
func (s scene) bothShut(id status.SocketID) bool {
	_, rd := s.past.shut(id, engine.ShutRd)
	_, wr := s.past.shut(id, engine.ShutWr)
	return rd && wr
}
