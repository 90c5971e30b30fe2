package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// portUnreachable finds an ICMP answer to an earlier datagram: no socket had the port. A connected socket
// receives it, and so does one with IP_RECVERR or IPV6_RECVERR (udp(7), ip(7)).
func portUnreachable(s scene) *Finding {
	if !s.messages() || !s.kind.Inet() {
		return nil
	}
	to, at := s.lastSent()
	nobody := "Nobody had " + to + " open"
	if s.ownerThen() != "" {
		nobody = s.nobodyTook(to)
	}
	f := found("%s: ICMP answered an earlier datagram of %s with port unreachable", nobody, s.whom()).because("the datagram", "sent", at)
	switch s.call.Name {
	case engine.SysGetsockopt:
		f.Claim += ". SO_ERROR reported that."
	case engine.SysSendto, engine.SysWrite:
		f.Claim += ". This call reported that, and sent nothing."
		f.advise("Send again: reporting the error clears it.")
	default:
		f.Claim += ". This call reported that, and received nothing."
		f.advise("Receive again: reporting the error clears it.")
	}
	if on(s.option4("IP_RECVERR", "IPV6_RECVERR")) {
		f.Do = strings.TrimSpace(fmt.Sprintf("%s %s is on: the error queue tells which datagram it was (recv with MSG_ERRQUEUE).", f.Do, s.reportOption()))
		f.because(s.name+"."+s.reportOption(), "on", "getsockopt")
	}
	return f.see("ECONNREFUSED", s.reportOption())
}

// unreachablePending is portUnreachable for an error that SO_ERROR returned.
func unreachablePending(s scene) *Finding {
	if s.option().name != "SO_ERROR" || s.option().value != "ECONNREFUSED" {
		return nil
	}
	return portUnreachable(s)
}

// lastSent returns where the last datagram of the socket went, preferably one that found no socket, and in
// which step.
func (s scene) lastSent() (to, at string) {
	deeds := s.past.deeds(s.id)
	sends := func(d Deed) bool {
		return d.Call.Errno == "" && (d.Call.Name == engine.SysSendto || d.Call.Name == engine.SysWrite)
	}
	d, sent := newest(deeds, func(d Deed) bool { return sends(d) && d.NoPorts > 0 })
	if !sent {
		d, sent = newest(deeds, sends)
	}
	if to := s.past.peerAt(s.id, d); sent && to != "" {
		return to, d.at()
	}
	if s.before != nil && s.before.Peer != "" {
		return s.before.Peer, "before"
	}
	return "the port", "before"
}

// nobodyTook says why no socket took the last datagram of the socket that went to an address.
func (s scene) nobodyTook(to string) string {
	if owner := s.ownerThen(); owner != "" {
		return fmt.Sprintf("%s has %s, but is connected to another and takes nothing else", owner, to)
	}
	return "nobody had " + to
}

// ownerThen returns the socket that had the address of the last datagram that found no socket, if one had it.
func (s scene) ownerThen() string {
	d, _ := newest(s.past.deeds(s.id), func(d Deed) bool { return d.sends() && d.NoPorts > 0 })
	return d.Owner
}

// connectedElsewhere returns the name of the socket that has the address a datagram went to, if it is connected, and so
// takes only what comes from its peer.
func (p *Past) connectedElsewhere(d Deed, from status.Observed) string {
	if d.NoPorts == 0 {
		return ""
	}
	owner, _ := p.ownerOf(d.to(from), from.ID)
	return owner.Name
}

// ownerOf returns the connected UDP socket that has an address, other than the one that sent there.
func (p *Past) ownerOf(address string, sender status.SocketID) (status.Observed, bool) {
	for _, o := range p.lastSeen() {
		if o.ID != sender && !o.Closed && o.After != nil && isUDP(o.Kind) && o.After.Peer != "" && covers(o, address) {
			return o, true
		}
	}
	return status.Observed{}, false
}

// peerAt returns where a deed of a socket went: the address in its call, or the peer of the socket at that
// time.
func (p *Past) peerAt(id status.SocketID, d Deed) string {
	if addr := d.Call.Values.Addr; !addr.IsZero() {
		return addr.String()
	}
	connected, ok := p.did(id, engine.SysConnect, func(c Deed) bool { return c.Call.Errno == "" && c.Seq < d.Seq })
	if !ok {
		return p.Of(p.socket(id)).Ends.Peer
	}
	if connected.Call.Values.Addr.IsZero() { // connect none
		return ""
	}
	return connected.Call.Values.Addr.String()
}

// option4 is the value of an option of the socket by its name for IPv4, or that for IPv6.
func (s scene) option4(v4, v6 string) string {
	name := v4
	if s.kind.Domain == engine.AFInet6 && !s.toIPv4() {
		name = v6
	}
	if value := s.detail.Options[name]; value != "" {
		return value
	}
	return s.detail.Set[name]
}

