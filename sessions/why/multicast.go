package why

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// membership is a multicast group that a socket joined, or, if joins is false, left.
type membership struct {
	group netip.Addr
	iface string // as given: an address, an index, or "" to follow the routing table
	joins bool
}

// memberships returns the groups that a socket joined and has not left (ip(7), ipv6(7)).
func (p *Past) memberships(id status.SocketID) []membership {
	var list []membership
	for _, d := range p.deeds(id) {
		m, ok := membershipOf(d)
		if !ok || d.Call.Errno != "" {
			continue
		}
		if m.joins {
			list = append(list, m)
		} else {
			list = slices.DeleteFunc(list, func(one membership) bool { return one.group == m.group && one.iface == m.iface })
		}
	}
	return list
}

// membershipOf decodes the group of a setsockopt: struct ip_mreq, ip_mreqn or ipv6_mreq.
func membershipOf(d Deed) (membership, bool) {
	raw, name := d.Call.Values.Value, optionName(d.Call)
	m := membership{joins: name == "IP_ADD_MEMBERSHIP" || name == "IPV6_JOIN_GROUP" || name == "IPV6_ADD_MEMBERSHIP"}
	switch name {
	case "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP":
		if len(raw) < 8 {
			return m, false
		}
		m.group, _ = netip.AddrFromSlice(raw[:4])
		if own, _ := netip.AddrFromSlice(raw[4:8]); !own.IsUnspecified() {
			m.iface = own.String()
		}
		if index := raw[8:]; len(index) >= intSize && !allZero(index) {
			m.iface = fmt.Sprint(binary.NativeEndian.Uint32(index))
		}
	case "IPV6_JOIN_GROUP", "IPV6_ADD_MEMBERSHIP", "IPV6_LEAVE_GROUP", "IPV6_DROP_MEMBERSHIP":
		if len(raw) < 16+intSize {
			return m, false
		}
		m.group, _ = netip.AddrFromSlice(raw[:16])
		if index := raw[16:]; !allZero(index) {
			m.iface = fmt.Sprint(binary.NativeEndian.Uint32(index))
		}
	default:
		return m, false
	}
	return m, true
}

// memberOf reports whether a socket has joined a group.
func (p *Past) memberOf(id status.SocketID, group netip.Addr) bool {
	return slices.ContainsFunc(p.memberships(id), func(m membership) bool { return m.group == group })
}

// groupOf returns the multicast group and port that a send went to.
func groupOf(d Deed, o status.Observed) (netip.AddrPort, bool) {
	to := d.Call.Values.Addr.IP
	if d.Call.Values.Addr.IsZero() && o.After != nil {
		to, _ = netip.ParseAddrPort(o.After.Peer)
	}
	to = netip.AddrPortFrom(to.Addr().Unmap().WithZone(""), to.Port())
	return to, to.IsValid() && to.Addr().IsMulticast()
}

// groupMissed finds a socket that did not receive what was sent to a multicast group, and why.
func groupMissed(s scene, w want) *Finding {
	if !isUDP(w.Kind) || w.is(engine.PollIn) || !w.After.Bound() {
		return nil
	}
	for _, sender := range s.bench() {
		if sender.Closed || !isUDP(sender.Kind) || sender.ID == w.ID {
			continue
		}
		d, ok := s.past.done(sender.ID, Deed.sends)
		if !ok {
			continue
		}
		to, ok := groupOf(d, sender)
		if !ok || s.receivedSince(w.ID, d) || to.Addr().Is4() && w.Kind.Domain == engine.AFInet6 && isOn(optionOf(w.Observed, "IPV6_V6ONLY", "0")) {
			continue
		}
		if f := s.missed(w, sender, to, d); f != nil {
			return f.because("the datagram", "sent to "+to.String(), d.at()).see("IP_ADD_MEMBERSHIP", "IP_MULTICAST_ALL")
		}
	}
	return nil
}

// receivedSince reports whether a socket has received anything since a step.
func (s scene) receivedSince(id status.SocketID, since Deed) bool {
	_, ok := s.past.done(id, func(d Deed) bool {
		return d.Seq > since.Seq && d.Call.Errno == "" && slices.Contains(receiving(), d.Call.Name)
	})
	return ok
}

