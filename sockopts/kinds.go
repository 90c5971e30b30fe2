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

// Has tells whether such a socket is among them. A protocol of 0 means the
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
	tcpAndUDP     = Kinds{Only: slices.Concat(onlyTCP.Only, onlyUDP.Only)}
	inetSockets   = Kinds{Only: []Kind{{Domain: unix.AF_INET}, {Domain: unix.AF_INET6}}}
	passesCreds   = Kinds{Only: []Kind{{Domain: unix.AF_UNIX}, {Domain: unix.AF_NETLINK}}}
	peeksAtOffset = Kinds{Only: slices.Concat([]Kind{{Domain: unix.AF_UNIX}}, tcpAndUDP.Only)}

	// An AF_INET6 socket of TCP or UDP can speak IPv4, and takes the IPv4 options.
	ipv4Capable = Kinds{Only: []Kind{
		{Domain: unix.AF_INET}, {Domain: unix.AF_INET6, Type: unix.SOCK_STREAM},
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP},
	}}
	ipv4NotMPTCP  = Kinds{Only: ipv4Capable.Only, Except: exceptMPTCP.Except}
	ipv4Datagrams = Kinds{Only: []Kind{
		{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM}, {Domain: unix.AF_INET, Type: unix.SOCK_RAW},
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP},
	}}
	ipv6NotMPTCP  = Kinds{Only: []Kind{{Domain: unix.AF_INET6}}, Except: exceptMPTCP.Except}
	ipv6NotRaw    = Kinds{Only: []Kind{{Domain: unix.AF_INET6}}, Except: []Kind{{Type: unix.SOCK_RAW}}}
	ipv6Datagrams = Kinds{Only: []Kind{
		{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM}, {Domain: unix.AF_INET6, Type: unix.SOCK_RAW},
	}}
)
