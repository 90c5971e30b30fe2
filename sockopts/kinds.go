package sockopts

import (
	"slices"

	"golang.org/x/sys/unix"
)

// Kind is a pattern of sockets; 0 matches every domain, type or protocol.
type Kind struct{ Domain, Type, Protocol int }

// Kinds are the sockets that an option applies to: those that match Only, or all if it is empty, except those that
// match Except.
type Kinds struct{ Only, Except []Kind }

// Has reports whether such a socket is among them. A protocol of 0 means the default for the domain and type.
func (k *Kinds) Has(domain, typ, protocol int) bool {
	if protocol == 0 {
		protocol = usualProtocol(domain, typ)
	}
	matches := func(p Kind) bool {
		return (p.Domain == 0 || p.Domain == domain) && (p.Type == 0 || p.Type == typ) &&
			(p.Protocol == 0 || p.Protocol == protocol)
	}
	return (len(k.Only) == 0 || slices.ContainsFunc(k.Only, matches)) && !slices.ContainsFunc(k.Except, matches)
}

// usualProtocol returns what socket(2) makes of protocol 0, see ip(7).
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

// The patterns for the sets below. They are literals, which the linker lays out: nothing is computed when a program
// starts.
var (
	tcpStream     = Kind{Protocol: unix.IPPROTO_TCP, Type: unix.SOCK_STREAM}
	udpDatagram   = Kind{Protocol: unix.IPPROTO_UDP, Type: unix.SOCK_DGRAM}
	anyMPTCP      = Kind{Protocol: unix.IPPROTO_MPTCP}
	anyUDPLite    = Kind{Protocol: unix.IPPROTO_UDPLITE}
	anyUnix       = Kind{Domain: unix.AF_UNIX}
	anyUnixStream = Kind{Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM}
	anyIPv4       = Kind{Domain: unix.AF_INET}
	anyIPv6       = Kind{Domain: unix.AF_INET6}
	anyNetlink    = Kind{Domain: unix.AF_NETLINK}
	anyPacket     = Kind{Domain: unix.AF_PACKET}
	anyVSock      = Kind{Domain: unix.AF_VSOCK}
	anyXDP        = Kind{Domain: unix.AF_XDP}
	anyStream     = Kind{Type: unix.SOCK_STREAM}
	anyRaw        = Kind{Type: unix.SOCK_RAW}

	// An AF_INET6 socket of TCP, UDP or UDP-Lite can speak IPv4, and has the IPv4 options.
	ipv6UDP      = Kind{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP}
	ipv6UDPLite  = Kind{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDPLITE}
	speakingIPv4 = []Kind{anyIPv4, {Domain: unix.AF_INET6, Type: unix.SOCK_STREAM}, ipv6UDP, ipv6UDPLite}
)

