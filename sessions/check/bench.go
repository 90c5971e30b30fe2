package check

import (
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// bench holds the state of a script's sockets, as far as its steps determine it.
type bench struct {
	sockets  map[string]*socket // a socket with two descriptors has two names
	former   step.Former
	settings map[string]string // written by the script itself
	sysctl   Sysctl
}

func newBench(sysctl Sysctl) *bench {
	return &bench{sockets: map[string]*socket{}, former: step.Former{}, settings: map[string]string{}, sysctl: sysctl}
}

// take follows one step and returns what is wrong with it. A step that is expected to fail changes nothing, and its
// mistake is intended.
func (b *bench) take(s engine.Step) []sockopts.Warning {
	if fails(s) {
		return nil
	}
	s = s.Outside()
	switch s.Verb {
	case "spawn":
		return b.take(*s.Spawned)
	case "setsockopt":
		return b.set(s)
	case "getsockopt":
		return mistaken(s.Option)
	case "sysctl":
		if s.Value != nil {
			b.settings[s.Key] = *s.Value
		}
	case "fork":
		b.fork(s.Process)
	}
	verb, _ := step.FindVerb(s.Verb)
	var said []sockopts.Warning
	if verb.Leaves.Listening && s.Count != nil {
		said = b.life(newSocket()).BacklogWarnings(*s.Count)
	}
	switch verb.Effect {
	case step.EffectMakes:
		b.make(s, verb.Leaves)
	case step.EffectCloses:
		delete(b.sockets, s.Socket)
	case step.EffectChanges:
		if s.Verb == "dup3" {
			b.sockets[s.Other] = b.socket(s.Socket)
		}
		b.change(s, verb.Leaves)
	case step.EffectMoves: // a descriptor received with a message is an unknown socket
		for _, name := range s.Names {
			b.give([]string{name}, []*socket{newSocket()})
		}
	case step.EffectLooks, step.EffectSystem: // the sockets are unchanged
	}
	return said
}

// fork gives a process a copy of every descriptor: an option set through one is set for all.
func (b *bench) fork(process string) {
	for name, one := range maps.Clone(b.sockets) {
		b.sockets[step.InProcess(process, name)] = one
	}
}

// mostSeries limits how many sockets of a repeated step are followed.
const mostSeries = 1000

// make names the sockets that a step makes: s or, if it is repeated, s_1, s_2, …
func (b *bench) make(s engine.Step, left step.Standing) {
	if !s.Repeats() {
		b.give(s.Names, b.made(s, left))
		return
	}
	for round := range min(s.Times(), mostSeries) {
		names := slices.Clone(s.Names)
		for i, name := range names {
			names[i] = step.NameOf(name, round+1)
		}
		b.give(names, b.made(s, left))
	}
}

// made returns the sockets that a step makes. A duplicate is not a new socket.
func (b *bench) made(s engine.Step, left step.Standing) []*socket {
	one := newSocket()
	one.domain, one.typ, one.protocol = s.Domain, s.Type, s.Protocol
	if s.Verb == "server" || s.Verb == "client" {
		b.stream(one, string(s.Address))
	}
	one.nonblock = strings.Contains(step.SocketFlags.Short(s.Flags), "nonblock")
	one.become(left)
	switch s.Verb {
	case "socketpair", "pipe":
		other := *one
		other.set = newSocket().set
		return []*socket{one, &other}
	case "server":
		one.remember("SO_REUSEADDR")
	case "accept":
		one.inherit(b.socket(s.Socket))
	case "dup":
		one = b.socket(s.Socket)
	}
	return []*socket{one}
}

// stream sets the kind of socket that server and client make for an address.
func (b *bench) stream(one *socket, address string) {
	word := "tcp"
	switch ref, of := strings.CutPrefix(address, "@"); {
	case of:
		if other := b.socket(strings.TrimSuffix(ref, ".peer")); other.domain != 0 {
			one.domain, one.typ = other.domain, other.typ
		}
		return
	case strings.HasPrefix(address, "unix:"):
		word = "unix"
	case strings.HasPrefix(address, "["):
		word = "tcp6"
	}
	if k, ok := step.KindByWord(word); ok {
		one.domain, one.typ = k.Domain, k.Type
	}
}

// give names sockets. A socket that had the name stays open as name'.
func (b *bench) give(names []string, made []*socket) {
	for i, name := range names {
		if was, ok := b.sockets[name]; ok {
			b.sockets[b.former.Next(name, func(old string) bool { return b.sockets[old] != nil })] = was
		}
		b.sockets[name] = made[i]
	}
}

// socket returns a socket by name. An unknown name is a new socket.
func (b *bench) socket(name string) *socket {
	if b.sockets[name] == nil {
		b.sockets[name] = newSocket()
	}
	return b.sockets[name]
}

// change applies a step to the state of a socket.
func (b *bench) change(s engine.Step, left step.Standing) {
	switch {
	case s.Verb == "connect" && s.Address == "none":
		one := b.socket(s.Socket)
		one.connected, one.connecting = false, false
	case left != step.Standing{}:
		one := b.socket(s.Socket)
		one.become(left)
		if left.Connected {
			one.connecting = one.nonblock // as far as the script shows
		}
	default:
		if on, sets := s.Nonblocking(); sets {
			b.socket(s.Socket).nonblock = on
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
