package why

import (
	"fmt"
	"net/netip"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// nobodyListens finds why a SYN was answered with a reset: which socket has the port without listening, listens at
// another address, or listened there before.
func nobodyListens(s scene) *Finding {
	if !s.kind.TCP() || !s.addressed() {
		return nil
	}
	if s.before != nil && hasFailed.holds(s) {
		return s.refusedBefore()
	}
	why, culprit := s.noListener(s.to())
	f := found("%s", sentences(fmt.Sprintf("Nobody listens at %s, so the kernel there answered the SYN with a reset.", s.toItself()), why)).
		because("connect", "ECONNREFUSED", "the call").see("ECONNREFUSED")
	if s.ip().Port() == 0 {
		f.Claim = fmt.Sprintf("%s has port 0, where nobody can listen: bind takes 0 for any port.", s.to())
		return f.advise("Connect to the port that getsockname tells of the listener.")
	}
	if culprit.After != nil {
		f.because(culprit.Name+".local", culprit.After.Local, "getsockname").because(culprit.Name+".state", string(culprit.After.State), "the bench")
	}
	return f.advise("%s", s.whereInstead(culprit))
}

// toItself returns the address the call was given, with what the kernel turns 0.0.0.0 and [::] into.
func (s scene) toItself() string {
	if to := loopbackOf(s.to()); to != s.to() {
		return fmt.Sprintf("%s, which is %s to connect", s.to(), to)
	}
	return s.to()
}

// refusedBefore says that connect only reports how an earlier attempt ended.
func (s scene) refusedBefore() *Finding {
	d, ok := s.past.did(s.id, engine.SysConnect, func(d Deed) bool { return d.Call.Errno == "EINPROGRESS" })
	to, line := "", ""
	if ok {
		to, line = d.Call.Values.Addr.String(), placeOf(d)
	}
	if to == "" {
		to = s.to()
	}
	why, _ := s.noListener(to)
	return found("%s", sentences(fmt.Sprintf("The earlier attempt of %s%s was refused: a reset answered its SYN to %s.", s.whom(), line, to), why, "This call only reports that, and sends nothing.")).
		because(s.name+".ready", s.before.Ready, "poll").advise("Start the listener; the next connect sends a SYN again.").see("ECONNREFUSED", "SO_ERROR")
}

// noListener says what is known about the port of an address where nobody listens, and returns the socket that
// comes closest.
func (s scene) noListener(to string) (string, status.Observed) {
	var bound, other status.Observed
	for _, o := range s.bench() {
		switch c := o.After; {
		case c == nil || !o.Kind.Inet() || port(c.Local) != port(to) || port(to) == 0 || o.Name == s.name:
		case !o.Kind.TCP():
			if o.Kind.Type == engine.SockDgram && !o.Closed {
				other = o
			}
		case o.Closed:
		case c.State == status.StateListen:
			return s.listensElsewhere(o, to), o
		case c.State == status.StateClosed:
			bound = o
		}
	}
	for _, h := range s.lookup().Holders {
		if h.State == status.StateListen && h.Name == "" && sameProtocol(h.Protocol, true) {
			r := s.rival(h)
			return sentences(fmt.Sprintf("%s listens at %s only.", capital(r.who()), h.Local), r.identify()), status.Observed{}
		}
	}
	switch {
	case bound.Name != "":
		return s.boundOnly(bound), bound
	case other.Name != "":
		return fmt.Sprintf("%s has that port of UDP; TCP has ports of its own.", other.Name), other
	}
	return s.listenedOnce(to), status.Observed{}
}

// listensElsewhere says why a listener with the port was not reached at an address.
func (s scene) listensElsewhere(o status.Observed, to string) string {
	has, wants := addressOf(o.After.Local), addressOf(to)
	device := optionOf(o, "SO_BINDTODEVICE", "")
	switch {
	case covers(o, to) && device != "":
		return fmt.Sprintf("%s listens there, but only on the interface %s (SO_BINDTODEVICE).", o.Name, device)
	case covers(o, to) || covers(o, loopbackOf(to)):
		return fmt.Sprintf("%s listens there now.", o.Name)
	case has.Is6() && has.IsUnspecified() && wants.Unmap().Is4():
		return fmt.Sprintf("%s listens at %s with IPV6_V6ONLY on: it takes IPv6 only.", o.Name, o.After.Local)
	case has.Unmap().Is4() && !wants.Unmap().Is4():
		return fmt.Sprintf("%s listens at %s, which is IPv4 only.", o.Name, o.After.Local)
	}
	return fmt.Sprintf("%s listens at %s only.", o.Name, o.After.Local)
}

// loopbackOf returns the address that connect uses for 0.0.0.0 or [::], and any other address unchanged.
func loopbackOf(to string) string {
	a, err := netip.ParseAddrPort(to)
	switch {
	case err != nil || !a.Addr().IsUnspecified():
		return to
	case a.Addr().Is4():
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), a.Port()).String()
	default:
		return netip.AddrPortFrom(netip.IPv6Loopback(), a.Port()).String()
	}
}

// boundOnly says that a socket has the port but does not listen, and which step ended its listening, if one did.
func (s scene) boundOnly(o status.Observed) string {
	if d, ok := s.past.did(o.ID, engine.SysShutdown, answeredWell); ok && d.Before == status.StateListen {
		return fmt.Sprintf("%s is bound to %s, but shutdown%s ended its listening.", o.Name, o.After.Local, placeOf(d))
	}
	return fmt.Sprintf("%s is bound to %s, but does not listen.", o.Name, o.After.Local)
}

// listenedOnce says that a socket listened there until it was closed, or returns "".
func (s scene) listenedOnce(to string) string {
	if s.past == nil {
		return ""
	}
	for _, id := range slices.Backward(s.past.order) {
		story := s.past.stories[id]
		d, ok := story.closing()
		if ok && d.Before == status.StateListen && d.After != status.StateListen && port(lastLocal(story)) == port(to) {
			return fmt.Sprintf("%s listened at %s until it was closed%s.", story.Name, lastLocal(story), placeOf(d))
		}
	}
	return ""
}

// lastLocal returns the local address that a socket had when it was closed.
func lastLocal(story *Story) string {
	if b := story.Last.Before; b != nil {
		return b.Local
	}
	return ""
}

// whereInstead says what to do about a refused connection.
func (s scene) whereInstead(culprit status.Observed) string {
	switch c := culprit.After; {
	case c == nil:
		return "Start the listener first, or check address and port."
	case !culprit.Kind.TCP():
		return fmt.Sprintf("Use a UDP socket to reach %s, or start a listener of TCP there.", culprit.Name)
	case c.State == status.StateListen && covers(culprit, s.to()):
		return "Connect again."
	case c.State == status.StateListen:
		every := "0.0.0.0"
		if addressOf(s.to()).Is6() || addressOf(culprit.After.Local).Is6() {
			every = "[::] with IPV6_V6ONLY off"
		}
		return fmt.Sprintf("Connect to %s, or let the listener bind %s, which covers this address too.", placeToReach(culprit), every)
	}
	return fmt.Sprintf("Call listen on %s.", culprit.Name)
}

// placeToReach returns an address at which a listener can be reached from this machine.
func placeToReach(o status.Observed) string { return loopbackOf(o.After.Local) }
