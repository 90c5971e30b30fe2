package sockopts

import "golang.org/x/sys/unix"

// protocolNumber is the protocol of a socket, whose numbers are named by its family: 6 is TCP, but NETLINK_XFRM for
// netlink. A name of any family is accepted.
type protocolNumber struct{ own *names }

// socketProtocols has no name for 0, which means something different in every domain.
var socketProtocols = &names{prefix: "IPPROTO_", list: []name{
	{"IPPROTO_TCP", unix.IPPROTO_TCP}, {"IPPROTO_UDP", unix.IPPROTO_UDP}, {"IPPROTO_MPTCP", unix.IPPROTO_MPTCP},
	{"IPPROTO_ICMP", unix.IPPROTO_ICMP}, {"IPPROTO_ICMPV6", unix.IPPROTO_ICMPV6}, {"IPPROTO_SCTP", unix.IPPROTO_SCTP},
	{"IPPROTO_UDPLITE", unix.IPPROTO_UDPLITE}, {"IPPROTO_RAW", unix.IPPROTO_RAW},
}}

// netlinkFamilies are the current protocols of AF_NETLINK in Linux, linux/netlink.h.
var netlinkFamilies = &names{prefix: "NETLINK_", list: []name{
	{"NETLINK_ROUTE", unix.NETLINK_ROUTE}, {"NETLINK_USERSOCK", unix.NETLINK_USERSOCK}, {"NETLINK_SOCK_DIAG", unix.NETLINK_SOCK_DIAG},
	{"NETLINK_XFRM", unix.NETLINK_XFRM}, {"NETLINK_SELINUX", unix.NETLINK_SELINUX}, {"NETLINK_ISCSI", unix.NETLINK_ISCSI},
	{"NETLINK_AUDIT", unix.NETLINK_AUDIT}, {"NETLINK_FIB_LOOKUP", unix.NETLINK_FIB_LOOKUP}, {"NETLINK_CONNECTOR", unix.NETLINK_CONNECTOR},
	{"NETLINK_NETFILTER", unix.NETLINK_NETFILTER}, {"NETLINK_KOBJECT_UEVENT", unix.NETLINK_KOBJECT_UEVENT},
	{"NETLINK_GENERIC", unix.NETLINK_GENERIC}, {"NETLINK_SCSITRANSPORT", unix.NETLINK_SCSITRANSPORT}, {"NETLINK_RDMA", unix.NETLINK_RDMA},
	{"NETLINK_CRYPTO", unix.NETLINK_CRYPTO}, {"NETLINK_SMC", unix.NETLINK_SMC},
}}

// unnamedProtocols are the protocols of families whose headers name none.
var unnamedProtocols = &names{}

func (c protocolNumber) of(domain int) Codec {
	switch domain {
	case unix.AF_INET, unix.AF_INET6:
		return protocolNumber{socketProtocols}
	case unix.AF_NETLINK:
		return protocolNumber{netlinkFamilies}
	}
	return protocolNumber{unnamedProtocols}
}

func (c protocolNumber) Parse(text string) ([]byte, error) {
	for _, family := range []*names{c.own, socketProtocols, netlinkFamilies} {
		if value, ok := family.lookup(text); ok {
			return word(value), nil
		}
	}
	return enumeration{socketProtocols}.Parse(text)
}

func (c protocolNumber) Format(raw []byte) string { return enumeration{c.own}.Format(raw) }

func (c protocolNumber) Hint() string { return enumeration{socketProtocols}.Hint() }

func (c protocolNumber) choices() []string { return socketProtocols.choices() }

func (c protocolNumber) number(raw []byte) (int64, bool) { return integer{}.number(raw) }

// traced prints the number, as strace(1) does: the call does not include the family.
func (c protocolNumber) traced(raw []byte) string { return integer{}.Format(raw) }
