package check

import (
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// socket is the state that a socket would be in.
type socket struct {
	domain, typ, protocol int // all 0 if no step says

	bound, listening, connected, connecting, nonblock bool

	set map[*sockopts.Option]sockopts.Value // the values that steps have set, as the kernel keeps them, or that were inherited; the zero Value is unknown
}

func newSocket() *socket { return &socket{set: map[*sockopts.Option]sockopts.Value{}} }

// become updates the socket to the state in which a verb leaves it.
func (s *socket) become(left step.Standing) {
	s.bound, s.listening = s.bound || left.Bound, s.listening || left.Listening
	s.connected, s.nonblock = s.connected || left.Connected, s.nonblock || left.Nonblock
}

// remember records that an option is set.
func (s *socket) remember(name string) {
	if o, ok := sockopts.Find(name); ok {
		s.set[o], _ = o.Parse("on")
	}
}

// inherit copies the options that accept copies from a listener.
func (s *socket) inherit(listener *socket) {
	s.domain, s.typ, s.protocol = listener.domain, listener.typ, listener.protocol
	for o, value := range listener.set {
		if o.InheritedOn(s.domain, s.typ, s.protocol) == sockopts.Yes {
			s.set[o] = value
		}
	}
}

// has reports whether an option has been set.
func (s *socket) has(level, name string) bool {
	number, _ := sockopts.LevelByName(level)
	o, _ := sockopts.FindAt(number, name)
	_, ok := s.set[o]
	return ok
}

// value returns what an option would be: the value that a step has set, as the kernel keeps it, or the default of a
// socket that the script has made.
func (b *bench) value(s *socket, level, name string) (sockopts.Value, bool) {
	number, _ := sockopts.LevelByName(level)
	o, ok := sockopts.FindAt(number, name)
	if !ok {
		return sockopts.Value{}, false
	}
	if value, set := s.set[o]; set {
		return value, len(value.Bytes()) > 0
	}
	fresh := o.DefaultOn(s.domain, s.typ, s.protocol)
	if s.domain == 0 || fresh == "" || o.DefaultFrom != "" {
		return sockopts.Value{}, false
	}
	value, err := o.Parse(fresh)
	return value, err == nil
}

// life returns the socket in the form that the catalogue judges. A script may run anywhere, so all capabilities are
// assumed.
func (b *bench) life(s *socket) sockopts.Life {
	return sockopts.Life{
		Domain: s.domain, Type: s.typ, Protocol: s.protocol,
		Bound: s.bound, Listening: s.listening, Connected: s.connected, Connecting: s.connecting, Nonblock: s.nonblock,
		Set:     s.has,
		Value:   func(level, name string) (sockopts.Value, bool) { return b.value(s, level, name) },
		Sysctl:  b.setting,
		Capable: func(string, bool) bool { return true },
	}
}

// setting returns a kernel setting: the value that the script has written, or else the machine's.
func (b *bench) setting(key string) (string, bool) {
	if value, ok := b.settings[key]; ok {
		return value, true
	}
	return b.sysctl(key)
}