// missed says why a socket did not receive a datagram that was sent to a group.
func (s scene) missed(w want, sender status.Observed, to netip.AddrPort, d Deed) *Finding {
	group := to.Addr()
	local, _ := netip.ParseAddrPort(w.After.Local)
	own := local.Addr().Unmap().WithZone("")
	member := s.past.memberOf(w.ID, group)
	join := fmt.Sprintf("setsockopt %s IP_ADD_MEMBERSHIP %s,127.0.0.1", w.Name, group)
	if group.Is6() {
		join = fmt.Sprintf("setsockopt %s IPV6_JOIN_GROUP %s,1", w.Name, group)
	}
	switch {
	case local.Port() != to.Port() && !member:
		return nil
	case local.Port() != to.Port():
		return found("%s is a member of %s, but bound to port %d, and %s sent to port %d (%s).", w.Name, group, local.Port(), sender.Name, to.Port(), d.at()).
			because(w.Name+".local", w.After.Local, "getsockname").advise("Bind %s to port %d: a group has no ports of its own.", w.Name, to.Port())
	case !own.IsUnspecified() && own != group:
		return found("%s is bound to %s, and the datagram that %s sent (%s) is addressed to the group, %s: a bound socket takes only what is sent to its address.", w.Name, own, sender.Name, d.at(), group).
			because(w.Name+".local", w.After.Local, "getsockname").advise("Bind it to %s, or to every address.", group)
	case w.After.Peer != "":
		return nil // fromAnother covers this
	case member && (isOn(optionOf(sender, "IP_MULTICAST_LOOP", "1")) || sentOnLoopback(sender)): // lo always loops back
		return nil
	case member:
		return found("%s has IP_MULTICAST_LOOP off, so what it sends to %s (%s) leaves this machine and does not come back to its members here.", sender.Name, group, d.at()).
			because(sender.Name+".IP_MULTICAST_LOOP", "off", "getsockopt").advise("Turn it on.").try("setsockopt %s IP_MULTICAST_LOOP on", sender.Name).but(Likely)
	}
	others := s.past.members(s.bench(), group)
	all := "IP_MULTICAST_ALL"
	if group.Is6() {
		all = "IPV6_MULTICAST_ALL"
	}
	if len(others) == 0 {
		f := found("%s is not a member of %s, and nobody on this bench is: what %s sent there (%s) was dropped.", w.Name, group, sender.Name, d.at())
		if left, ok := s.past.left(w.ID, group); ok {
			f.Claim = fmt.Sprintf("%s has left %s (%s), and nobody on this bench is a member: what %s sent there (%s) was dropped.", w.Name, group, left.at(), sender.Name, d.at())
		}
		return f.advise("Join the group on the interface it is sent on.").try("%s", join)
	}
	if s.past.turnedOff(w.ID, all) {
		return found("%s is not a member of %s, and its %s is off: it does not get what comes because %s %s.", w.Name, group, all, strings.Join(others, ", "), isOrAre(len(others))).
			because(w.Name+"."+all, "off", "setsockopt").advise("Join the group with %s too.", w.Name).try("%s", join)
	}
	return nil
}

// sentOnLoopback reports whether a socket sends multicast through lo.
func sentOnLoopback(o status.Observed) bool {
	own, err := netip.ParseAddr(optionOf(o, "IP_MULTICAST_IF", ""))
	return err == nil && own.IsLoopback()
}

// members returns the names of the open sockets in a list that have joined a group.
func (p *Past) members(of []status.Observed, group netip.Addr) []string {
	var names []string
	for _, o := range of {
		if !o.Closed && p.memberOf(o.ID, group) {
			names = append(names, o.Name)
		}
	}
	return names
}

// left returns the step by which a socket left a group.
func (p *Past) left(id status.SocketID, group netip.Addr) (Deed, bool) {
	return p.did(id, engine.SysSetsockopt, func(d Deed) bool {
		m, ok := membershipOf(d)
		return ok && d.Call.Errno == "" && m.group == group && !m.joins
	})
}

// turnedOff reports whether the last step that set an option of a socket set it to 0.
func (p *Past) turnedOff(id status.SocketID, option string) bool {
	d, ok := p.did(id, engine.SysSetsockopt, func(d Deed) bool { return d.Call.Errno == "" && optionName(d.Call) == option })
	return ok && allZero(d.Call.Values.Value)
}

// sentToGroup finds a datagram to a multicast group that has no member on this bench.
func sentToGroup(s scene) *Finding {
	to, ok := groupOf(Deed{Call: s.call}, status.Observed{After: s.before})
	if !ok || !isUDP(s.kind) {
		return nil
	}
	if len(s.next.members(s.next.lastSeen(), to.Addr())) > 0 {
		return nil
	}
	return found("%s sent %s to the multicast group %s, port %d: nobody on this bench is a member.", s.who(), s.datagrams(), to.Addr(), to.Port()).
		because("the group", to.Addr().String(), "the call").see("IP_ADD_MEMBERSHIP", "IP_MULTICAST_IF").
		advise("A receiver joins with IP_ADD_MEMBERSHIP, and binds port %d; nobody tells the sender.", to.Port()).but(Likely)
}

// noInterface finds a group that can't be joined or sent to because nothing selects an interface: there is no
// route to it, and no option names one (ip(7)).
func noInterface(s scene) *Finding {
	if s.call.Name == engine.SysSetsockopt {
		m, ok := membershipOf(Deed{Call: s.call})
		if !ok || m.iface != "" {
			return nil
		}
		return found("No interface was named for %s, and the routing table has no route to it that would choose one.", m.group).
			because("the interface", "none", "the call").advise("Name one: in a lab the only interface is lo (127.0.0.1).").try("setsockopt %s %s %s,127.0.0.1", s.name, s.option().name, m.group).see("IP_ADD_MEMBERSHIP")
	}
	to, ok := groupOf(Deed{Call: s.call}, status.Observed{After: s.before})
	if !ok || !to.Addr().Is4() || s.past.number(s.id, "IP_MULTICAST_IF") != 0 {
		return nil
	}
	f := found("%s is a multicast group: the routing table has no route to it, and no option says by which interface it is to go.", to.Addr()).because("the group", to.Addr().String(), "the call")
	return f.advise("Set IP_MULTICAST_IF to an address of the interface; in a lab that is 127.0.0.1.").try("setsockopt %s IP_MULTICAST_IF 127.0.0.1", s.name).see("IP_MULTICAST_IF")
}
