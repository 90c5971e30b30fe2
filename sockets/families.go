package sockets

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Domains are the address families of socket(2), from linux/socket.h.
var Domains = &Names{What: "domain", Prefix: "AF_", List: []Name{
	{"AF_UNSPEC", unix.AF_UNSPEC},
	{"AF_UNIX", unix.AF_UNIX}, {"AF_LOCAL", unix.AF_LOCAL}, {"AF_INET", unix.AF_INET}, {"AF_INET6", unix.AF_INET6},
	{"AF_NETLINK", unix.AF_NETLINK}, {"AF_PACKET", unix.AF_PACKET}, {"AF_VSOCK", unix.AF_VSOCK}, {"AF_XDP", unix.AF_XDP},
	{"AF_ALG", unix.AF_ALG}, {"AF_CAN", unix.AF_CAN}, {"AF_BLUETOOTH", unix.AF_BLUETOOTH}, {"AF_TIPC", unix.AF_TIPC},
	{"AF_SMC", unix.AF_SMC}, {"AF_KEY", unix.AF_KEY}, {"AF_RDS", unix.AF_RDS}, {"AF_MCTP", unix.AF_MCTP},
	{"AF_QIPCRTR", unix.AF_QIPCRTR}, {"AF_KCM", unix.AF_KCM}, {"AF_NFC", unix.AF_NFC}, {"AF_RXRPC", unix.AF_RXRPC},
	{"AF_IUCV", unix.AF_IUCV}, {"AF_PPPOX", unix.AF_PPPOX}, {"AF_LLC", unix.AF_LLC}, {"AF_IB", unix.AF_IB},
	{"AF_MPLS", unix.AF_MPLS}, {"AF_ISDN", unix.AF_ISDN}, {"AF_PHONET", unix.AF_PHONET}, {"AF_IEEE802154", unix.AF_IEEE802154},
	{"AF_CAIF", unix.AF_CAIF}, {"AF_AX25", unix.AF_AX25}, {"AF_IPX", unix.AF_IPX}, {"AF_APPLETALK", unix.AF_APPLETALK},
	{"AF_NETROM", unix.AF_NETROM}, {"AF_BRIDGE", unix.AF_BRIDGE}, {"AF_ATMPVC", unix.AF_ATMPVC}, {"AF_X25", unix.AF_X25},
	{"AF_ROSE", unix.AF_ROSE}, {"AF_ATMSVC", unix.AF_ATMSVC}, {"AF_IRDA", unix.AF_IRDA},
}}

// Protocols are the protocols of AF_INET and AF_INET6, from linux/in.h and linux/in6.h.
var Protocols = &Names{What: "protocol", Prefix: "IPPROTO_", List: []Name{
	{"IPPROTO_IP", unix.IPPROTO_IP}, {"IPPROTO_ICMP", unix.IPPROTO_ICMP}, {"IPPROTO_IGMP", unix.IPPROTO_IGMP},
	{"IPPROTO_IPIP", unix.IPPROTO_IPIP}, {"IPPROTO_TCP", unix.IPPROTO_TCP}, {"IPPROTO_EGP", unix.IPPROTO_EGP},
	{"IPPROTO_PUP", unix.IPPROTO_PUP}, {"IPPROTO_UDP", unix.IPPROTO_UDP}, {"IPPROTO_IDP", unix.IPPROTO_IDP},
	{"IPPROTO_TP", unix.IPPROTO_TP}, {"IPPROTO_DCCP", unix.IPPROTO_DCCP}, {"IPPROTO_IPV6", unix.IPPROTO_IPV6},
	{"IPPROTO_RSVP", unix.IPPROTO_RSVP}, {"IPPROTO_GRE", unix.IPPROTO_GRE}, {"IPPROTO_ESP", unix.IPPROTO_ESP},
	{"IPPROTO_AH", unix.IPPROTO_AH}, {"IPPROTO_ICMPV6", unix.IPPROTO_ICMPV6}, {"IPPROTO_MTP", unix.IPPROTO_MTP},
	{"IPPROTO_BEETPH", unix.IPPROTO_BEETPH}, {"IPPROTO_ENCAP", unix.IPPROTO_ENCAP}, {"IPPROTO_PIM", unix.IPPROTO_PIM},
	{"IPPROTO_COMP", unix.IPPROTO_COMP}, {"IPPROTO_L2TP", unix.IPPROTO_L2TP}, {"IPPROTO_SCTP", unix.IPPROTO_SCTP},
	{"IPPROTO_UDPLITE", unix.IPPROTO_UDPLITE}, {"IPPROTO_MPLS", unix.IPPROTO_MPLS}, {"IPPROTO_ETHERNET", unix.IPPROTO_ETHERNET},
	{"IPPROTO_RAW", unix.IPPROTO_RAW}, {"IPPROTO_SMC", unix.IPPROTO_SMC}, {"IPPROTO_MPTCP", unix.IPPROTO_MPTCP},
}}