// reportOption returns the option that makes ICMP errors reach a socket.
func (s scene) reportOption() string {
	if s.kind.Domain == engine.AFInet6 && !s.toIPv4() {
		return "IPV6_RECVERR"
	}
	return "IP_RECVERR"
}

// toIPv4 reports whether what the socket last sent, or sends now, goes over IPv4, where the IPv6 options have
// no effect.
func (s scene) toIPv4() bool {
	to := s.ip().Addr()
	if last, _ := s.lastSent(); !to.IsValid() {
		to = addressOf(last)
	}
	return to.Unmap().Is4()
}

// on reports whether an option value means on.
func on(value string) bool { return value != "" && value != "off" && value != "0" }

// The largest UDP payloads (RFC 768, RFC 8200): a 16-bit length minus the headers that it includes.
const (
	mostUDP4 = 65535 - 20 - 8
	mostUDP6 = 65535 - 8
)

// headers6 is the length of the headers of UDP over IPv6.
const headers6 = 40 + 8

// tooLarge finds which limit a message exceeds.
func tooLarge(s scene) *Finding {
	if !s.messages() {
		return nil
	}
	size := s.values.Size
	if s.kind.Unix() {
		room := s.detail.Options["SO_SNDBUF"]
		if room == "" {
			room = "its default"
		}
		return found("The message of %s is larger than the send buffer of %s takes (SO_SNDBUF is %s): a Unix message goes whole or not at all.", step.Counted(size, "byte"), s.whom(), room).
			because(s.name+".SO_SNDBUF", room, "getsockopt").advise("Send smaller messages, or raise SO_SNDBUF of %s.", s.whom()).see("SO_SNDBUF")
	}
	most, version := int64(mostUDP4), 4
	if s.kind.Domain == engine.AFInet6 && !s.ip().Addr().Is4() && !s.ip().Addr().Is4In6() {
		most, version = mostUDP6, 6
	}
	if size > most {
		return found("%s are more than a UDP datagram over IPv%d carries: %d.", step.Counted(size, "byte"), version, most).
			because("the datagram", step.Counted(size, "byte"), "the call").advise("Send smaller datagrams; beyond the path's MTU each is cut into fragments.")
	}
	if gso := s.detail.Options["UDP_SEGMENT"]; gso != "" {
		return found("UDP_SEGMENT of %s is %s, and a segment with its headers does not fit the MTU of the path.", s.whom(), gso).
			because(s.name+".UDP_SEGMENT", gso, "getsockopt").advise("Lower UDP_SEGMENT.").see("UDP_SEGMENT")
	}
	exceeds := fmt.Sprintf("The datagram of %s exceeds the MTU of the path", step.Counted(size, "byte"))
	if own := s.past.number(s.id, "IPV6_MTU"); own > 0 && version == 6 && size > own-headers6 {
		exceeds = fmt.Sprintf("The datagram of %s and its headers exceed IPV6_MTU of %s (%d)", step.Counted(size, "byte"), s.whom(), own)
	}
	name := map[int]string{4: "IP_MTU_DISCOVER", 6: "IPV6_MTU_DISCOVER"}[version]
	switch discover := s.option4("IP_MTU_DISCOVER", "IPV6_MTU_DISCOVER"); {
	case version == 6 && on(s.detail.Options["IPV6_DONTFRAG"]):
		return found("%s, and IPV6_DONTFRAG of %s forbids fragments.", exceeds, s.whom()).
			because(s.name+".IPV6_DONTFRAG", "on", "getsockopt").advise("Send smaller datagrams, or turn IPV6_DONTFRAG off.").see("IPV6_DONTFRAG")
	case discover != "":
		return found("%s, and %s (%s) forbids fragments.", exceeds, name, discover).
			because(s.name+"."+name, discover, "getsockopt").advise("Send smaller datagrams, or let the kernel cut them (%s want).", name).see(name)
	}
	return nil
}

// mostSegments is the maximum number of segments one send may be cut into (UDP_MAX_SEGMENTS,
// include/linux/udp.h).
const mostSegments = 128

// tooManySegments finds a send that UDP_SEGMENT can't cut: it would need more segments than the kernel allows,
// or checksums are off (udp_send_skb in net/ipv4/udp.c).
func tooManySegments(s scene) *Finding {
	value := s.past.number(s.id, "UDP_SEGMENT")
	if !s.messages() || !s.kind.Inet() || value <= 0 || s.values.Size <= value {
		return nil
	}
	pieces := segments(s.values.Size, value)
	switch {
	case pieces > mostSegments:
	case s.past.number(s.id, "SO_NO_CHECK") != 0:
		return found("%s has SO_NO_CHECK on, and UDP_SEGMENT (%d) cuts only datagrams that get a checksum.", s.who(), value).
			because(s.name+".SO_NO_CHECK", "on", "setsockopt").advise("Turn SO_NO_CHECK off, or send %d bytes at a time.", value).
			try("setsockopt %s SO_NO_CHECK off", s.name).see("UDP_SEGMENT", "SO_NO_CHECK")
	default:
		return nil
	}
	return found("UDP_SEGMENT of %s is %d, so %s are %d datagrams, and one send may be cut into %d.", s.whom(), value, step.Counted(s.values.Size, "byte"), pieces, mostSegments).
		because(s.name+".UDP_SEGMENT", fmt.Sprint(value), "setsockopt").
		advise("Send at most %d bytes at a time, or raise UDP_SEGMENT.", value*mostSegments).see("UDP_SEGMENT")
}

