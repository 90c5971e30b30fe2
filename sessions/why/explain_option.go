package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

func (s scene) explainSet() []string {
	name := s.option().name
	said := fmt.Sprintf("%s of %s is set to %s.", name, s.whom(), s.option().value)
	if set := s.set(name); set.After != "" && set.After != set.Asked {
		said = fmt.Sprintf("%s of %s: %s was asked for, and the kernel made %s of it.", name, s.whom(), set.Asked, set.After)
	}
	switch set := s.set(name); {
	case set.Before == "" || set.Before != set.After:
	case set.After != set.Asked && s.readsElse():
		said = fmt.Sprintf("%s of %s is set to %s, and %s.", name, s.whom(), set.Asked, s.option().Rescale)
	case set.After != set.Asked && s.asksDefault(set.Asked):
		said = fmt.Sprintf("%s of %s is %s, the default: that is what %s asks for.", name, s.whom(), set.After, set.Asked)
	case set.After != set.Asked && !s.option().Doubled:
		said = fmt.Sprintf("%s of %s still reads %s, as before: %s was asked for.", name, s.whom(), set.After, set.Asked)
	default:
		said += " It had that value before."
	}
	switch name {
	case "SO_DETACH_FILTER", "SO_DETACH_BPF":
		said = fmt.Sprintf("%s has no filter any more.", s.who())
	case "SO_ATTACH_FILTER":
		said = fmt.Sprintf("%s has a filter: packets that it does not pass are dropped before the socket sees them. SO_DETACH_FILTER removes it.", s.who())
	}
	if effect := s.effect(); effect != "" {
		return []string{said, effect}
	}
	return []string{said}
}

// readsElse reports whether the option, when read, tells something other than what was set.
func (s scene) readsElse() bool { o := s.option(); return o.ReadsElse() }

// asksDefault reports whether the value stands for the option's default.
func (s scene) asksDefault(value string) bool { o := s.option(); return o.StandsForDefault(value) }

// set returns the evidence about an option that the step has set.
func (s scene) set(name string) status.OptionChange {
	if s.event.Evidence != nil {
		for _, set := range s.event.Evidence.Options {
			if set.Name == name {
				return set
			}
		}
	}
	return status.OptionChange{}
}

// effect returns what is easily overlooked about setting the option.
func (s scene) effect() string {
	o := s.option()
	if o.Name == "" {
		return ""
	}
	off := allZero(s.values.Value[:min(len(s.values.Value), intSize)])
	if s.kind == (status.Kind{}) {
		return o.EffectOn(engine.AFInet, engine.SockStream, 0, off) // an old recording, which lacks the kind
	}
	return o.EffectOn(s.kind.Domain, s.kind.Type, s.kind.Protocol, off)
}

// intSize is the size of the C int that turns an option on or off. SO_LINGER begins with it.
const intSize = 4

func allZero(raw []byte) bool { return !slices.ContainsFunc(raw, func(b byte) bool { return b != 0 }) }

func (s scene) explainGet() []string {
	name := s.option().name
	if name == "SO_ERROR" {
		return s.explainError()
	}
	said := fmt.Sprintf("%s of %s is %s.", name, s.whom(), s.option().value)
	switch name {
	case "SO_RCVBUF", "SO_SNDBUF":
		said += " A value that was set reads doubled, for the kernel's bookkeeping."
	}
	return []string{said}
}

// explainError says what SO_ERROR returned.
func (s scene) explainError() []string {
	if !allZero(s.values.Value) {
		value := s.option().value
		said := []string{fmt.Sprintf("%s was pending on %s; reading SO_ERROR has cleared it.", value, s.whom())}
		if found, ok := find(s.pendingOf(value), value, func(c condition) bool { return c == always }); ok {
			said = append(said, fill(found.why, s.facts()))
		}
		if s.after != nil && s.after.State == status.StateSynSent {
			said = append(said, "The attempt goes on anyway (SYN-SENT).")
		}
		return said
	}
	said := fmt.Sprintf("No error is pending on %s.", s.whom())
	if s.after == nil {
		return []string{said}
	}
	switch {
	case s.after.State == status.StateSynSent:
		said += " The handshake is still under way (SYN-SENT), so this does not mean connected."
	case s.kind.Unix() && has(s.after, engine.PollHup):
		said += " Its other end is closed: an error, if there was one, was already reported."
	case s.after.State == status.StateEstablished && s.after.Peer == unnamed:
		said += " It is connected to a socket without a name."
	case s.after.State == status.StateEstablished && s.after.Peer != "":
		said += fmt.Sprintf(" It is connected to %s.", s.after.Peer)
	case s.after.State == status.StateClosed:
		said += " It has no connection: an error, if there was one, was already reported."
	}
	return []string{said}
}

// pendingOf returns the call whose causes explain an error that was pending.
func (s scene) pendingOf(errno string) engine.Syscall {
	switch errno {
	case "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH":
		if s.before == nil || s.kind.TCP() {
			return "connect"
		}
	}
	return "recvfrom"
}
