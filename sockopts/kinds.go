package sockopts

import (
	"slices"

	"golang.org/x/sys/unix"
)

// Kind is a pattern of sockets; 0 matches every domain, type or protocol.
type Kind struct{ Domain, Type, Protocol int }

// Kinds are the sockets an option applies to: those that match Only, all when
// there is none, less those that match Except.
type Kinds struct{ Only, Except []Kind }

// Has reports whether such a socket is among them. A protocol of 0 means the
// usual one of the domain and type.
func (k Kinds) Has(domain, typ, protocol int) bool {
	if protocol == 0 {
		protocol = usualProtocol(domain, typ)
	}
	matches := func(p Kind) bool {
		return (p.Domain == 0 || p.Domain == domain) && (p.Type == 0 || p.Type == typ) &&
			(p.Protocol == 0 || p.Protocol == protocol)
	}
	return (len(k.Only) == 0 || slices.ContainsFunc(k.Only, matches)) && !slices.ContainsFunc(k.Except, matches)
}

// usualProtocol is what socket(2) makes of protocol 0, see ip(7).
func usualProtocol(domain, typ int) int {
	if domain != unix.AF_INET && domain != unix.AF_INET6 {
		return 0
	}
	switch typ {
	case unix.SOCK_STREAM:
		return unix.IPPROTO_TCP
	case unix.SOCK_DGRAM:
		return unix.IPPROTO_UDP
	default:
		return 0
	}
}

// The sets of sockets that the tables share. MPTCP has its own code for
// options (net/mptcp/sockopt.c) and takes far fewer than TCP.
var (
	everySocket   = Kinds{}
	exceptMPTCP   = Kinds{Except: []Kind{{Protocol: unix.IPPROTO_MPTCP}}}
	tcpAndMPTCP   = Kinds{Only: []Kind{{Protocol: unix.IPPROTO_TCP, Type: unix.SOCK_STREAM}, {Protocol: unix.IPPROTO_MPTCP}}}
	onlyTCP       = Kinds{Only: []Kind{{Protocol: unix.IPPROTO_TCP, Type: unix.SOCK_STREAM}}}
	onlyUDP       = Kinds{Only: []Kind{{Protocol: unix.IPPROTO_UDP, Type: unix.SOCK_DGRAM}}}
	udpAndUDPLite = Kinds{Only: slices.Concat(onlyUDP.Only, onlyUDPLite.Only)}
	zeroCopying   = Kinds{Only: slices.Concat(onlyTCP.Only, onlyUDP.Only, onlyVSock.Only)}
	inetSockets   = Kinds{Only: []Kind{{Domain: unix.AF_INET}, {Domain: unix.AF_INET6}}}
	passesCreds   = Kinds{Only: []Kind{{Domain: unix.AF_UNIX}, {Domain: unix.AF_NETLINK}}}
	peeksAtOffset = Kinds{Only: slices.Concat([]Kind{{Domain: unix.AF_UNIX}}, onlyTCP.Only, udpAndUDPLite.Only)}

	// An AF_INET6 socket of TCP, UDP or UDP-Lite can speak IPv4, and takes the IPv4 options.
	ipv4Capable = Kinds{Only: []Kind{
		{Domain: unix.AF_INET}, {Domain: unix.AF_INET6, Type: unix.SOCK_STREAM},
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP},
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDPLITE},
	}}
	ipv4NotMPTCP  = Kinds{Only: ipv4Capable.Only, Except: exceptMPTCP.Except}
	ipv4Datagrams = Kinds{Only: []Kind{
		{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM}, {Domain: unix.AF_INET, Type: unix.SOCK_RAW},
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP},
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDPLITE},
	}}
	ipv6NotMPTCP  = Kinds{Only: []Kind{{Domain: unix.AF_INET6}}, Except: exceptMPTCP.Except}
	ipv6NotRaw    = Kinds{Only: []Kind{{Domain: unix.AF_INET6}}, Except: []Kind{{Type: unix.SOCK_RAW}}}
	ipv6Datagrams = Kinds{Only: []Kind{
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM}, {Domain: unix.AF_INET6, Type: unix.SOCK_RAW},
	}}

	noSocket     = Kinds{Only: []Kind{{Domain: -1}}} // names that no socket takes
	onlyUnix     = Kinds{Only: []Kind{{Domain: unix.AF_UNIX}}}
	unixStream   = Kinds{Only: []Kind{{Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM}}}
	onlyNetlink  = Kinds{Only: []Kind{{Domain: unix.AF_NETLINK}}}
	onlyPacket   = Kinds{Only: []Kind{{Domain: unix.AF_PACKET}}}
	rawPacket    = Kinds{Only: []Kind{{Domain: unix.AF_PACKET, Type: unix.SOCK_RAW}}}
	onlyVSock    = Kinds{Only: []Kind{{Domain: unix.AF_VSOCK}}}
	onlyXDP      = Kinds{Only: []Kind{{Domain: unix.AF_XDP}}}
	onlySMC      = Kinds{Only: []Kind{{Domain: unix.AF_SMC}}}
	onlySCTP     = Kinds{Only: []Kind{{Protocol: unix.IPPROTO_SCTP}}}
	onlyMPTCP    = Kinds{Only: []Kind{{Protocol: unix.IPPROTO_MPTCP}}}
	onlyUDPLite  = Kinds{Only: []Kind{{Protocol: unix.IPPROTO_UDPLITE}}}
	tcpOnIPv4    = Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_STREAM}}, Except: exceptMPTCP.Except}
	tcpOnIPv6    = Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_STREAM}}, Except: exceptMPTCP.Except}
	inet4Sockets = Kinds{Only: []Kind{{Domain: unix.AF_INET}}}
	ipv6Sockets  = Kinds{Only: []Kind{{Domain: unix.AF_INET6}}}
	ipv6Stream   = tcpOnIPv6
	ipv6Mappable = Kinds{Only: ipv6Sockets.Only, Except: []Kind{{Type: unix.SOCK_RAW}, {Protocol: unix.IPPROTO_MPTCP}}}
	rawIPv6Only  = Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_RAW}}}
	rawIPv4      = Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW}}}
	rawIPv6      = Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_RAW}}}
	rawICMP      = Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_ICMP}}}
	rawIGMP      = Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_IGMP}}}
	rawICMPv6    = Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_ICMPV6}}}

	ipv4NotStream   = Kinds{Only: ipv4Capable.Only, Except: []Kind{{Type: unix.SOCK_STREAM}}}
	bytesWaiting    = Kinds{Except: []Kind{{Domain: unix.AF_NETLINK}, {Domain: unix.AF_VSOCK}, {Domain: unix.AF_XDP}}}
	streamsWithMark = Kinds{Only: slices.Concat(onlyTCP.Only, unixStream.Only)}
	streams         = Kinds{Only: []Kind{{Type: unix.SOCK_STREAM}}}
	probing         = Kinds{Only: slices.Concat(tcpAndMPTCP.Only, onlySMC.Only)}
	lingering       = Kinds{Only: slices.Concat(probing.Only, onlySCTP.Only, onlyVSock.Only)}
	inetOrPacket    = Kinds{Only: slices.Concat(inetSockets.Only, onlyPacket.Only)}
	inet4OrPacket   = Kinds{Only: slices.Concat(inet4Sockets.Only, onlyPacket.Only)}
)
