package why

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/status"
)

// blocked reports whether a rival keeps the claim from its port, regardless of their addresses. It does not if both
// have SO_REUSEADDR and the rival does not listen, or if both have SO_REUSEPORT and belong to the same user
// (inet_bind_conflict in net/ipv4/inet_connection_sock.c; udp_lib_lport_inuse in net/ipv4/udp.c). sure is false if
// that depends on options of the rival that are unknown.
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

// portInUse finds the sockets that keep a bind or listen from its port, and says what would let both have it.
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
	c.others6 = slices.ContainsFunc(blocking, func(r rival) bool { return !addressOf(r.Local).Unmap().Is4() })
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
		if first.State == status.StateListen && !c.has("SO_REUSEADDR") && connection(blocking[1].State) {
			f.Do += fmt.Sprintf(" Connections keep the port when their listener is closed: SO_REUSEADDR on %s gets past them if they have it too.", c.name)
		}
	}
	f.Do = sentences(f.Do, first.identify())
	return f
}

// stubborn returns 1 for a rival that SO_REUSEADDR on this side would not get past, otherwise 0.
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

// holding says how a rival holds the port.
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

// begins is [rival.who] for the start of a sentence; a name keeps its case.
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

// rest says how much longer the kernel will keep the rival.
func (r rival) rest() string {
	if r.Left <= 0 {
		return ""
	}
	return fmt.Sprintf(", for %d s more", int(r.Left.Round(time.Second).Seconds()))
}

// meets says why a rival's address conflicts with the wanted one if the two are written differently.
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

// usersDiffer finds a rival that has SO_REUSEPORT, as the claim does. It must then belong to another user, because
// SO_REUSEPORT shares a port only between sockets of one user.
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