// broadcast finds a datagram to a broadcast address without SO_BROADCAST.
func broadcast(s scene) *Finding {
	if !s.messages() || !s.kind.Inet() {
		return nil
	}
	to := s.to()
	if to == "" && s.before != nil {
		to = s.before.Peer
	}
	return found("%s is a broadcast address, and SO_BROADCAST of %s is off.", to, s.whom()).because(s.name+".SO_BROADCAST", "off", "the catalogue's default").
		advise("Set SO_BROADCAST on %s, if a broadcast is intended.", s.whom()).try("setsockopt %s SO_BROADCAST on", s.name).see("SO_BROADCAST")
}

// foundNobody finds a datagram that no socket received: the kernel counts it, and ICMP tells the sender.
func foundNobody(s scene) *Finding {
	n, counter := s.movedUDP("NoPorts")
	if !s.messages() || !s.kind.Inet() || n == 0 {
		return nil
	}
	to := s.to()
	if to == "" && s.before != nil {
		to = s.before.Peer
	}
	f := found("%s sent %s to %s, and no socket there took it.", s.who(), s.datagrams(), to).
		because(counter, fmt.Sprintf("+%d", n), "/proc/net/snmp")
	if o, ok := s.past.ownerOf(to, s.id); ok {
		return f.because(o.Name+".peer", o.After.Peer, "getpeername").advise("%s has that address but is connected to %s, and takes no datagrams of others.", o.Name, o.After.Peer)
	}
	if s.before != nil && s.before.Peer != "" || on(s.option4("IP_RECVERR", "IPV6_RECVERR")) {
		return f.advise("ICMP answers port unreachable: the next call on %s reports ECONNREFUSED.", s.whom())
	}
	return f.advise("ICMP answers port unreachable, but %s is not told: it is not connected, and %s is off.", s.whom(), s.reportOption())
}

// toNobody returns the last datagram of a socket and its destination, if no socket was there to receive it.
func (s scene) toNobody() (d Deed, to string, ok bool) {
	d, sent := s.past.done(s.id, Deed.sends)
	if !sent || d.NoPorts == 0 {
		return Deed{}, "", false
	}
	to, _ = s.lastSent()
	return d, to, true
}

// noAnswerFromNobody finds a recv that waits for an answer to a datagram that no socket received. The caller
// is not told: an unconnected socket gets no ICMP errors (udp(7)).
func noAnswerFromNobody(s scene) *Finding {
	if !isUDP(s.kind) || s.before == nil || s.before.Peer != "" || s.flag(engine.MsgErrqueue) || s.errorOption(status.Observed{ID: s.id}) != "" {
		return nil
	}
	d, to, ok := s.toNobody()
	if !ok {
		return nil
	}
	return found("No message waits at %s: %s when it sent there (%s), so no answer comes. ICMP said so, but an unconnected socket without %s is not told.", s.whom(), s.nobodyTook(to), d.at(), s.reportOption()).
		because("NoPorts of UDP", fmt.Sprintf("+%d", d.NoPorts), d.at()).
		advise("Connect %s to the address, or set %s: then the next call reports ECONNREFUSED.", s.whom(), s.reportOption()).see(s.reportOption(), "ECONNREFUSED")
}

// receiverFull finds a datagram that was dropped because the receiver's buffer was full.
func receiverFull(s scene) *Finding {
	n, counter := s.movedUDP("RcvbufErrors")
	if !s.messages() || !s.kind.Inet() || n == 0 {
		return nil
	}
	f := found("%s sent %s, and the receiver dropped it: its receive buffer is full.", s.who(), s.datagrams()).
		because(counter, fmt.Sprintf("+%d", n), "/proc/net/snmp")
	if other, ok := s.otherEnd(); ok {
		f.Claim = fmt.Sprintf("%s sent %s, and it was dropped: the receive buffer of %s is full.", s.who(), s.datagrams(), other.Name)
		if room := optionOf(other, "SO_RCVBUF", ""); room != "" {
			f.because(other.Name+".SO_RCVBUF", room, "getsockopt")
		}
	}
	return f.advise("Receive faster, or raise SO_RCVBUF there. UDP tells the sender nothing.").see("SO_RCVBUF")
}
