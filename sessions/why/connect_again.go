package why

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// listenerConnects finds a connect on a listener: TCP answers EISCONN, a Unix socket EINVAL.
func listenerConnects(s scene) *Finding {
	if s.before == nil || s.before.State != status.StateListen {
		return nil
	}
	return found("%s is a listener, and a listener can't connect.", s.who()).because(s.name+".state", "LISTEN", "before the call").
		advise("Make another socket for the connection.").see("connect", "listen")
}

// connectedAlready explains a connect on a socket that was used before.
func connectedAlready(s scene) *Finding {
	if s.before == nil || s.kind.Datagrams() {
		return nil
	}
	b := s.before
	f := found("").because(s.name+".state", string(b.State), "before the call").see("EISCONN", "connect")
	switch {
	case s.deferred():
		f.Claim = fmt.Sprintf("%s has TCP_FASTOPEN_CONNECT: an earlier connect%s put the SYN off, and it goes out with the first write. Nothing was sent yet.", s.who(), s.placeOfConnect())
		f.because(s.name+".TCP_FASTOPEN_CONNECT", "on", "getsockopt")
		return f.advise("Write to %s: that sends the SYN.", s.whom())
	case b.State == status.StateClosed && s.neverConnected():
		f.Claim = fmt.Sprintf("An earlier attempt of %s to connect has failed, and the socket still counts as used.", s.whom())
	case b.State == status.StateClosed:
		f.Claim = fmt.Sprintf("%s had a connection; it has ended, but the socket still counts as connected.", s.who())
	case b.State == status.StateEstablished:
		f.Claim = fmt.Sprintf("%s is connected already, to %s%s.", s.who(), b.Peer, s.placeOfConnect())
		if b.Peer == "" || b.Peer == "unix:" {
			f.Claim = fmt.Sprintf("%s is connected already%s.", s.who(), s.placeOfConnect())
		}
		return f.advise("Use it, or make a new socket for another peer.")
	default:
		f.Claim = fmt.Sprintf("%s still has its connection to %s, in %s.", s.who(), b.Peer, b.State)
	}
	return f.advise("Make a new socket, or dissolve the old connection with connect %s none.", s.whom()).try("connect %s none", s.name)
}

// placeOfConnect says which step connected the socket.
func (s scene) placeOfConnect() string {
	if d, ok := s.past.did(s.id, engine.SysConnect, nil); ok {
		return placeOf(d)
	}
	if s.detail.Parent != 0 && s.detail.Of == 0 {
		return ", since it was accepted from " + s.past.Of(s.detail.Parent).Name
	}
	return ""
}

// deferred reports whether connect postponed the SYN until the first write: TCP_FASTOPEN_CONNECT with a cookie from
// the server (tcp_v4_connect in net/ipv4/tcp_ipv4.c).
func (s scene) deferred() bool {
	if s.before == nil || s.before.State != status.StateSynSent || !isOn(optionOf(status.Observed{Detail: &s.detail}, "TCP_FASTOPEN_CONNECT", "0")) {
		return false
	}
	d, ok := s.past.did(s.id, engine.SysConnect, nil)
	return !ok || d.Call.Errno != "EINPROGRESS"
}

// neverConnected reports whether a CLOSED TCP socket has failed to connect and never had a connection.
func (s scene) neverConnected() bool {
	tried := false
	for _, d := range s.past.deeds(s.id) {
		switch {
		case d.Call.Name == engine.SysConnect:
			tried = !d.Call.Values.Addr.IsZero() && !connection(d.After)
		case connection(d.Before) || connection(d.After):
			return false
		}
	}
	return tried && (s.detail.Parent == 0 || s.detail.Of != 0)
}

// connection reports whether a socket in the given state has a connection.
func connection(state status.State) bool {
	return !slices.Contains([]status.State{"", status.StateClosed, status.StateListen, status.StateSynSent, status.StateUnconnected, status.StateBound}, state)
}

// attemptToldBefore finds a connect that only clears an earlier attempt whose error was already reported.
func attemptToldBefore(s scene) *Finding {
	if !s.kind.TCP() || s.before == nil || s.before.State != status.StateClosed {
		return nil
	}
	_, place := s.attempted()
	how := "its error was told already"
	if d, ok := s.told(); ok {
		how = fmt.Sprintf("%s%s told and cleared its error", teller(d), placeOf(d))
	}
	if d, ok := s.past.did(s.id, engine.SysShutdown, answeredWell); ok && d.Before == status.StateSynSent {
		how = fmt.Sprintf("shutdown%s gave it up", placeOf(d))
	}
	return found("The earlier attempt of %s%s has failed, and %s. This call only clears it away, and sends nothing.", s.whom(), place, how).
		because(s.name+".state", string(s.before.State), "before the call").advise("Connect once more: the next call sends a SYN.").
		try("connect %s %s", s.name, s.to()).see("ECONNABORTED")
}

// toMany returns "multicast" or "broadcast" for an address that TCP was given but that stands for more than one
// host, otherwise "".
func (s scene) toMany(ip netip.Addr) string {
	if !s.kind.TCP() {
		return ""
	}
	return s.notOneHost(ip)
}

