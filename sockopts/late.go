package sockopts

import "strconv"

// States are the states of a socket in which it is too late to set an option: setting it is refused or has no effect.
type States struct {
	Bound, Listening, Connecting, Connected bool
	// BoundUnless is an option that defers to connect what bind would otherwise decide.
	BoundUnless string
}

// tooLate returns the states implied by a phase.
func (p Phase) tooLate() States {
	switch p {
	case BeforeBind:
		return States{Bound: true}
	case BeforeBindOrConnect:
		return States{Bound: true, Connecting: true, Connected: true}
	case BeforeListen, BeforeListenOrConnect:
		return States{Listening: true, Connecting: true, Connected: true}
	case BeforeConnect, BeforeConnectionArrive:
		return States{Connecting: true, Connected: true}
	default:
		return States{}
	}
}

// lateness is the state that makes it too late, as a clause, or inTime.
type lateness string

const (
	inTime         lateness = ""
	lateBound      lateness = "it is bound"
	lateListening  lateness = "it listens"
	lateConnecting lateness = "it is connecting"
	lateConnected  lateness = "it is connected"
)

// what says what it is too late for.
func (l lateness) what() string {
	switch l {
	case lateBound:
		return "a bind already made"
	case lateListening:
		return "a socket that already listens"
	case lateConnecting:
		return "a connect already begun"
	default:
		return "a connection already made"
	}
}

// TooLate returns the state that makes it too late to set the option, as a clause: "it is bound"; "" if it is not too
// late.
func (o *Option) TooLate(l Life) string { return string(o.late(l)) }

// late returns the state that makes it too late to set the option.
func (o *Option) late(l Life) lateness {
	s := o.Phase.tooLate()
	if o.Late != nil {
		s = *o.Late
	}
	switch {
	case s.Listening && l.Listening:
		return lateListening
	case s.Connecting && l.Connecting:
		return lateConnecting
	case s.Connected && l.Connected && !l.Connecting:
		return lateConnected
	case s.Bound && l.Bound && !l.set(s.BoundUnless):
		return lateBound
	}
	return inTime
}

// set reports whether a step has set an option.
func (l Life) set(name string) bool {
	o, ok := Find(name)
	return ok && l.Set != nil && l.Set(o.Level, name)
}

// shakesHands reports whether the socket uses TCP, as far as is known.
func (l Life) shakesHands() bool {
	unknown := l.Domain == 0 && l.Type == 0 && l.Protocol == 0
	return unknown || tcpAndMPTCP.Has(l.Domain, l.Type, l.Protocol)
}

// handshaken reports whether TCP's handshake is complete or has begun.
func (l Life) handshaken() bool { return l.Connected && l.shakesHands() }

// Switch is a bit of a kernel setting without which an option has no effect.
type Switch struct {
	Key string // "net.ipv4.tcp_fastopen"
	Bit int    // the bit's value: 1, 2, 4

	Refuses bool // the kernel refuses the option while it is off
}

// off reports whether the bit is known to be off, and returns the value of the setting.
func (s *Switch) off(l Life) (value int, off bool) {
	if s == nil || l.Sysctl == nil {
		return 0, false
	}
	text, ok := l.Sysctl(s.Key)
	value, err := strconv.Atoi(text)
	return value, ok && err == nil && value&s.Bit == 0
}
