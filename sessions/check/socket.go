package check

import "netnet-tui/sockopts"

// socket is how far a socket would have come.
type socket struct {
	domain, typ, protocol int // all 0 where a step does not tell

	bound, listening, connected, connecting, nonblock bool

	set map[*sockopts.Option]bool // that a step has set, or that were inherited
}

func newSocket() *socket { return &socket{set: map[*sockopts.Option]bool{}} }

// remember notes that an option is set.
func (s *socket) remember(name string) {
	if o, ok := sockopts.Find(name); ok {
		s.set[o] = true
	}
}

// inherit takes over what accept hands on of a listener.
func (s *socket) inherit(listener *socket) {
	s.domain, s.typ, s.protocol = listener.domain, listener.typ, listener.protocol
	for o := range listener.set {
		if o.Inherited == sockopts.Yes {
			s.set[o] = true
		}
	}
}

// has tells whether an option has been set.
func (s *socket) has(level, name string) bool {
	number, _ := sockopts.LevelByName(level)
	o, ok := sockopts.FindAt(number, name)
	return ok && s.set[o]
}

// life is the socket as the catalogue judges it. A script may run anywhere, so no
// capability is missed.
func (b *bench) life(s *socket) sockopts.Life {
	return sockopts.Life{
		Domain: s.domain, Type: s.typ, Protocol: s.protocol,
		Bound: s.bound, Listening: s.listening, Connected: s.connected, Connecting: s.connecting, Nonblock: s.nonblock,
		Set:     s.has,
		Sysctl:  b.setting,
		Capable: func(string, bool) bool { return true },
	}
}

// setting is a kernel setting: what the script has written, or else the machine's.
func (b *bench) setting(key string) (string, bool) {
	if value, ok := b.settings[key]; ok {
		return value, true
	}
	return b.sysctl(key)
}
