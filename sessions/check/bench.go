package check

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// bench holds the state of a script's sockets, as far as its steps determine it.
type bench struct {
	sockets  map[string]*socket // a socket with two descriptors has two names
	former   step.Former
	settings map[string]string // that the script writes itself
	sysctl   Sysctl
}

func newBench(sysctl Sysctl) *bench {
	return &bench{sockets: map[string]*socket{}, former: step.Former{}, settings: map[string]string{}, sysctl: sysctl}
}

// take follows one step and returns what is wrong with it. A step that is expected to
// fail changes nothing, and its mistake is intended.
func (b *bench) take(s engine.Step) []string {
	if fails(s) {
		return nil
	}
	switch s.Verb {
	case "spawn":
		return b.take(*s.Spawned)
	case "setsockopt":
		return b.set(s)
	case "getsockopt":
		return mistaken(s.Option)
	case "sysctl":
		b.settings[s.Key] = *s.Value
	}
	switch verb, _ := step.FindVerb(s.Verb); verb.Effect {
	case step.EffectMakes:
		b.give(s.Names, b.made(s))
	case step.EffectCloses:
		delete(b.sockets, s.Socket)
	case step.EffectChanges:
		b.change(s)
	case step.EffectLooks, step.EffectMoves, step.EffectSystem: // the sockets stay as they are
	}
	return nil
}

// made returns the sockets that a step makes. A duplicate is not a new socket.
func (b *bench) made(s engine.Step) []*socket {
	one := newSocket()
	one.domain, one.typ, one.protocol = s.Domain, s.Type, s.Protocol
	if k, ok := step.KindByWord("unix"); ok && strings.HasPrefix(string(s.Address), "unix:") {
		one.domain, one.typ = k.Domain, k.Type
	}
	one.nonblock = strings.Contains(step.SocketFlags.Short(s.Flags), "nonblock")
	switch s.Verb {
	case "socketpair":
		other := *one
		one.connected, other.connected = true, true
		other.set = newSocket().set
		return []*socket{one, &other}
	case "server":
		one.bound, one.listening = true, true
		one.remember("SO_REUSEADDR")
	case "client":
		one.bound, one.connected, one.nonblock = true, true, true
	case "accept":
		one.bound, one.connected = true, true
		one.inherit(b.socket(s.Socket))
	case "dup":
		one = b.socket(s.Socket)
	}
	return []*socket{one}
}

// give names sockets. One that had the name stays open under name'.
func (b *bench) give(names []string, made []*socket) {
	for i, name := range names {
		if was, ok := b.sockets[name]; ok {
			b.sockets[b.former.Next(name, func(old string) bool { return b.sockets[old] != nil })] = was
		}
		b.sockets[name] = made[i]
	}
}

// socket finds a socket by name. An unknown name is a fresh socket's.
func (b *bench) socket(name string) *socket {
	if b.sockets[name] == nil {
		b.sockets[name] = newSocket()
	}
	return b.sockets[name]
}

// change applies a step to the state of a socket.
func (b *bench) change(step engine.Step) {
	switch step.Verb {
	case "bind":
		b.socket(step.Socket).bound = true
	case "listen":
		s := b.socket(step.Socket)
		s.bound, s.listening = true, true
	case "connect":
		s := b.socket(step.Socket)
		s.connected = step.Address != "none"
		s.connecting = s.connected && s.nonblock // as far as the script tells
		s.bound = s.bound || s.connected
	case "nonblock":
		b.socket(step.Socket).nonblock = true
	case "fcntl", "ioctl":
		if step.On != nil && (step.Request == "O_NONBLOCK" || step.Request == "FIONBIO") {
			b.socket(step.Socket).nonblock = *step.On
		}
	}
}

// fails reports whether a step is expected to fail. A connect in progress has not failed.
func fails(s engine.Step) bool {
	for _, want := range s.Want {
		switch want.Word {
		case "EINPROGRESS", "EALREADY", "EISCONN":
			return false
		case "error", "-1":
		default:
			if !step.KnownErrno(want.Word) {
				return false
			}
		}
	}
	return len(s.Want) > 0
}
