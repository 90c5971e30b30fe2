package why

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// blocked reports whether a rival keeps the claim from its port, whatever their addresses. It does
// not if both have SO_REUSEADDR and it does not listen, or if both have SO_REUSEPORT and are of one
// user (inet_bind_conflict in net/ipv4/inet_connection_sock.c; udp_lib_lport_inuse in net/ipv4/udp.c).
// It is not sure where the options of the rival are not known.
func (c claim) blocked(r rival) (blocked, sure bool) {
	address, known := r.has("SO_REUSEADDR")
	port, _ := r.has("SO_REUSEPORT")
	both := func(option string, theirs bool) bool { return theirs && c.has(option) }
	switch {
	case !known && r.State == status.StateListen && !c.has("SO_REUSEPORT"):
		return true, true
	case !known && !c.has("SO_REUSEPORT") && !c.has("SO_REUSEADDR"):
		return true, true
	case !known:
		return true, false
	case both("SO_REUSEADDR", address) && r.State != status.StateListen:
		return false, true
	default:
		return !both("SO_REUSEPORT", port), true
	}
}

func (c claim) has(option string) bool { return isOn(optionOf(c.options, option, "0")) }

// portInUse finds the sockets that keep a bind or listen from its port, and what would let both
// have it.
func portInUse(s scene) *Finding {
	c := s.claim()
	if !s.kind.Inet() || c.local.Port() == 0 {
		return nil
	}
	var blocking []rival
	for _, r := range s.rivals(c) {
		if blocked, _ := c.blocked(r); blocked {
			blocking = append(blocking, r)
		}
	}
	if len(blocking) == 0 {
		return usersDiffer(s, c)
	}
	slices.SortStableFunc(blocking, func(a, b rival) int { return c.stubborn(b) - c.stubborn(a) })
	first := blocking[0]
	f := found("%s%s.", first.holding(), c.meets(first)).see("EADDRINUSE", "SO_REUSEADDR", "SO_REUSEPORT")
	if _, sure := c.blocked(first); !sure {
		f.but(Likely)
	}
	f.because(first.who()+".state", string(first.State), "sock_diag").because(first.who()+".local", first.Local, "sock_diag")
	c.weigh(f, s, first)
	if first.sleeper != "" {
		f.advise("Let the call of %s return: close does not wake it, interrupt %s does.", first.sleeper, first.sleeper).try("interrupt %s", first.sleeper)
	}
	if others := len(blocking) - 1; others > 0 {
		f.Claim += fmt.Sprintf(" %s the port too.", also(blocking[1:]))
		if first.State == status.StateListen && !c.has("SO_REUSEADDR") && blocking[1].State != status.StateListen {
			f.Do += fmt.Sprintf(" Connections keep the port when their listener is closed: SO_REUSEADDR on %s gets past them if they have it too.", c.name)
		}
	}
	return f
}

// stubborn is 1 for a rival that SO_REUSEADDR on this side would not get past.
func (c claim) stubborn(r rival) int {
	address, known := r.has("SO_REUSEADDR")
	if r.State == status.StateListen || known && !address {
		return 1
	}
	return 0
}

