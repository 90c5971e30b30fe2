package observe

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// Life returns the stage that a socket has reached in its life, as last observed, on which its options depend.
func (o *Observer) Life(s *Subject) sockopts.Life {
	return sockopts.Life{
		Domain: s.Domain, Type: s.Type, Protocol: s.Protocol,
		Bound:      s.Bound(),
		Listening:  s.State == status.StateListen,
		Connected:  !s.Ends.Peer.IsZero() || s.State == status.StateSynSent,
		Connecting: s.State == status.StateSynSent,
		Nonblock:   s.Nonblock,
		Set:        s.History.has,
		Value:      func(level, name string) (sockopts.Value, bool) { return o.value(s, level, name) },
		Sysctl:     ReadSysctl,
		Capable:    o.privileges.Has,
	}
}

// value returns the current value of a socket's option, if it can be read without changing anything.
func (o *Observer) value(s *Subject, level, name string) (sockopts.Value, bool) {
	number, _ := sockopts.LevelByName(level)
	option, ok := sockopts.FindAt(number, name)
	if !ok || !s.Open {
		return sockopts.Value{}, false
	}
	text := o.ReadQuietly(s.FD, option)
	if text == "" {
		return sockopts.Value{}, false
	}
	value, err := option.Parse(text)
	return value, err == nil
}
