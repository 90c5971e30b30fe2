package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

func (s scene) toldSet() []string {
	name, value := s.option(), strings.Trim(s.arg(3), "[]")
	said := fmt.Sprintf("%s of %s is set to %s.", name, s.whom(), value)
	if set := s.set(name); set.After != "" && set.After != set.Asked {
		said = fmt.Sprintf("%s of %s: %s was asked for, and the kernel made %s of it.", name, s.whom(), set.Asked, set.After)
	}
	if set := s.set(name); set.Before != "" && set.Before == set.After {
		said += " It was that before."
	}
	if name == "SO_ATTACH_FILTER" {
		said = fmt.Sprintf("%s has a filter: packets that it does not pass are dropped before the socket sees them. SO_DETACH_FILTER takes it off.", s.who())
	}
	if effect := effectOf(name, value == "1" || strings.HasPrefix(value, "on")); effect != "" {
		return []string{said, effect}
	}
	return []string{said}
}

// set is the evidence of an option that the step has set.
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

// effectOf is what setting an option brings with it that is easily overlooked.
func effectOf(name string, on bool) string {
	option, ok := sockopts.Find(name)
	switch {
	case !ok:
		return ""
	case !on && option.EffectOff != "":
		return option.EffectOff
	}
	return option.Effect
}

func (s scene) toldGet() []string {
	name, value := s.option(), strings.Trim(s.arg(3), "[]")
	if name == "SO_ERROR" {
		return s.toldError(value)
	}
	said := fmt.Sprintf("%s of %s is %s.", name, s.whom(), value)
	switch name {
	case "SO_RCVBUF", "SO_SNDBUF":
		said += " A value that was set is told doubled, with the kernel's bookkeeping."
	}
	return []string{said}
}

// toldError tells what SO_ERROR had to say.
func (s scene) toldError(value string) []string {
	if value != "" && value != "0" {
		said := []string{fmt.Sprintf("%s was pending on %s; reading SO_ERROR has cleared it.", value, s.whom())}
		if found, ok := find(s.pendingOf(value), value, func(c condition) bool { return c == always }); ok {
			said = append(said, fill(found.why, s.facts()))
		}
		if s.after != nil && s.after.State == "SYN-SENT" {
			said = append(said, "The attempt goes on all the same (SYN-SENT).")
		}
		return said
	}
	said := fmt.Sprintf("No error is pending on %s.", s.whom())
	if s.after == nil {
		return []string{said}
	}
	switch {
	case s.after.State == "SYN-SENT":
		said += " The handshake is still under way (SYN-SENT), so this does not mean connected."
	case s.after.State == "ESTABLISHED" && s.after.Peer != "":
		said += fmt.Sprintf(" It is connected to %s.", s.after.Peer)
	case s.after.State == "CLOSED":
		said += " It has no connection: an error, if there was one, has been told before."
	}
	return []string{said}
}

// pendingOf is the call an error that was pending is explained as.
func (s scene) pendingOf(errno string) engine.Syscall {
	switch errno {
	case "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH":
		if s.before == nil || isTCP(s.before) {
			return "connect"
		}
	}
	return "recvfrom"
}

// toldControl tells what fcntl and ioctl did.
func (s scene) toldControl() []string {
	value := strings.Trim(s.arg(2), "[]")
	switch s.arg(1) {
	case "FIONREAD", "SIOCINQ":
		if s.isDatagram() {
			return []string{fmt.Sprintf("The next datagram of %s has %s; 0 is none, or an empty one.", s.whom(), plural(value))}
		}
		return []string{fmt.Sprintf("%s has %s to receive (Recv-Q).", s.who(), plural(value))}
	case "SIOCOUTQ":
		return []string{fmt.Sprintf("%s has %s sent and not acknowledged, or not taken by the receiver yet (Send-Q).", s.who(), plural(value))}
	case "SIOCOUTQNSD":
		return []string{fmt.Sprintf("%s has %s not on the wire yet.", s.who(), plural(value))}
	case "SIOCATMARK":
		if value == "1" {
			return []string{fmt.Sprintf("%s has been read up to the urgent mark.", s.who())}
		}
		return []string{fmt.Sprintf("The next byte of %s is not at the urgent mark.", s.whom())}
	case "FIONBIO":
		return []string{s.nonblocking(value != "0")}
	case "F_SETFL":
		return []string{s.nonblocking(s.flag("O_NONBLOCK"))}
	case "F_SETFD":
		if s.flag("FD_CLOEXEC") {
			return []string{fmt.Sprintf("execve will close %s; a fork still shares it.", s.whom())}
		}
		return []string{fmt.Sprintf("%s stays open across execve.", s.who())}
	case "F_GETFL":
		return []string{fmt.Sprintf("The flags of %s are %s; every dup shares them.", s.whom(), s.flags())}
	case "F_GETFD":
		return []string{fmt.Sprintf("The flags of this one descriptor of %s are %s.", s.whom(), s.flags())}
	}
	return []string{fmt.Sprintf("%s answered %d.", s.call.Name, s.call.Ret)}
}

func (s scene) nonblocking(on bool) string {
	if on {
		return fmt.Sprintf("%s does not block any more: where a call would sleep, it answers EAGAIN.", s.who())
	}
	return fmt.Sprintf("%s blocks again: calls sleep until they are done.", s.who())
}

func (s scene) flags() string {
	if flags := strings.Trim(s.call.Note, "()"); flags != "" {
		return flags
	}
	return fmt.Sprint(s.call.Ret)
}

func plural(number string) string {
	if number == "1" {
		return "1 byte"
	}
	return number + " bytes"
}