// also names further rivals: "a, b and 3 more have".
func also(list []rival) string {
	names := make([]string, 0, len(list))
	for _, r := range list {
		if r.Name != "" && len(names) < 3 {
			names = append(names, r.Name)
		}
	}
	left := len(list) - len(names)
	switch {
	case len(names) == 0 && left == 1:
		return "One more socket has"
	case len(names) == 0:
		return fmt.Sprintf("%d more sockets have", left)
	case left > 0:
		return fmt.Sprintf("%s and %d more have", strings.Join(names, ", "), left)
	case len(names) == 1:
		return names[0] + " has"
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " have"
}

// holding says what a rival does with the port.
func (r rival) holding() string {
	switch who := r.begins(); {
	case r.State == status.StateListen:
		return fmt.Sprintf("%s listens at %s", who, r.Local)
	case r.State == status.StateBound:
		return fmt.Sprintf("%s is bound to %s, without listening or being connected", who, r.Local)
	case r.State == status.StateUnconnected:
		return fmt.Sprintf("%s is bound to %s", who, r.Local)
	case !sameProtocol(r.Protocol, true):
		return fmt.Sprintf("%s is bound to %s and connected to %s", who, r.Local, r.Peer)
	case r.Local == r.Peer:
		return fmt.Sprintf("%s is connected to itself at %s", who, r.Local)
	case r.Name != "" && (r.Inode == 0 || r.State == status.StateTimeWait):
		return fmt.Sprintf("%s is still in %s at %s%s", who, r.State, r.Local, r.rest())
	case r.Inode == 0:
		return fmt.Sprintf("%s, to %s, has %s (%s%s)", who, r.Peer, r.Local, r.State, r.rest())
	default:
		return fmt.Sprintf("%s has %s for its connection to %s (%s%s)", who, r.Local, r.Peer, r.State, r.origin())
	}
}

// begins is who at the beginning of a sentence, where a name stays as it is.
func (r rival) begins() string {
	if r.Name != "" || r.closed != "" {
		return r.who()
	}
	return capital(r.who())
}

func (r rival) origin() string {
	switch {
	case r.chosen:
		return "; connect chose the port"
	case r.listener != "" && r.Name != "":
		return "; accepted from " + r.listener
	}
	return ""
}

// rest is how long the kernel will keep it yet.
func (r rival) rest() string {
	if r.Left <= 0 {
		return ""
	}
	return fmt.Sprintf(", for %d s more", int(r.Left.Round(time.Second).Seconds()))
}

// meets says why a rival's address is the wanted one, where it is written otherwise.
func (c claim) meets(r rival) string {
	wanted, theirs := c.local.Addr(), addressOf(r.Local)
	switch {
	case wanted.Unmap() == theirs.Unmap() && wanted.Is4() == theirs.Is4():
		return ""
	case wanted.Unmap() == theirs.Unmap():
		return fmt.Sprintf(", and %s is the same IPv4 address", c.local)
	case wanted.IsUnspecified() && wanted.Is6() && theirs.Unmap().Is4():
		return fmt.Sprintf(", and %s takes IPv4 too while IPV6_V6ONLY of %s is off", c.local, c.name)
	case theirs.IsUnspecified() && theirs.Is6() && wanted.Unmap().Is4():
		return fmt.Sprintf(", which takes IPv4 too while its IPV6_V6ONLY is off, so %s as well", c.local)
	case theirs.IsUnspecified():
		return fmt.Sprintf(", which is every address, so %s too", c.local)
	case wanted.IsUnspecified():
		return fmt.Sprintf(", and %s is every address, that one too", c.local)
	}
	return ""
}

// weigh adds what the options of both say, and what to do.
func (c claim) weigh(f *Finding, s scene, r rival) {
	for _, option := range sharing() {
		f.because(c.name+"."+option, onOff(c.has(option)), "getsockopt")
		if theirs, known := r.has(option); known {
			f.because(r.owner()+"."+option, onOff(theirs), "getsockopt")
		}
	}
	switch {
	case c.apart(r) != "":
		f.Claim += c.compared(r)
		f.advise("%s", c.apart(r))
	case r.State == status.StateListen:
		f.Claim += c.compared(r)
		f.advise("Close %s or bind to another port. To let both listen, set SO_REUSEPORT on both before bind.", r.it())
	case !c.tcp:
		f.Claim += c.compared(r)
		f.advise("Close %s or bind to another port; or set one of the two on both before bind: with SO_REUSEADDR the last one bound gets the datagrams, with SO_REUSEPORT they are spread.", r.it())
	default:
		c.weighConnection(f, s, r)
	}
}

// apart is the way to separate an IPv4 from a dual-stack IPv6 address; "" where that is not the matter.
func (c claim) apart(r rival) string {
	wanted, theirs := c.local.Addr(), addressOf(r.Local)
	switch {
	case connection(r.State) && c.tcp: // which SO_REUSEADDR gets past
	case wanted.Is6() && !wanted.Is4In6() && wanted.IsUnspecified() && theirs.Unmap().Is4():
		return fmt.Sprintf("Set IPV6_V6ONLY on %s before bind: then it takes IPv6 only. Or close %s.", c.name, r.it())
	case theirs.Is6() && theirs.IsUnspecified() && wanted.Unmap().Is4() && r.State == status.StateListen:
		return fmt.Sprintf("Set IPV6_V6ONLY on %s before its bind, and it takes IPv6 only; or serve IPv4 through %s too.", r.it(), r.it())
	}
	return ""
}

// compared says which of the two options that share a port only one of them has.
func (c claim) compared(r rival) string {
	mine, theirs := c.shares(), r.shares()
	said := ""
	if r.State == status.StateListen {
		if c.has("SO_REUSEADDR") {
			said = " SO_REUSEADDR does not get past a listener."
		}
		mine, theirs = without(mine, "SO_REUSEADDR"), without(theirs, "SO_REUSEADDR")
	}
	switch {
	case r.observed.Detail == nil, len(mine) == 0 && len(theirs) == 0:
		return said
	case len(mine) == 0:
		return said + fmt.Sprintf(" %s has %s and %s does not; both need it.", r.owner(), theirs[0], c.name)
	case len(theirs) == 0:
		return said + fmt.Sprintf(" %s has %s and %s does not; both need it.", c.name, mine[0], r.owner())
	}
	return said + fmt.Sprintf(" %s has %s and %s has %s; both need the same one.", c.name, mine[0], r.owner(), theirs[0])
}

// sharing are the options that let two sockets have one port.
func sharing() []string { return []string{"SO_REUSEADDR", "SO_REUSEPORT"} }

// shares are those of them that the claim's socket has.
func (c claim) shares() []string {
	return slices.DeleteFunc(sharing(), func(option string) bool { return !c.has(option) })
}

// shares are those of them that the rival has.
func (r rival) shares() []string {
	return slices.DeleteFunc(sharing(), func(option string) bool { on, _ := r.has(option); return !on })
}

func without(list []string, one string) []string {
	return slices.DeleteFunc(list, func(each string) bool { return each == one })
}

// owner is whose options count: of an accepted connection, those it took over from its listener.
func (r rival) owner() string {
	if r.Name == "" && r.listener != "" {
		return r.listener
	}
	return r.who()
}

// weighConnection is weigh for a rival of TCP that does not listen: with SO_REUSEADDR on both,
// both may have the port.
func (c claim) weighConnection(f *Finding, s scene, r rival) {
	theirs, known := r.has("SO_REUSEADDR")
	inherited := ""
	if r.listener != "" && r.Name != "" {
		inherited = fmt.Sprintf(" (taken over from its listener %s)", r.listener)
	}
	switch {
	case !known && c.has("SO_REUSEADDR"):
		f.Claim += fmt.Sprintf(" %s has SO_REUSEADDR, so the other one, which can't be asked, does not: both need it.", c.name)
		f.advise("%s, or bind to another port. Set SO_REUSEADDR in that program too, before it binds.", c.ends(r))
	case !known:
		f.Claim += fmt.Sprintf(" %s has SO_REUSEADDR off.", c.name)
		f.advise("Set SO_REUSEADDR on %s before bind: that is enough if the other one has it too.", c.name)
		c.tryReuse(f, s)
	case theirs: // it is this one that lacks it
		f.Claim += fmt.Sprintf(" %s has SO_REUSEADDR%s and %s does not; both need it.%s", r.owner(), inherited, c.name, c.portAlone(r))
		f.advise("Set SO_REUSEADDR on %s before %s.", c.name, s.call.Name)
		c.tryReuse(f, s)
	case c.has("SO_REUSEADDR"):
		f.Claim += fmt.Sprintf(" %s has SO_REUSEADDR, but %s has it off%s, and both need it.", c.name, r.owner(), inherited)
		f.advise("%s, or bind to another port. %s", c.ends(r), c.nextTime(r))
		if r.Inode != 0 && r.Name != "" {
			f.try("setsockopt %s SO_REUSEADDR on", r.Name)
		}
	default:
		f.Claim += fmt.Sprintf(" SO_REUSEADDR is off on %s and on %s%s, and both need it.%s", c.name, r.owner(), inherited, c.portAlone(r))
		f.advise("%s, or bind to another port. Setting SO_REUSEADDR on %s alone does not help now. %s", c.ends(r), c.name, c.nextTime(r))
	}
}

// portAlone says that SO_REUSEPORT on one side does not help.
func (c claim) portAlone(r rival) string {
	if !c.has("SO_REUSEPORT") {
		return ""
	}
	return fmt.Sprintf(" SO_REUSEPORT of %s counts only if %s has it too.", c.name, r.owner())
}

// ends is what makes a rival let go of the port.
func (c claim) ends(r rival) string {
	switch {
	case r.State == status.StateTimeWait:
		return "Wait until TIME-WAIT is over (60 s in all, whatever tcp_fin_timeout says)"
	case r.State == status.StateFinWait2 && r.Inode == 0:
		return "Close the other end, or wait (tcp_fin_timeout)"
	case r.Inode == 0:
		return "Wait until that connection has ended"
	}
	return "Close " + r.it()
}

// nextTime is where to set SO_REUSEADDR so that this does not come again.
func (c claim) nextTime(r rival) string {
	switch {
	case r.listener != "":
		return "Next time set SO_REUSEADDR on the listener before its bind too: what it accepts takes it over."
	case r.State == status.StateBound:
		return "With SO_REUSEADDR on both before bind, both may bind, but only one may listen."
	}
	return "Next time set SO_REUSEADDR on that socket before its bind or connect too."
}

func (c claim) tryReuse(f *Finding, s scene) {
	switch {
	case s.name == "":
	case s.call.Name == engine.SysBind:
		f.try("setsockopt %s SO_REUSEADDR on", s.name).try("bind %s %s", s.name, s.to())
	case s.call.Name == engine.SysListen:
		f.try("setsockopt %s SO_REUSEADDR on", s.name).try("listen %s", s.name)
	}
}

// usersDiffer finds a rival with which all options agree: then it belongs to another user, with
// whom SO_REUSEPORT does not share.
func usersDiffer(s scene, c claim) *Finding {
	if !c.has("SO_REUSEPORT") {
		return nil
	}
	for _, r := range s.rivals(c) {
		if theirs, known := r.has("SO_REUSEPORT"); known && theirs && r.State != status.StateTimeWait {
			return found("%s, and both have SO_REUSEPORT; it shares a port only between sockets of one user.", r.holding()).but(Likely).
				because(r.who()+".user", fmt.Sprint(r.UID), "sock_diag").advise("Run both as the same user, or bind to another port.").see("SO_REUSEPORT")
		}
	}
	return nil
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
