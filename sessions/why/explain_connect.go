package why

import (
	"fmt"
	"net/netip"
	"strconv"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

func (s scene) explainBind() []string {
	local := s.to()
	if s.after != nil && s.after.Local != "" {
		local = s.after.Local
	}
	said := fmt.Sprintf("%s has the local address %s", s.who(), local)
	switch {
	case isRaw.holds(s):
		return []string{fmt.Sprintf("%s takes only packets to %s from now on, and sends from there.", s.who(), addressOf(local))}
	case toPortZero.holds(s) && port(local) != 0:
		said += "; the kernel chose the port"
	case toPortZero.holds(s) && s.noPort():
		said = fmt.Sprintf("%s has the local address %s and no port yet (IP_BIND_ADDRESS_NO_PORT): connect will choose it", s.who(), addressOf(local))
	}
	return append([]string{said + s.everyAddress(local) + "."}, s.afterBind()...)
}

// everyAddress says what 0.0.0.0 and [::] stand for.
func (s scene) everyAddress(local string) string {
	switch ip := addressOf(local); {
	case !ip.IsUnspecified():
		return ""
	case ip.Is4():
		return ": every IPv4 address of this machine"
	case isOn(optionOf(status.Observed{Detail: &s.detail}, "IPV6_V6ONLY", "0")):
		return ": every IPv6 address of this machine"
	default:
		return ": every address of this machine, IPv4 too, because IPV6_V6ONLY is off"
	}
}

// afterBind says what the socket receives from now on.
func (s scene) afterBind() []string {
	many := s.notOneHost(addressOf(s.to()))
	switch {
	case s.kind.TCP() && many != "":
		return []string{fmt.Sprintf("That is a %s address: the kernel takes it, but TCP connects to the addresses of single hosts only, so nobody can connect there.", many)}
	case s.kind.TCP(), s.kind.Unix() && !s.kind.Datagrams():
		return append([]string{"Nobody can connect to it before listen."}, s.fileStays()...)
	case s.kind.Unix():
		return append([]string{"Messages sent to that name wait in its receive queue from now on."}, s.fileStays()...)
	case isNetlink.holds(s):
		return []string{"Messages sent there, and to its groups, wait in its receive queue from now on."}
	case isPacket.holds(s):
		return []string{"Packets of that interface and protocol wait in its receive queue from now on."}
	case s.kind.Inet() && s.kind.Type == engine.SockDgram && s.after != nil && port(s.after.Local) != 0:
		if shared := s.sharesDatagrams(); shared != "" {
			return []string{shared}
		}
		if many != "" {
			return []string{fmt.Sprintf("That is a %s address: of the datagrams to that port, only those sent to it arrive.", many) + s.needsMember(many)}
		}
		return []string{"Datagrams sent there wait in its receive queue from now on."}
	}
	return nil
}

// notOneHost says what kind of address stands for several hosts; it returns "" for that of a single one.
func (s scene) notOneHost(ip netip.Addr) string {
	switch {
	case ip.Unmap().IsMulticast():
		return "multicast"
	case ip.Unmap() == netip.AddrFrom4([4]byte{255, 255, 255, 255}), s.lookup().Route != nil && s.lookup().Route.Type == "broadcast":
		return "broadcast"
	}
	return ""
}

// needsMember says what else a socket needs to receive from a multicast group.
func (s scene) needsMember(many string) string {
	if many != "multicast" {
		return ""
	}
	return " This machine gets them only while a socket on it is a member of the group."
}

// fileStays says what bind leaves behind.
func (s scene) fileStays() []string {
	if !toPath.holds(s) {
		return nil
	}
	return []string{"bind made a file there, which close does not remove."}
}

// sharesDatagrams says who gets the datagrams for an address that several sockets have: with SO_REUSEPORT they are
// spread, otherwise the last one bound gets those sent to a single host (udp4_lib_lookup2 in net/ipv4/udp.c).
func (s scene) sharesDatagrams() string {
	own := status.Observed{Detail: &s.detail}
	for _, o := range s.past.lastSeen() {
		if o.ID == s.id || o.After == nil || o.Closed || o.Kind.Type != engine.SockDgram || !o.Kind.Inet() || o.After.Local != s.after.Local || s.isSelf(o.Name) {
			continue
		}
		if isOn(optionOf(own, "SO_REUSEPORT", "0")) && isOn(optionOf(o, "SO_REUSEPORT", "0")) {
			return fmt.Sprintf("%s has it too: SO_REUSEPORT spreads the datagrams over both by the sender's address.", o.Name)
		}
		return fmt.Sprintf("%s has it too (SO_REUSEADDR): from now on %s, bound last, gets the datagrams, and %s none, multicast aside.", o.Name, s.whom(), o.Name)
	}
	return ""
}

func (s scene) explainListen() []string {
	asked := int64(s.values.Count)
	backlog := asked
	where := ""
	if s.after != nil {
		if s.after.Backlog != nil {
			backlog = int64(*s.after.Backlog)
		}
		where = " at " + s.after.Local
	}
	said := fmt.Sprintf("%s went to LISTEN%s.", s.who(), where)
	if s.before != nil {
		said = fmt.Sprintf("%s went from %s to LISTEN%s.", s.who(), s.before.State, where)
		if s.before.State == status.StateListen {
			said = fmt.Sprintf("%s was already listening; only its backlog changed.", s.who())
		}
	}
	if s.before != nil && s.after != nil && port(s.before.Local) == 0 && port(s.after.Local) != 0 {
		said += " It was not bound, so the kernel chose the address."
	}
	said += fmt.Sprintf(" Backlog %d: its accept queue holds %s, one more than the backlog.", backlog, step.Counted(backlog+1, "connection"))
	if asked > backlog || asked < 0 {
		said += fmt.Sprintf(" %d was asked for; net.core.somaxconn is the cap.", asked)
	}
	return []string{said}
}

func (s scene) explainConnect() []string {
	name, to := s.who(), s.address()
	if s.values.Addr.IsZero() {
		return appendState(s.dissolved(), s)
	}
	if s.after != nil && s.after.Peer != "" {
		to = s.after.Peer
	}
	b, a := s.before, s.after
	switch {
	case a != nil && to != "" && a.Local == to && s.kind.TCP():
		return []string{s.connectedToItself(to)}
	case b != nil && connection(b.State) && s.kind.TCP(), b != nil && b.State == status.StateSynSent:
		return appendState([]string{fmt.Sprintf("The handshake that %s began earlier is complete: it is connected to %s. Linux answers 0 to this one call, and EISCONN to the next.", name, to)}, s)
	case s.kind.TCP():
		return appendState([]string{fmt.Sprintf("%s is connected to %s: the call slept until the handshake was complete. The server may not have accepted it yet.", name, to)}, s)
	case s.kind.Datagrams() && s.unixAddress():
		return []string{fmt.Sprintf("%s has the peer %s: send goes there, and it takes messages from there only. Nothing was sent.", name, to)}
	case isNetlink.holds(s):
		return []string{fmt.Sprintf("%s has the peer %s: send goes there, and it takes messages of processes from there only. Nothing was sent.", name, to)}
	case isVsock.holds(s):
		return []string{fmt.Sprintf("%s is connected to %s.", name, to)}
	case isRaw.holds(s):
		return []string{fmt.Sprintf("%s has the peer %s: send goes there, and only its packets arrive. No packet was sent.", name, addressOf(to))}
	case s.unixAddress():
		return []string{fmt.Sprintf("%s is connected to %s. A listener there has it in its accept queue; nothing was sent.", name, to)}
	}
	return []string{fmt.Sprintf("%s has the peer %s: send goes there, only its datagrams arrive, and ICMP errors are reported. No packet was sent.", name, to)}
}

// connectedToItself says how a socket got its own address as that of its peer.
func (s scene) connectedToItself(to string) string {
	if s.before != nil && port(s.before.Local) != 0 {
		return fmt.Sprintf("%s is connected to itself: it is bound to %s, where it connects to, and the SYN met its sender (simultaneous open).", s.who(), to)
	}
	return fmt.Sprintf("%s is connected to itself: the kernel chose %s as its own port too, and the SYN met its sender (simultaneous open).", s.who(), to)
}

// dissolved says what connect without an address has ended (tcp_disconnect in net/ipv4/tcp.c).
func (s scene) dissolved() []string {
	b := s.before
	switch {
	case b == nil || !s.kind.TCP():
		return []string{s.who() + " has no peer any more; the socket can be connected again."}
	case b.State == status.StateListen:
		return []string{sentences(s.who()+" no longer listens.", s.queueEnds())}
	case b.State == status.StateSynSent:
		return []string{fmt.Sprintf("The attempt of %s is given up; the socket can be connected again.", s.whom())}
	case connection(b.State):
		how := "no FIN was sent"
		if resettable(b.State) {
			how += ", but a reset (RST)"
		}
		return []string{fmt.Sprintf("The connection of %s to %s is dissolved: %s. The socket can be connected again.", s.whom(), b.Peer, how)}
	}
	return []string{s.who() + " is as one that was never connected; it can be connected again."}
}

// queueEnds says what becomes of the connections in the accept queue of a listener that ends: they are reset,
// unless net.ipv4.tcp_migrate_req moves them to another listener of its SO_REUSEPORT group (inet_csk_listen_stop in
// net/ipv4/inet_connection_sock.c).
func (s scene) queueEnds() string {
	waiting := number(s.before.Queue)
	moved := int(s.moved("TCPMigrateReqSuccess"))
	switch {
	case waiting == 0:
		return ""
	case !s.kind.TCP():
		return fmt.Sprintf("%s in its accept queue ended with it.", step.Counted(waiting, "connection"))
	case moved > 0:
		return fmt.Sprintf("Of %s in its accept queue, %d went over to another listener with its port (SO_REUSEPORT, net.ipv4.tcp_migrate_req).", step.Counted(waiting, "connection"), moved)
	}
	return fmt.Sprintf("%s in its accept queue %s reset.", step.Counted(waiting, "connection"), wasOrWere(waiting))
}

func wasOrWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func (s scene) explainAccept() []string {
	made, ok := s.made()
	name := "The new socket"
	if ok && made.Name != "" {
		name = made.Name
	}
	said := fmt.Sprintf("%s is the first connection of %s's accept queue", name, s.whom())
	if ok && made.After.Peer != "" && made.After.Peer != "unix:" {
		said += ", from " + made.After.Peer
	}
	if s.before != nil && s.after != nil && s.before.Queue != nil && s.after.Queue != nil && *s.before.Queue != *s.after.Queue {
		said += fmt.Sprintf("; the queue went from %d to %d", *s.before.Queue, *s.after.Queue)
	}
	said += "."
	if !ok {
		return []string{said}
	}
	if n := number(made.After.Pending); n > 0 {
		said += fmt.Sprintf(" Its Recv-Q has %s already.", step.Counted(n, "byte"))
	}
	if made.After.State == status.StateClosed && made.Kind.TCP() {
		said += " Its peer has reset it meanwhile (CLOSED): recv tells that."
	}
	if made.After.State == status.StateCloseWait {
		said += " Its peer has closed meanwhile (CLOSE-WAIT)."
	}
	if s.before != nil && s.before.Nonblock && !made.After.Nonblock {
		said += fmt.Sprintf(" It blocks: accept does not hand on the O_NONBLOCK of %s; ask for SOCK_NONBLOCK.", s.whom())
	}
	return []string{said}
}

func (s scene) explainAddress() []string {
	address, addr := s.address(), s.values.Addr
	switch {
	case s.call.Name == engine.SysGetpeername && addr.Unnamed():
		return []string{fmt.Sprintf("The peer of %s has no name: it was not bound.", s.whom())}
	case s.call.Name == engine.SysGetpeername:
		return []string{fmt.Sprintf("The peer of %s is %s.", s.whom(), address)}
	case addr.Unnamed():
		return []string{fmt.Sprintf("%s has no name: it is not bound.", s.who())}
	case addr.IP.IsValid() && addr.IP.Port() == 0 && !addr.IP.Addr().IsUnspecified() && s.kind.Type != engine.SockRaw:
		return []string{fmt.Sprintf("%s is bound to %s without a port; connect chooses one.", s.who(), addr.IP.Addr())}
	case addr.IP.IsValid() && addr.IP.Port() == 0 && s.kind.Type != engine.SockRaw:
		return []string{fmt.Sprintf("%s is not bound: its local address is %s until bind, or until the kernel chooses one.", s.who(), strconv.Quote(address))}
	}
	return []string{fmt.Sprintf("The local address of %s is %s.", s.whom(), address)}
}