// staysConnected finds a connect none that cannot dissolve the connection of a Unix socket: only datagram sockets
// and TCP can be connected again (unix_stream_connect in net/unix/af_unix.c).
func staysConnected(s scene) *Finding {
	if !s.kind.Unix() || s.kind.Datagrams() || !s.values.Addr.IsZero() {
		return nil
	}
	return found("connect none dissolves the peer of a datagram socket and the connection of TCP; %s is a Unix %s, which has one peer for life.", s.whom(), step.Types.Format(s.kind.Type)).
		because(s.name+".type", step.Types.Format(s.kind.Type), "SO_TYPE").advise("Close it, and make a new socket.").see("connect")
}

// onInterface names the interface of a link-local address.
func (s scene) onInterface() string {
	if zone := s.ip().Addr().Zone(); zone != "" {
		return " on " + s.interfaceOf(zone)
	}
	return ""
}

// noDevice finds a socket that is bound to an interface which does not exist: SO_BINDTOIFINDEX takes any number, and only
// the search for a route misses it (ip_route_output_key_hash_rcu in net/ipv4/route.c).
func noDevice(s scene) *Finding {
	d, ok := s.past.done(s.id, func(d Deed) bool { return d.Call.Errno == "" && optionName(d.Call) == "SO_BINDTOIFINDEX" })
	index := s.past.number(s.id, "SO_BINDTOIFINDEX")
	if !s.kind.Inet() || !ok || index == 0 {
		return nil
	}
	return found("%s is bound to the interface with index %d (SO_BINDTOIFINDEX, %s), and this network has none with that index; setsockopt did not look.", s.who(), index, d.at()).
		because(s.name+".SO_BINDTOIFINDEX", fmt.Sprint(index), d.at()).advise("Set SO_BINDTOIFINDEX to the index of one that ip link shows, or to 0.").
		try("setsockopt %s SO_BINDTOIFINDEX 0", s.name).see("SO_BINDTOIFINDEX")
}

// noRoute finds why a packet to the address cannot leave: the addresses of the two sides do not fit together, or
// the routing table has no route.
func noRoute(s scene) *Finding {
	ip := s.ip().Addr()
	if !ip.IsValid() || s.before == nil {
		return nil
	}
	own := addressOf(s.before.Local)
	v6only := isOn(optionOf(status.Observed{Detail: &s.detail}, "IPV6_V6ONLY", "0"))
	f := found("").because(s.name+".local", s.before.Local, "getsockname").see("ENETUNREACH")
	if many := s.toMany(ip); many != "" {
		f.Claim = fmt.Sprintf("%s is a %s address, and TCP connects to one host only.", ip, many)
		return f.advise("Connect to the address of a host; broadcast and multicast are for UDP.")
	}
	switch {
	case ip.Is4In6() && own.IsValid() && !own.IsUnspecified() && !own.Is4In6():
		f.Claim = fmt.Sprintf("%s is bound to %s, an IPv6 address, and %s is an IPv4 address in IPv6 form.", s.who(), own, s.to())
		return f.advise("Bind to [::] or to [::ffff:127.0.0.1], or leave bind out.")
	case ip.Is4In6() && v6only:
		f.Claim = fmt.Sprintf("IPV6_V6ONLY of %s is on, and %s is an IPv4 address in IPv6 form.", s.whom(), s.to())
		return f.because(s.name+".IPV6_V6ONLY", "on", "getsockopt").advise("Use an AF_INET socket, or turn IPV6_V6ONLY off before bind and connect.").see("IPV6_V6ONLY")
	case own.IsValid() && !own.IsUnspecified() && ip.IsLoopback() && !own.IsLoopback():
		f.Claim = fmt.Sprintf("%s is bound to %s, and from that address no route leads to %s.", s.who(), own, ip)
		return f.advise("Leave bind out, or bind to an address of this machine.")
	}
	f.Claim = fmt.Sprintf("The routing table has no route to %s%s, so nothing was sent.", ip.WithZone(""), s.onInterface())
	if r := s.lookup().Route; r != nil {
		switch {
		case r.Type == "blackhole" || r.Type == "unreachable" || r.Type == "prohibit":
			f.Claim = fmt.Sprintf("The route to %s is of type %s, so nothing was sent.", ip, r.Type)
		case r.Type != "":
			f.but(Likely)
		}
		f.because("the route to "+r.To, strings.TrimSpace(r.Type+" "+r.Device+r.Errno), "RTM_GETROUTE")
	}
	if s.event.Evidence != nil && s.event.Evidence.Private {
		return f.advise("A lab has the loopback interface only: use 127.0.0.0/8 or ::1.")
	}
	return f.advise("Check ip route get %s.", ip)
}

// teller names the call that reported an error.
func teller(d Deed) string {
	if d.Call.Name == engine.SysGetsockopt {
		return "getsockopt SO_ERROR"
	}
	return string(d.Call.Name)
}