// The protocols of other families. That of AF_PACKET is an EtherType in network byte order (packet(7)); those of
// AF_BLUETOOTH and AF_SMC are numbers that have no names in x/sys.
var (
	netlinkProtocols = &Names{What: "protocol of AF_NETLINK", Prefix: "NETLINK_", List: []Name{ // linux/netlink.h
		{"NETLINK_ROUTE", unix.NETLINK_ROUTE}, {"NETLINK_UNUSED", unix.NETLINK_UNUSED}, {"NETLINK_USERSOCK", unix.NETLINK_USERSOCK},
		{"NETLINK_FIREWALL", unix.NETLINK_FIREWALL}, {"NETLINK_SOCK_DIAG", unix.NETLINK_SOCK_DIAG}, {"NETLINK_INET_DIAG", unix.NETLINK_INET_DIAG},
		{"NETLINK_NFLOG", unix.NETLINK_NFLOG}, {"NETLINK_XFRM", unix.NETLINK_XFRM}, {"NETLINK_SELINUX", unix.NETLINK_SELINUX},
		{"NETLINK_ISCSI", unix.NETLINK_ISCSI}, {"NETLINK_AUDIT", unix.NETLINK_AUDIT}, {"NETLINK_FIB_LOOKUP", unix.NETLINK_FIB_LOOKUP},
		{"NETLINK_CONNECTOR", unix.NETLINK_CONNECTOR}, {"NETLINK_NETFILTER", unix.NETLINK_NETFILTER}, {"NETLINK_IP6_FW", unix.NETLINK_IP6_FW},
		{"NETLINK_DNRTMSG", unix.NETLINK_DNRTMSG}, {"NETLINK_KOBJECT_UEVENT", unix.NETLINK_KOBJECT_UEVENT},
		{"NETLINK_GENERIC", unix.NETLINK_GENERIC}, {"NETLINK_SCSITRANSPORT", unix.NETLINK_SCSITRANSPORT},
		{"NETLINK_ECRYPTFS", unix.NETLINK_ECRYPTFS}, {"NETLINK_RDMA", unix.NETLINK_RDMA}, {"NETLINK_CRYPTO", unix.NETLINK_CRYPTO},
		{"NETLINK_SMC", unix.NETLINK_SMC},
	}}
	packetProtocols = &Names{What: "protocol of AF_PACKET", Prefix: "ETH_P_", Net16: true, List: []Name{ // linux/if_ether.h
		{"ETH_P_ALL", unix.ETH_P_ALL}, {"ETH_P_IP", unix.ETH_P_IP}, {"ETH_P_ARP", unix.ETH_P_ARP}, {"ETH_P_IPV6", unix.ETH_P_IPV6},
		{"ETH_P_802_3", unix.ETH_P_802_3}, {"ETH_P_802_2", unix.ETH_P_802_2}, {"ETH_P_802_3_MIN", unix.ETH_P_802_3_MIN},
		{"ETH_P_SNAP", unix.ETH_P_SNAP}, {"ETH_P_LOOP", unix.ETH_P_LOOP}, {"ETH_P_LOOPBACK", unix.ETH_P_LOOPBACK},
		{"ETH_P_RARP", unix.ETH_P_RARP}, {"ETH_P_8021Q", unix.ETH_P_8021Q}, {"ETH_P_8021AD", unix.ETH_P_8021AD},
		{"ETH_P_8021AH", unix.ETH_P_8021AH}, {"ETH_P_MPLS_UC", unix.ETH_P_MPLS_UC}, {"ETH_P_MPLS_MC", unix.ETH_P_MPLS_MC},
		{"ETH_P_PPP_DISC", unix.ETH_P_PPP_DISC}, {"ETH_P_PPP_SES", unix.ETH_P_PPP_SES}, {"ETH_P_PAE", unix.ETH_P_PAE},
		{"ETH_P_LLDP", unix.ETH_P_LLDP}, {"ETH_P_1588", unix.ETH_P_1588}, {"ETH_P_TEB", unix.ETH_P_TEB}, {"ETH_P_TIPC", unix.ETH_P_TIPC},
		{"ETH_P_SLOW", unix.ETH_P_SLOW}, {"ETH_P_MACSEC", unix.ETH_P_MACSEC}, {"ETH_P_CAN", unix.ETH_P_CAN}, {"ETH_P_CANFD", unix.ETH_P_CANFD},
		{"ETH_P_AOE", unix.ETH_P_AOE}, {"ETH_P_FCOE", unix.ETH_P_FCOE}, {"ETH_P_FIP", unix.ETH_P_FIP}, {"ETH_P_HSR", unix.ETH_P_HSR},
		{"ETH_P_PRP", unix.ETH_P_PRP}, {"ETH_P_NSH", unix.ETH_P_NSH}, {"ETH_P_BATMAN", unix.ETH_P_BATMAN}, {"ETH_P_IPX", unix.ETH_P_IPX},
		{"ETH_P_ATALK", unix.ETH_P_ATALK}, {"ETH_P_AARP", unix.ETH_P_AARP}, {"ETH_P_PAUSE", unix.ETH_P_PAUSE}, {"ETH_P_X25", unix.ETH_P_X25},
		{"ETH_P_8021AC", unix.ETH_P_8021AC}, {"ETH_P_80221", unix.ETH_P_80221}, {"ETH_P_802_EX1", unix.ETH_P_802_EX1}, {"ETH_P_AF_IUCV", unix.ETH_P_AF_IUCV},
		{"ETH_P_ARCNET", unix.ETH_P_ARCNET}, {"ETH_P_ATMFATE", unix.ETH_P_ATMFATE}, {"ETH_P_ATMMPOA", unix.ETH_P_ATMMPOA}, {"ETH_P_AX25", unix.ETH_P_AX25},
		{"ETH_P_BPQ", unix.ETH_P_BPQ}, {"ETH_P_CAIF", unix.ETH_P_CAIF}, {"ETH_P_CANXL", unix.ETH_P_CANXL}, {"ETH_P_CFM", unix.ETH_P_CFM},
		{"ETH_P_CONTROL", unix.ETH_P_CONTROL}, {"ETH_P_CUST", unix.ETH_P_CUST}, {"ETH_P_DDCMP", unix.ETH_P_DDCMP}, {"ETH_P_DEC", unix.ETH_P_DEC},
		{"ETH_P_DIAG", unix.ETH_P_DIAG}, {"ETH_P_DNA_DL", unix.ETH_P_DNA_DL}, {"ETH_P_DNA_RC", unix.ETH_P_DNA_RC}, {"ETH_P_DNA_RT", unix.ETH_P_DNA_RT},
		{"ETH_P_DSA", unix.ETH_P_DSA}, {"ETH_P_DSA_8021Q", unix.ETH_P_DSA_8021Q}, {"ETH_P_DSA_A5PSW", unix.ETH_P_DSA_A5PSW}, {"ETH_P_ECONET", unix.ETH_P_ECONET},
		{"ETH_P_EDSA", unix.ETH_P_EDSA}, {"ETH_P_ERSPAN", unix.ETH_P_ERSPAN}, {"ETH_P_ERSPAN2", unix.ETH_P_ERSPAN2}, {"ETH_P_ETHERCAT", unix.ETH_P_ETHERCAT},
		{"ETH_P_GRE_OSI", unix.ETH_P_GRE_OSI}, {"ETH_P_HDLC", unix.ETH_P_HDLC}, {"ETH_P_IBOE", unix.ETH_P_IBOE}, {"ETH_P_IEEE802154", unix.ETH_P_IEEE802154},
		{"ETH_P_IEEEPUP", unix.ETH_P_IEEEPUP}, {"ETH_P_IEEEPUPAT", unix.ETH_P_IEEEPUPAT}, {"ETH_P_IFE", unix.ETH_P_IFE}, {"ETH_P_IRDA", unix.ETH_P_IRDA},
		{"ETH_P_LAT", unix.ETH_P_LAT}, {"ETH_P_LINK_CTL", unix.ETH_P_LINK_CTL}, {"ETH_P_LOCALTALK", unix.ETH_P_LOCALTALK}, {"ETH_P_MAP", unix.ETH_P_MAP},
		{"ETH_P_MCTP", unix.ETH_P_MCTP}, {"ETH_P_MOBITEX", unix.ETH_P_MOBITEX}, {"ETH_P_MRP", unix.ETH_P_MRP}, {"ETH_P_MVRP", unix.ETH_P_MVRP},
		{"ETH_P_MXLGSW", unix.ETH_P_MXLGSW}, {"ETH_P_NCSI", unix.ETH_P_NCSI}, {"ETH_P_NXP_NETC", unix.ETH_P_NXP_NETC}, {"ETH_P_PHONET", unix.ETH_P_PHONET},
		{"ETH_P_PPPTALK", unix.ETH_P_PPPTALK}, {"ETH_P_PPP_MP", unix.ETH_P_PPP_MP}, {"ETH_P_PREAUTH", unix.ETH_P_PREAUTH}, {"ETH_P_PROFINET", unix.ETH_P_PROFINET},
		{"ETH_P_PUP", unix.ETH_P_PUP}, {"ETH_P_PUPAT", unix.ETH_P_PUPAT}, {"ETH_P_QINQ1", unix.ETH_P_QINQ1}, {"ETH_P_QINQ2", unix.ETH_P_QINQ2},
		{"ETH_P_QINQ3", unix.ETH_P_QINQ3}, {"ETH_P_REALTEK", unix.ETH_P_REALTEK}, {"ETH_P_SCA", unix.ETH_P_SCA}, {"ETH_P_TDLS", unix.ETH_P_TDLS},
		{"ETH_P_TRAILER", unix.ETH_P_TRAILER}, {"ETH_P_TR_802_2", unix.ETH_P_TR_802_2}, {"ETH_P_TSN", unix.ETH_P_TSN}, {"ETH_P_WAN_PPP", unix.ETH_P_WAN_PPP},
		{"ETH_P_WCCP", unix.ETH_P_WCCP}, {"ETH_P_XDSA", unix.ETH_P_XDSA}, {"ETH_P_YT921X", unix.ETH_P_YT921X},
	}}
	canProtocols = &Names{What: "protocol of AF_CAN", Prefix: "CAN_", List: []Name{ // linux/can.h
		{"CAN_RAW", unix.CAN_RAW}, {"CAN_BCM", unix.CAN_BCM}, {"CAN_TP16", unix.CAN_TP16}, {"CAN_TP20", unix.CAN_TP20},
		{"CAN_MCNET", unix.CAN_MCNET}, {"CAN_ISOTP", unix.CAN_ISOTP}, {"CAN_J1939", unix.CAN_J1939},
	}}
	bluetoothProtocols = &Names{What: "protocol of AF_BLUETOOTH", Prefix: "BTPROTO_", List: []Name{ // include/net/bluetooth/bluetooth.h
		{"BTPROTO_L2CAP", 0}, {"BTPROTO_HCI", 1}, {"BTPROTO_SCO", 2}, {"BTPROTO_RFCOMM", 3},
		{"BTPROTO_BNEP", 4}, {"BTPROTO_CMTP", 5}, {"BTPROTO_HIDP", 6}, {"BTPROTO_AVDTP", 7},
	}}
	smcProtocols = &Names{What: "protocol of AF_SMC", Prefix: "SMCPROTO_", List: []Name{ // include/net/smc.h
		{"SMCPROTO_SMC", 0}, {"SMCPROTO_SMC6", 1},
	}}
	// numberedProtocols are those of AF_UNIX, AF_VSOCK and the other families, where 0 is the
	// only protocol or no header names them.
	numberedProtocols = &Names{What: "protocol"}
)

// ProtocolsOf returns the protocols of a family: the same number means different protocols in different families.
func ProtocolsOf(domain int) *Names {
	switch domain {
	case unix.AF_INET, unix.AF_INET6:
		return Protocols
	case unix.AF_NETLINK:
		return netlinkProtocols
	case unix.AF_PACKET:
		return packetProtocols
	case unix.AF_CAN:
		return canProtocols
	case unix.AF_BLUETOOTH:
		return bluetoothProtocols
	case unix.AF_SMC:
		return smcProtocols
	case unix.AF_RXRPC: // the address family it uses (Documentation/networking/rxrpc.rst)
		return Domains
	}
	return numberedProtocols
}

// ParseProtocol parses a protocol of a family or, as in C, of any other.
func ParseProtocol(domain int, text string) (int, error) {
	own := ProtocolsOf(domain)
	value, err := own.Parse(text)
	if err == nil {
		return value, nil
	}
	for _, family := range []*Names{Protocols, netlinkProtocols, packetProtocols, canProtocols, bluetoothProtocols, smcProtocols} {
		if value, err := family.Parse(text); err == nil && strings.HasPrefix(strings.TrimPrefix(text, "htons("), family.Prefix) {
			return value, nil
		}
	}
	return 0, err
}
