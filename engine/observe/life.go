package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// Life is how far a socket has come, by its latest look, as far as its options care.
func (o *Observer) Life(s *Subject) sockopts.Life {
	return sockopts.Life{
		Domain: s.Domain, Type: s.Type, Protocol: s.Protocol,
		Bound:      s.Bound(),
		Listening:  s.State == status.StateListen,
		Connected:  !s.Ends.Peer.IsZero() || s.State == status.StateSynSent,
		Connecting: s.State == status.StateSynSent,
		Nonblock:   s.Nonblock,
		Set:        s.History.has,
		Sysctl:     ReadSysctl,
		Capable:    o.privileges.Has,
	}
}
