package why

import (
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// The sysctls that these rules read.
const (
	portRange = "net.ipv4.ip_local_port_range"
	lowPorts  = "net.ipv4.ip_unprivileged_port_start"
)

// noPortLeft finds that the kernel had to choose a port and every port of the range is taken. The errno
// depends on the call: EADDRINUSE for bind and listen, EADDRNOTAVAIL for a TCP connect, EAGAIN for connect and
// sendto of UDP.
func noPortLeft(s scene) *Finding {
	if !s.kind.Inet() || s.before == nil || port(s.before.Local) != 0 {
		return nil
	}
	switch s.call.Name {
	case engine.SysBind:
		if s.ip().Port() != 0 {
			return nil
		}
	case engine.SysSendto, engine.SysWrite:
		if s.kind.TCP() || s.kind.Type != engine.SockDgram || s.flag(engine.MsgErrqueue) {
			return nil
		}
	}
	f := found("%s was to get a port from the kernel, and none of %s is free%s.", s.who(), s.portsToChoose(), s.towards()).
		see(portRange, "IP_BIND_ADDRESS_NO_PORT")
	if r := s.lookup().Sysctls[portRange]; r != "" {
		f.because(portRange, r, "/proc/sys")
	}
	f.because(s.name+".local", s.before.Local, "getsockname")
	switch {
	case s.call.Name == engine.SysConnect && s.kind.TCP():
		return f.advise("Close connections to %s, or wait for those in TIME-WAIT; widen the range, or use another address on either side. Connections kept open and used again need no new port.", s.to())
	case s.call.Name == engine.SysBind && s.kind.TCP():
		return f.advise("Widen the range, or close sockets. A client needs no port from bind: leave bind out, or set IP_BIND_ADDRESS_NO_PORT before it, and connect chooses a port that can serve several peers.")
	}
	return f.advise("Widen the range, or close sockets that have a port.")
}

// portsToChoose describes the range the kernel chooses from.
func (s scene) portsToChoose() string {
	if r := optionOf(status.Observed{Detail: &s.detail}, "IP_LOCAL_PORT_RANGE", "0"); r != "0" && r != "" {
		return "the ports that IP_LOCAL_PORT_RANGE leaves"
	}
	if r := s.lookup().Sysctls[portRange]; r != "" {
		return fmt.Sprintf("the ports of %s (%s)", portRange, r)
	}
	return "the ports of " + portRange
}

// towards says why a TCP connect found every port taken: the ports are in use towards that peer.
func (s scene) towards() string {
	if s.call.Name != engine.SysConnect || !s.kind.TCP() {
		return ""
	}
	return fmt.Sprintf(" towards %s: each has a connection there, in TIME-WAIT perhaps, or is bound", s.to())
}

// pairInUse finds a bound socket that connects to a peer to which its local address already has a connection:
// the pair of addresses identifies a connection (__inet_check_established in net/ipv4/inet_hashtables.c).
func pairInUse(s scene) *Finding {
	if !s.kind.TCP() || s.before == nil || port(s.before.Local) == 0 {
		return nil
	}
	for _, h := range s.holders() {
		if h.Peer == "" || h.Name != "" && s.isSelf(h.Name) || !sameAddress(h.Local, s.before.Local) || !sameAddress(h.Peer, s.to()) || h.State == status.StateListen {
			continue
		}
		r := s.rival(h)
		f := found("%s has the connection from %s to %s already (%s%s); two connections can't have the same two addresses.", r.begins(), h.Local, h.Peer, h.State, r.rest()).
			because(r.who()+".local", h.Local, "sock_diag").because(r.who()+".peer", h.Peer, "sock_diag").because(r.who()+".state", string(h.State), "sock_diag").see("EADDRNOTAVAIL", "TIME-WAIT")
		return f.advise("Bind %s to another port, or leave bind out; or end that connection first.", s.whom())
	}
	return found("%s is bound to %s, and that address already has a connection to %s, perhaps in TIME-WAIT.", s.who(), s.before.Local, s.to()).but(Likely).
		because(s.name+".local", s.before.Local, "getsockname").advise("Bind to another port, or leave bind out.").see("EADDRNOTAVAIL")
}

// sameAddress reports whether two addresses are equal, however they are written. An unspecified address, such
// as 0.0.0.0 of a bound socket, equals any other.
func sameAddress(a, b string) bool {
	x, y := addressOf(a).Unmap(), addressOf(b).Unmap()
	return port(a) == port(b) && x.IsValid() && (x == y || x.IsUnspecified() || y.IsUnspecified())
}

// lowPort finds a port that only a process with CAP_NET_BIND_SERVICE may bind.
func lowPort(s scene) *Finding {
	p := int(s.ip().Port())
	start, known := s.lookup().Sysctls[lowPorts]
	limit, err := strconv.Atoi(start)
	if !s.kind.Inet() || p == 0 || known && err == nil && p >= limit {
		return nil
	}
	f := found("Port %d is below %s", p, lowPorts).see("EACCES", lowPorts).because("port", fmt.Sprint(p), "the call")
	if known {
		f.Claim += fmt.Sprintf(" (%s)", start)
		f.because(lowPorts, start, "/proc/sys")
	}
	f.Claim += ", and the process does not have CAP_NET_BIND_SERVICE, which such ports need."
	if has, ok := s.lookup().Capable["CAP_NET_BIND_SERVICE"]; ok {
		f.because("CAP_NET_BIND_SERVICE", onOff(has), "/proc/self/status")
	}
	return f.advise("Choose a higher port, give the capability (setcap cap_net_bind_service=+ep), or lower the sysctl.")
}

// foreignAddress finds a bind to an address that no interface here has.
func foreignAddress(s scene) *Finding {
	ip := s.ip().Addr()
	if !ip.IsValid() {
		return nil
	}
	option := "IP_FREEBIND"
	if ip.Is6() && !ip.Is4In6() {
		option = "IPV6_FREEBIND"
	}
	where := "No interface here has the address " + ip.WithZone("").String()
	if ip.Zone() != "" {
		where = fmt.Sprintf("The interface %s does not have the address %s", s.interfaceOf(ip.Zone()), ip.WithZone(""))
	}
	f := found("%s.", where).because("bind", "EADDRNOTAVAIL", "the call").see("EADDRNOTAVAIL", option)
	if r := s.lookup().Route; r != nil && r.Type != "" {
		f.because("the route to it", r.Type, "RTM_GETROUTE")
	}
	return f.advise("Bind to an address of this machine (127.0.0.1, or 0.0.0.0 and [::] for all). %s, set before bind, allows one that is not there yet; a client only names the other side, with connect.", option)
}

// interfaceOf returns the familiar name of an interface: the loopback interface is number 1 in every network
// namespace.
func (s scene) interfaceOf(zone string) string {
	if zone == "1" {
		return "lo"
	}
	return zone
}

// boundAlready finds a bind of a socket that already has an address, and which call gave it that address.
func boundAlready(s scene) *Finding {
	if s.before == nil || !s.before.Bound() || s.kind.Inet() && port(s.before.Local) == 0 && !s.noPort() {
		return nil
	}
	if isRaw.holds(s) { // has no port, and can be bound again (raw_bind in net/ipv4/raw.c)
		d, connected := s.past.did(s.id, engine.SysConnect, answeredWell)
		if !connected || d.dissolves() {
			return nil
		}
		return found("%s is connected (%s), and a raw socket can be bound only while it has no peer.", s.who(), d.at()).
			because(s.name, string(d.Call.Name), d.at()).advise("Dissolve its peer, then bind it.").try("connect %s none", s.name).see("bind")
	}
	f := found("%s already has the local address %s%s, and a socket can be bound only once.", s.who(), s.before.Local, s.boundBy()).
		because(s.name+".local", s.before.Local, "getsockname").see("bind")
	return f.advise("Use %s as it is, or bind a new socket.", s.whom())
}

// noPort reports whether the socket was bound to an address without a port.
func (s scene) noPort() bool {
	return isOn(optionOf(status.Observed{Detail: &s.detail}, "IP_BIND_ADDRESS_NO_PORT", "0"))
}

// boundBy says which call bound a socket.
func (s scene) boundBy() string {
	if d, ok := s.past.did(s.id, engine.SysBind, answeredWell); ok {
		return " from bind" + placeOf(d)
	}
	if s.detail.Parent != 0 && s.detail.Of == 0 {
		return " from accept"
	}
	if d, ok := s.past.boundItself(s.id); ok {
		return fmt.Sprintf(" since %s%s bound it", d.Call.Name, placeOf(d))
	}
	return ""
}

// boundItself returns the first call since the socket was last made free that binds one without an address, even if it
// fails for another reason (inet_autobind). It returns false if that may have been forgotten.
func (p *Past) boundItself(id status.SocketID) (Deed, bool) {
	deeds := p.deeds(id)
	if len(deeds) >= MostDeeds {
		return Deed{}, false
	}
	var first Deed
	for _, d := range deeds {
		switch {
		case d.dissolves():
			first = Deed{}
		case first.Seq != 0 || d.Call.Errno == "EOPNOTSUPP": // listen of a datagram socket
		case slices.Contains([]engine.Syscall{engine.SysConnect, engine.SysListen, engine.SysSendto, engine.SysWrite}, d.Call.Name):
			first = d
		}
	}
	return first, first.Seq != 0
}

// placeOf returns where something was done, in parentheses: " (line 4)".
func placeOf(d Deed) string { return " (" + d.at() + ")" }
