package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// directionsEnded says which directions of a socket have ended that reports hup or rdhup, and whose doing it was.
func (s scene) directionsEnded(name string, o status.Observed, ready int) string {
	own, shut := s.past.shut(o.ID, engine.ShutRd)
	finished := o.After != nil && (o.After.State == status.StateCloseWait || o.After.State == status.StateTimeWait || o.After.State == status.StateLastAck)
	switch {
	case ready&engine.PollHup != 0 && ready&engine.PollErr != 0:
		if e := s.next.ending(o.ID); e.how == attempted {
			return fmt.Sprintf("%s reports a hang-up: it never had a connection; %s.", name, e.did)
		} else if e.how != unknown && e.how != released {
			return fmt.Sprintf("%s reports a hang-up: its connection is gone; %s.", name, e.did)
		}
		return name + " reports a hang-up: it has no connection."
	case ready&engine.PollHup != 0 && shut && !finished && s.bothShut(o.ID):
		return fmt.Sprintf("%s reports a hang-up: both its directions were shut down here (%s).", name, own.at())
	case ready&engine.PollHup != 0 && s.next.ending(o.ID).how == attempted:
		return fmt.Sprintf("%s reports a hang-up: it never had a connection; %s.", name, s.next.ending(o.ID).did)
	case ready&engine.PollHup != 0:
		return name + " reports a hang-up: both directions have ended."
	case shut && !finished:
		return fmt.Sprintf("The receiving direction of %s was shut down here (rdhup, %s), not by its peer.", name, own.at())
	case o.After != nil && o.Kind.TCP() && o.After.State == status.StateEstablished:
		return fmt.Sprintf("The receiving direction of %s is shut down.", name)
	}
	return fmt.Sprintf("The peer of %s has ended its direction (rdhup).", name)
}

// bothShut reports whether steps have shut down both directions of a socket.
func (s scene) bothShut(id status.SocketID) bool {
	_, rd := s.past.shut(id, engine.ShutRd)
	_, wr := s.past.shut(id, engine.ShutWr)
	return rd && wr
}
