package observe

import (
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// ObserveTimer finds out which timer TCP runs for a socket that has just been observed, and records it in s. That takes
// a separate request, so not every observation includes it.
func (o *Observer) ObserveTimer(s *Subject) {
	if !s.TCP() {
		return
	}
	timer, left, tries := status.TimerOff, time.Duration(0), 0
	if c, has := o.timed(s); has {
		one, ok, err := o.looker.Connected(c)
		if err != nil {
			return
		}
		if ok {
			timer, left, tries = timerOf(one.Timer), one.Expires, one.Tries
		}
	}
	s.Timer, s.TimerLeft, s.TimerTries = timer, &left, &tries
}

// timed returns the connection of a socket for which a timer may run.
func (o *Observer) timed(s *Subject) (c sockets.Connection, ok bool) {
	switch s.State {
	case status.StateListen, status.StateClosed, status.StateUnconnected, status.StateBound, "":
		return c, false
	case status.StateSynSent: // it has no peer yet
		c = sockets.Connection{Local: s.Ends.Local, Peer: s.Target, Device: o.Device(s)}
		c.Cookie, _ = o.looker.Number(s.FD, o.cookie)
		return c, !c.Peer.IsZero()
	default:
		return s.Connection, !s.Connection.Peer.IsZero()
	}
}

func timerOf(t sockets.DiagTimer) status.Timer {
	switch t {
	case sockets.TimerRetransmit:
		return status.TimerRetransmit
	case sockets.TimerKeepalive:
		return status.TimerKeepalive
	case sockets.TimerTimeWait:
		return status.TimerTimeWait
	case sockets.TimerProbe:
		return status.TimerPersist
	case sockets.TimerNone:
	}
	return status.TimerOff
}