// The sets of sockets that the tables share. MPTCP has its own code for options (net/mptcp/sockopt.c) and supports far
// fewer than TCP.
var (
	everySocket   = &Kinds{}
	exceptMPTCP   = &Kinds{Except: []Kind{anyMPTCP}}
	tcpAndMPTCP   = &Kinds{Only: []Kind{tcpStream, anyMPTCP}}
	onlyTCP       = &Kinds{Only: []Kind{tcpStream}}
	udpAndUDPLite = &Kinds{Only: []Kind{udpDatagram, anyUDPLite}}
	zeroCopying   = &Kinds{Only: []Kind{tcpStream, udpDatagram, anyVSock}}
	inetSockets   = &Kinds{Only: []Kind{anyIPv4, anyIPv6}}
	passesCreds   = &Kinds{Only: []Kind{anyUnix, anyNetlink}}
	peeksAtOffset = &Kinds{Only: []Kind{anyUnix, tcpStream, udpDatagram, anyUDPLite}}

	ipv4Capable   = &Kinds{Only: speakingIPv4}
	ipv4NotMPTCP  = &Kinds{Only: speakingIPv4, Except: []Kind{anyMPTCP}}
	ipv4Datagrams = &Kinds{Only: []Kind{
		{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM}, {Domain: unix.AF_INET, Type: unix.SOCK_RAW}, ipv6UDP, ipv6UDPLite,
	}}
	ipv6NotMPTCP  = &Kinds{Only: []Kind{anyIPv6}, Except: []Kind{anyMPTCP}}
	ipv6NotRaw    = &Kinds{Only: []Kind{anyIPv6}, Except: []Kind{anyRaw}}
	ipv6Datagrams = &Kinds{Only: []Kind{
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM}, {Domain: unix.AF_INET6, Type: unix.SOCK_RAW},
	}}

	speakingIPv6 = &Kinds{Only: []Kind{anyIPv6}}
	rawInet      = &Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW}, {Domain: unix.AF_INET6, Type: unix.SOCK_RAW}}}
	writesHeader = &Kinds{Only: []Kind{{Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_RAW}}}

	noSocket     = &Kinds{Only: []Kind{{Domain: -1}}} // for names that no socket supports
	onlyUnix     = &Kinds{Only: []Kind{anyUnix}}
	unixStream   = &Kinds{Only: []Kind{anyUnixStream}}
	onlyNetlink  = &Kinds{Only: []Kind{anyNetlink}}
	onlyPacket   = &Kinds{Only: []Kind{anyPacket}}
	rawPacket    = &Kinds{Only: []Kind{{Domain: unix.AF_PACKET, Type: unix.SOCK_RAW}}}
	onlyVSock    = &Kinds{Only: []Kind{anyVSock}}
	onlyXDP      = &Kinds{Only: []Kind{anyXDP}}
	onlySMC      = &Kinds{Only: []Kind{{Domain: unix.AF_SMC}}}
	onlySCTP     = &Kinds{Only: []Kind{{Protocol: unix.IPPROTO_SCTP}}}
	onlyMPTCP    = &Kinds{Only: []Kind{anyMPTCP}}
	onlyUDPLite  = &Kinds{Only: []Kind{anyUDPLite}}
	tcpOnIPv4    = &Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_STREAM}}, Except: []Kind{anyMPTCP}}
	tcpOnIPv6    = &Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_STREAM}}, Except: []Kind{anyMPTCP}}
	inet4Sockets = &Kinds{Only: []Kind{anyIPv4}}
	ipv6Sockets  = &Kinds{Only: []Kind{anyIPv6}}
	ipv6Stream   = tcpOnIPv6
	ipv6Mappable = &Kinds{Only: []Kind{anyIPv6}, Except: []Kind{anyRaw, anyMPTCP}}
	rawIPv6Only  = &Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_RAW}}}
	// ip_ra_control in net/ipv4/ip_sockglue.c refuses IPPROTO_RAW.
	rawIPv4NotRaw = &Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW}}, Except: []Kind{{Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_RAW}}}

	rawIPv4   = &Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW}}}
	rawIPv6   = &Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_RAW}}}
	rawICMP   = &Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_ICMP}}}
	rawIGMP   = &Kinds{Only: []Kind{{Domain: unix.AF_INET, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_IGMP}}}
	rawICMPv6 = &Kinds{Only: []Kind{{Domain: unix.AF_INET6, Type: unix.SOCK_RAW, Protocol: unix.IPPROTO_ICMPV6}}}

	ipv4NotStream   = &Kinds{Only: speakingIPv4, Except: []Kind{anyStream}}
	bytesWaiting    = &Kinds{Except: []Kind{anyNetlink, anyVSock, anyXDP}}
	streamsWithMark = &Kinds{Only: []Kind{tcpStream, anyUnixStream}}
	inetOrPacket    = &Kinds{Only: []Kind{anyIPv4, anyIPv6, anyPacket}}
	inet4OrPacket   = &Kinds{Only: []Kind{anyIPv4, anyPacket}}
	streams         = &Kinds{Only: []Kind{anyStream}}
	probing         = &Kinds{Only: []Kind{tcpStream, anyMPTCP, {Domain: unix.AF_SMC}}}
	lingering       = &Kinds{Only: []Kind{tcpStream, anyMPTCP, {Domain: unix.AF_SMC}, {Protocol: unix.IPPROTO_SCTP}, anyVSock}}
)
