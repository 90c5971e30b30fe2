package control

import (
	"sync"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Constants that golang.org/x/sys/unix lacks, from the headers of Linux.
const (
	scmPidfd        = 4   // SCM_PIDFD, linux/socket.h
	scmTSOptID      = 81  // SCM_TS_OPT_ID, asm-generic/socket.h
	scmInq          = 84  // SCM_INQ, asm-generic/socket.h
	solTLS          = 282 // SOL_TLS, linux/socket.h
	solVsock        = 287 // SOL_VSOCK, linux/socket.h
	ipProtocol      = 52  // IP_PROTOCOL, linux/in.h
	udpSegment      = 103 // UDP_SEGMENT, linux/udp.h
	udpGRO          = 104 // UDP_GRO
	tcpInq          = 36  // TCP_CM_INQ, linux/tcp.h
	tlsSetRecord    = 1   // TLS_SET_RECORD_TYPE, linux/tls.h
	tlsGetRecord    = 2   // TLS_GET_RECORD_TYPE
	vsockRecverr    = 1   // VSOCK_RECVERR, linux/vm_sockets.h
	ipv6Pktinfo2292 = 2   // IPV6_2292PKTINFO, linux/in6.h
	ipv6Hops2292    = 8   // IPV6_2292HOPLIMIT
)

// Levels are the levels of control messages.
var Levels = &sockets.Names{What: "level of control messages", Prefix: "SOL_", List: []sockets.Name{
	{Text: "SOL_SOCKET", Value: unix.SOL_SOCKET}, {Text: "SOL_IP", Value: unix.SOL_IP}, {Text: "SOL_IPV6", Value: unix.SOL_IPV6},
	{Text: "SOL_TCP", Value: unix.SOL_TCP}, {Text: "SOL_UDP", Value: unix.SOL_UDP}, {Text: "SOL_TLS", Value: solTLS},
	{Text: "SOL_NETLINK", Value: unix.SOL_NETLINK}, {Text: "SOL_PACKET", Value: unix.SOL_PACKET}, {Text: "SOL_ALG", Value: unix.SOL_ALG},
	{Text: "SOL_VSOCK", Value: solVsock}, {Text: "SOL_SCTP", Value: unix.IPPROTO_SCTP}, {Text: "SOL_ICMPV6", Value: unix.IPPROTO_ICMPV6},
	{Text: "SOL_RAW", Value: unix.SOL_RAW},
}}

// kinds are all known kinds, the most used first. A new kind is one row.
var kinds = sync.OnceValue(func() []Kind {
	const sent = true
	return []Kind{
		{"SCM_RIGHTS", unix.SOL_SOCKET, unix.SCM_RIGHTS, sent, ReachRights, rights, "descriptors", ""},
		{"SCM_CREDENTIALS", unix.SOL_SOCKET, unix.SCM_CREDENTIALS, sent, ReachStays, credentials, "who sends: process, user, group", ""},
		{"IP_TTL", unix.SOL_IP, unix.IP_TTL, sent, ReachStays, integer, "hops left", ""},
		{"IP_TOS", unix.SOL_IP, unix.IP_TOS, sent, ReachStays, octet, "type of service", ""},
		{"IP_PKTINFO", unix.SOL_IP, unix.IP_PKTINFO, sent, ReachByPlace, pktinfo4, "own address, and interface", ""},
		{"IPV6_PKTINFO", unix.SOL_IPV6, unix.IPV6_PKTINFO, sent, ReachByPlace, pktinfo6, "own address, and interface", ""},
		{"IPV6_HOPLIMIT", unix.SOL_IPV6, unix.IPV6_HOPLIMIT, sent, ReachStays, integer, "hops left", ""},
		{"IPV6_TCLASS", unix.SOL_IPV6, unix.IPV6_TCLASS, sent, ReachStays, hexInteger, "traffic class", ""},
		{"UDP_SEGMENT", unix.SOL_UDP, udpSegment, sent, ReachStays, short, "bytes of each datagram that is cut from the data", ""},
		{"SO_TXTIME", unix.SOL_SOCKET, unix.SO_TXTIME, sent, ReachStays, nanoseconds, "when to send it, in nanoseconds of the clock of SO_TXTIME", ""},
		{"SO_MARK", unix.SOL_SOCKET, unix.SO_MARK, sent, ReachLeaves, word, "the packet's mark", ""},
		{"SO_PRIORITY", unix.SOL_SOCKET, unix.SO_PRIORITY, sent, ReachStays, word, "the packet's priority", ""},
		{"SCM_TIMESTAMPING", unix.SOL_SOCKET, unix.SO_TIMESTAMPING, sent, ReachStays, timestamping, "when it came or went: software, –, hardware", "SO_TIMESTAMPING_OLD"},
		{"SCM_TS_OPT_ID", unix.SOL_SOCKET, scmTSOptID, sent, ReachStays, word, "number of its time stamps", ""},
		{"TLS_SET_RECORD_TYPE", solTLS, tlsSetRecord, sent, ReachStays, octet, "type of the TLS record", ""},
		{"IPV6_DONTFRAG", unix.SOL_IPV6, unix.IPV6_DONTFRAG, sent, ReachStays, integer, "no fragments", ""},
		{"IPV6_FLOWINFO", unix.SOL_IPV6, ipv6Flowinfo, sent, ReachStays, big32, "flow label", ""},
		{"IP_PROTOCOL", unix.SOL_IP, ipProtocol, sent, ReachStays, integer, "protocol, of a raw socket", ""},
		{"IP_RETOPTS", unix.SOL_IP, unix.IP_RETOPTS, sent, ReachLeaves, bytesOf, "options of the header", ""},
		{"IPV6_HOPOPTS", unix.SOL_IPV6, unix.IPV6_HOPOPTS, sent, ReachLeaves, bytesOf, "hop-by-hop options", ""},
		{"IPV6_RTHDRDSTOPTS", unix.SOL_IPV6, unix.IPV6_RTHDRDSTOPTS, sent, ReachLeaves, bytesOf, "options before the routing header", ""},
		{"IPV6_RTHDR", unix.SOL_IPV6, unix.IPV6_RTHDR, sent, ReachLeaves, bytesOf, "routing header", ""},
		{"IPV6_DSTOPTS", unix.SOL_IPV6, unix.IPV6_DSTOPTS, sent, ReachLeaves, bytesOf, "destination options", ""},
		{"IPV6_2292PKTINFO", unix.SOL_IPV6, ipv6Pktinfo2292, sent, ReachByPlace, pktinfo6, "own address, and interface (RFC 2292)", ""},
		{"IPV6_2292HOPLIMIT", unix.SOL_IPV6, ipv6Hops2292, sent, ReachStays, integer, "hops left (RFC 2292)", ""},

		{"IP_RECVERR", unix.SOL_IP, unix.IP_RECVERR, false, ReachStays, report, "an error: errno, origin, type, code, who said so", ""},
		{"IPV6_RECVERR", unix.SOL_IPV6, unix.IPV6_RECVERR, false, ReachStays, report, "an error: errno, origin, type, code, who said so", ""},
		{"SO_TIMESTAMP", unix.SOL_SOCKET, unix.SO_TIMESTAMP, false, ReachStays, microTime, "when it came", "SO_TIMESTAMP_OLD"},
		{"SO_TIMESTAMPNS", unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, false, ReachStays, nanoTime, "when it came", "SO_TIMESTAMPNS_OLD"},
		{"SO_TIMESTAMP_NEW", unix.SOL_SOCKET, unix.SO_TIMESTAMP_NEW, false, ReachStays, microTime, "when it came", ""},
		{"SO_TIMESTAMPNS_NEW", unix.SOL_SOCKET, unix.SO_TIMESTAMPNS_NEW, false, ReachStays, nanoTime, "when it came", ""},
		{"SO_TIMESTAMPING_NEW", unix.SOL_SOCKET, unix.SO_TIMESTAMPING_NEW, false, ReachStays, timestamping, "when it came or went: software, –, hardware", ""},
		{"SCM_TIMESTAMPING_OPT_STATS", unix.SOL_SOCKET, unix.SCM_TIMESTAMPING_OPT_STATS, false, ReachStays, bytesOf, "TCP's statistics at that time", ""},
		{"SCM_TIMESTAMPING_PKTINFO", unix.SOL_SOCKET, unix.SCM_TIMESTAMPING_PKTINFO, false, ReachStays, bytesOf, "interface and length of the packet", ""},
		{"SO_RXQ_OVFL", unix.SOL_SOCKET, unix.SO_RXQ_OVFL, false, ReachStays, word, "datagrams that were dropped so far, for want of room", ""},
		{"SO_WIFI_STATUS", unix.SOL_SOCKET, unix.SO_WIFI_STATUS, false, ReachStays, integer, "whether the packet was acknowledged", ""},
		{"SCM_SECURITY", unix.SOL_SOCKET, scmSecurity, false, ReachStays, label, "security label of the sender", ""},
		{"SCM_PIDFD", unix.SOL_SOCKET, scmPidfd, false, ReachStays, integer, "a descriptor of the sender's process", ""},
		{"SCM_INQ", unix.SOL_SOCKET, scmInq, false, ReachStays, integer, "bytes that wait", ""},
		{"UDP_GRO", unix.SOL_UDP, udpGRO, false, ReachStays, integer, "bytes of each datagram that was joined into the data", ""},
		{"TCP_INQ", unix.SOL_TCP, tcpInq, false, ReachStays, integer, "bytes that wait", ""},
		{"TLS_GET_RECORD_TYPE", solTLS, tlsGetRecord, false, ReachStays, octet, "type of the TLS record", ""},
		{"IP_ORIGDSTADDR", unix.SOL_IP, unix.IP_RECVORIGDSTADDR, false, ReachStays, socketAddress, "where it was sent to", ""},
		{"IPV6_ORIGDSTADDR", unix.SOL_IPV6, unix.IPV6_RECVORIGDSTADDR, false, ReachStays, socketAddress, "where it was sent to", ""},
		{"IP_RECVOPTS", unix.SOL_IP, unix.IP_RECVOPTS, false, ReachStays, bytesOf, "options of the header", ""},
		{"IP_CHECKSUM", unix.SOL_IP, unix.IP_CHECKSUM, false, ReachStays, word, "sum of the data", ""},
		{"IP_RECVFRAGSIZE", unix.SOL_IP, unix.IP_RECVFRAGSIZE, false, ReachStays, integer, "its largest fragment", ""},
		{"IPV6_RECVFRAGSIZE", unix.SOL_IPV6, unix.IPV6_RECVFRAGSIZE, false, ReachStays, integer, "its largest fragment", ""},
		{"NETLINK_PKTINFO", unix.SOL_NETLINK, unix.NETLINK_PKTINFO, false, ReachStays, word, "the group it came by", ""},
		{"PACKET_AUXDATA", unix.SOL_PACKET, unix.PACKET_AUXDATA, false, ReachStays, bytesOf, "length, state and VLAN of the packet", ""},
		{"PACKET_TX_TIMESTAMP", unix.SOL_PACKET, unix.PACKET_TX_TIMESTAMP, false, ReachStays, report, "a report about a packet that was sent", ""},
		{"VSOCK_RECVERR", solVsock, vsockRecverr, false, ReachStays, report, "a report about what was sent", ""},
	}
})

const (
	ipv6Flowinfo = 11 // IPV6_FLOWINFO, linux/in6.h
	scmSecurity  = 3  // SCM_SECURITY, linux/socket.h
)
