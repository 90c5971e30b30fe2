package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// weigh adds the options of both sockets to f, and what to do.
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

// apart returns advice for separating an IPv4 from a dual-stack IPv6 address, or "" if that is not the conflict.
func (c claim) apart(r rival) string {
	wanted, theirs := c.local.Addr(), addressOf(r.Local)
	switch {
	case connection(r.State) && c.tcp: // SO_REUSEADDR gets past it
	case wanted.Is6() && !wanted.Is4In6() && wanted.IsUnspecified() && theirs.Unmap().Is4() && !c.others6:
		return fmt.Sprintf("Set IPV6_V6ONLY on %s before bind: then it takes IPv6 only. Or close %s.", c.name, r.it())
	case theirs.Is6() && theirs.IsUnspecified() && wanted.Unmap().Is4() && r.State == status.StateListen:
		return fmt.Sprintf("Set IPV6_V6ONLY on %s before its bind, and it takes IPv6 only; or serve IPv4 through %s too.", r.it(), r.it())
	}
	return ""
}

// compared says which of the two options that share a port only one of the sockets has.
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

// sharing returns the options that let two sockets share a port.
func sharing() []string { return []string{"SO_REUSEADDR", "SO_REUSEPORT"} }

// shares returns those of the [sharing] options that the claim's socket has.
func (c claim) shares() []string {
	return slices.DeleteFunc(sharing(), func(option string) bool { return !c.has(option) })
}

// shares returns those of the [sharing] options that the rival has.
func (r rival) shares() []string {
	return slices.DeleteFunc(sharing(), func(option string) bool { on, _ := r.has(option); return !on })
}

func without(list []string, one string) []string {
	return slices.DeleteFunc(list, func(each string) bool { return each == one })
}

// owner names the socket whose options count: for a connection without a descriptor, its listener.
func (r rival) owner() string {
	if r.Name == "" && r.listener != "" {
		return r.listener
	}
	return r.who()
}

// weighConnection is [claim.weigh] for a TCP rival that does not listen: both may have the port if both have
// SO_REUSEADDR.
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
	case theirs: // only this side lacks it
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

// ends says what makes a rival release the port.
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

// nextTime says where to set SO_REUSEADDR to avoid this conflict next time.
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
