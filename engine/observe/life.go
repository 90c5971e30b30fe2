package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// Life is how far a socket has come in its life, as last observed: what its options depend on.
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
