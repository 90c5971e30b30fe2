package why

import (
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// described returns the kind of the socket as part of a sentence: "a TCP socket".
func (s scene) described() string {
	if s.kind == (status.Kind{}) {
		return "such a socket"
	}
	return "a " + step.KindLabel(s.kind.Domain, s.kind.Type, s.kind.Protocol) + " socket"
}

// cannotBeSet finds an option that can only be read.
func cannotBeSet(s scene) *Finding {
	o := s.option()
	if o.Name == "" || o.Settable() || !s.takes(o.Option) {
		return nil
	}
	f := found("%s can be read but not set.", o.name).because(o.name, string(o.Direction), "the catalogue of options").see(o.name)
	switch o.Name {
	case "SO_TYPE", "SO_DOMAIN", "SO_PROTOCOL":
		return f.advise("socket decides it: make a socket of the wanted kind.")
	case "SO_ACCEPTCONN":
		return f.advise("listen turns it on.")
	}
	return f
}

// cannotBeRead finds an option that can only be set.
func cannotBeRead(s scene) *Finding {
	o := s.option()
	if o.Name == "" || o.Readable() || !s.takes(o.Option) {
		return nil
	}
	return found("%s can be set but not read.", o.name).because(o.name, string(o.Direction), "the catalogue of options").see(o.name)
}

// takes reports whether the catalogue has the option for this kind of socket.
func (s scene) takes(o sockopts.Option) bool {
	return s.kind == status.Kind{} || o.AppliesTo(s.kind.Domain, s.kind.Type, s.kind.Protocol)
}

// otherKind finds an option that does not apply to this kind of socket.
func otherKind(s scene) *Finding {
	o := s.option()
	if o.Name == "" || s.takes(o.Option) {
		return nil
	}
	return found("%s is for %s, and %s is %s.", o.name, step.KindsInWords(o.Applies), s.whom(), s.described()).
		because(o.name, step.KindsInWords(o.Applies), "the catalogue of options").because(s.name, s.described(), "SO_DOMAIN, SO_TYPE, SO_PROTOCOL").see(o.name)
}

// notKnown finds an option that the catalogue does not have.
func notKnown(s scene) *Finding {
	if s.option().Name != "" {
		return nil
	}
	level, number := sockopts.LevelName(s.values.Level), s.values.Option
	if !sockopts.KnownLevel(s.values.Level) {
		return found("There is no level %d of options for %s.", s.values.Level, s.described()).but(Likely).
			because("level", fmt.Sprint(s.values.Level), "the call").advise("Use SOL_SOCKET, or the level of the socket's own protocol.")
	}
	return found("%s has no option %d that is known here, or not on %s.", level, number, s.described()).but(Likely).
		because("option", fmt.Sprint(number), "the call").advise("Look the number up in the kernel's headers.")
}

// tooShort finds a value with fewer bytes than the type of the option.
func tooShort(s scene) *Finding {
	o := s.option()
	given, needs := len(s.values.Value), o.Size()
	if o.Name == "" || !s.takes(o.Option) || !o.Settable() || given >= needs || given >= intSize && o.Form().Kind == sockopts.PartsForm || o.Form().Kind == sockopts.TextForm {
		return nil
	}
	return found("%s takes a value of %s (%s), and the call gave %d.", o.name, step.Counted(needs, "byte"), o.CType, given).
		because("the value", step.Counted(given, "byte"), "the call").advise("Give all %d bytes.", needs).see(o.name)
}

// tooLate finds an option that should have been set earlier in the socket's life.
func tooLate(s scene) *Finding {
	o := s.option()
	if o.Name == "" || !s.takes(o.Option) || s.before == nil || s.call.Errno == "" {
		return nil
	}
	late := o.TooLate(s.life())
	switch {
	case late == "":
		return nil
	case o.LateErrno != "" && o.LateErrno != s.call.Errno, o.LateErrno == "" && s.call.Errno != "EINVAL" && s.call.Errno != "EISCONN":
		return nil
	}
	f := found("It is too late to set %s on %s: %s.", o.name, s.whom(), late).because(s.name+".state", string(s.before.State), "before the call").see(o.name)
	if s.before.Bound() {
		f.because(s.name+".local", s.before.Local, "getsockname")
	}
	return f.advise("Set it on a new socket, %s.", phaseWords(o.Phase))
}

// life describes the state of the socket in the terms of the catalogue of options.
func (s scene) life() sockopts.Life {
	b := s.before
	connecting := b.State == status.StateSynSent
	return sockopts.Life{
		Domain: s.kind.Domain, Type: s.kind.Type, Protocol: s.kind.Protocol,
		Bound: b.Bound(), Listening: b.State == status.StateListen, Connecting: connecting,
		Connected: connecting || b.Peer != "" && b.Peer != "unix:", Nonblock: b.Nonblock,
		Set: func(_, name string) bool { return s.detail.Set[name] != "" },
	}
}

// outOfRange finds a value outside the range of the option.
func outOfRange(s scene) *Finding {
	o := s.option()
	if o.Name == "" || !s.takes(o.Option) || !o.Settable() || !o.Outside(o.Decode(s.values.Value)) {
		return nil
	}
	return found("%s does not take %s; it takes %s.", o.name, o.value, o.Range).because("the value", o.value, "the call").
		because(o.name, o.Range, "the catalogue of options").advise("Use a value in that range.").see(o.name)
}

// filterLocked finds an attempt to change a filter locked by SO_LOCK_FILTER (socket(7)).
func filterLocked(s scene) *Finding {
	switch s.option().Name {
	case "SO_ATTACH_FILTER", "SO_ATTACH_BPF", "SO_DETACH_FILTER", "SO_LOCK_FILTER", "SO_ATTACH_REUSEPORT_CBPF", "SO_ATTACH_REUSEPORT_EBPF":
	default:
		return nil
	}
	locked := s.detail.Options["SO_LOCK_FILTER"]
	if !on(locked) {
		return nil
	}
	return found("The filter of %s is locked (SO_LOCK_FILTER), and a locked filter can't be changed, removed or unlocked, whatever the process may do.", s.whom()).
		because(s.name+".SO_LOCK_FILTER", locked, "getsockopt").advise("Make a new socket, and lock its filter only once it is final.").see("SO_LOCK_FILTER")
}

// noFilter finds SO_DETACH_FILTER on a socket without a filter.
func noFilter(s scene) *Finding {
	if s.option().Name != "SO_DETACH_FILTER" && s.option().Name != "SO_DETACH_BPF" && s.option().Name != "SO_DETACH_REUSEPORT_BPF" {
		return nil
	}
	return found("%s has no filter to detach.", s.who()).because(s.name, "no filter", "the answer").see("SO_ATTACH_FILTER")
}

// repairOfListener finds TCP_REPAIR on a listener, where no capability helps: it has no connection to repair
// (tcp_can_repair_sock in net/ipv4/tcp.c).
func repairOfListener(s scene) *Finding {
	if s.option().Name != "TCP_REPAIR" || s.before == nil || s.before.State != status.StateListen {
		return nil
	}
	return found("%s is a listener, and a listener has no connection to repair: TCP_REPAIR is refused whatever the process may do.", s.who()).
		because(s.name+".state", string(status.StateListen), "TCP_INFO").advise("Use it on a connection, or on a socket that is not connected yet.").see("TCP_REPAIR")
}

// phaseWords says when an option must be set.
func phaseWords(p sockopts.Phase) string {
	switch p {
	case sockopts.BeforeBind:
		return "before bind"
	case sockopts.BeforeBindOrConnect:
		return "before bind and connect"
	case sockopts.BeforeListen:
		return "before listen"
	case sockopts.BeforeListenOrConnect:
		return "before listen or connect"
	default:
		return "before it is connected"
	}
}
