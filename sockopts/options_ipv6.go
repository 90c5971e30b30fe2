package sockopts

import "golang.org/x/sys/unix"

var ipv6PathMTU = names{prefix: "IPV6_PMTUDISC_", list: []name{
	{"IPV6_PMTUDISC_DONT", unix.IPV6_PMTUDISC_DONT}, {"IPV6_PMTUDISC_WANT", unix.IPV6_PMTUDISC_WANT},
	{"IPV6_PMTUDISC_DO", unix.IPV6_PMTUDISC_DO}, {"IPV6_PMTUDISC_PROBE", unix.IPV6_PMTUDISC_PROBE},
	{"IPV6_PMTUDISC_INTERFACE", unix.IPV6_PMTUDISC_INTERFACE}, {"IPV6_PMTUDISC_OMIT", unix.IPV6_PMTUDISC_OMIT},
}}

var ipv6Options = []*Option{
	{
		Level: "SOL_IPV6", Name: "IPV6_V6ONLY", Number: unix.IPV6_V6ONLY, CType: "int", Codec: onOff{},
		Direction: GetSet, Applies: ipv6NotRaw, DefaultFrom: "net.ipv6.bindv6only", Phase: BeforeBind, Inherited: Yes, Since: "2.4.21",
		Summary:  "Keeps an IPv6 socket from speaking IPv4 through addresses such as ::ffff:127.0.0.1.",
		Surprise: "After bind it is EINVAL, and binding ::1 turns it on by itself.",
		Try:      "setsockopt s IPV6_V6ONLY on\nbind s [::]:0",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_UNICAST_HOPS", Number: unix.IPV6_UNICAST_HOPS, CType: "int", Codec: integer{},
		Direction: GetSet, Applies: ipv6NotMPTCP, DefaultFrom: "net.ipv6.conf.all.hop_limit", Range: "-1 to 255, -1 is the default again",
		Phase: AnyTime, Inherited: Yes,
		Summary:  "Sets the hop limit of the packets that go to one receiver.",
		Surprise: "0 is accepted here, while IP_TTL refuses it.",
		Try:      "setsockopt s IPV6_UNICAST_HOPS 3",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_MULTICAST_HOPS", Number: unix.IPV6_MULTICAST_HOPS, CType: "int", Codec: integer{},
		Direction: GetSet, Applies: ipv6Datagrams, Default: "1", Range: "-1 to 255, -1 is the default again", Phase: AnyTime,
		Summary:  "Sets the hop limit of the packets that go to a multicast group.",
		Surprise: "At the default of 1 nothing leaves the local network.",
		Try:      "setsockopt s IPV6_MULTICAST_HOPS 5",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_MULTICAST_LOOP", Number: unix.IPV6_MULTICAST_LOOP, CType: "int", Codec: onOff{},
		Direction: GetSet, Applies: ipv6NotMPTCP, Default: "on", Range: "0 or 1", Phase: AnyTime, Inherited: Yes,
		Summary:  "Gives the machine's own members of a group what this socket sends to it.",
		Surprise: "On Linux the sender's setting counts, on Windows the receiver's.",
		Try:      "setsockopt s IPV6_MULTICAST_LOOP off",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_TCLASS", Number: unix.IPV6_TCLASS, CType: "int", Codec: integer{},
		Direction: GetSet, Applies: ipv6NotMPTCP, Default: "0", Range: "-1 to 255, -1 is the default again",
		Rescale: "TCP keeps its own two ECN bits: 255 is stored as 252", Phase: AnyTime, Inherited: Yes, Since: "2.6.14",
		Summary:  "Sets the traffic class of what is sent: six bits DSCP, two bits ECN.",
		Surprise: "It leaves SO_PRIORITY alone, while IP_TOS changes it.",
		Try:      "setsockopt s IPV6_TCLASS 16\ngetsockopt s SO_PRIORITY",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_RECVERR", Number: unix.IPV6_RECVERR, CType: "int", Codec: onOff{},
		Direction: GetSet, Applies: ipv6NotMPTCP, Default: "off", Phase: AnyTime, Inherited: Yes,
		Summary:  "Keeps errors that the network reports in a queue of their own, to be read with MSG_ERRQUEUE.",
		Surprise: "An unconnected UDP socket then gets errors from earlier sends on its later calls.",
		Try:      "setsockopt s IPV6_RECVERR on\nrecv s 100 MSG_ERRQUEUE",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_ADD_MEMBERSHIP", Aliases: []string{"IPV6_JOIN_GROUP"}, Number: unix.IPV6_ADD_MEMBERSHIP,
		CType: "struct ipv6_mreq", Codec: addr6Index{"GROUP,INDEX of the interface, e.g. ff02::1,1"},
		Direction: Set, Applies: ipv6Datagrams, Phase: AnyTime,
		Summary:  "Joins a multicast group on one interface.",
		Surprise: "The interface is a number, not an address as IPv4 has it; 0 lets the routing table choose.",
		Try:      "setsockopt s IPV6_ADD_MEMBERSHIP ff02::1234,1",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_DROP_MEMBERSHIP", Aliases: []string{"IPV6_LEAVE_GROUP"}, Number: unix.IPV6_DROP_MEMBERSHIP,
		CType: "struct ipv6_mreq", Codec: addr6Index{"GROUP,INDEX of the interface, e.g. ff02::1,1"},
		Direction: Set, Applies: ipv6Datagrams, Phase: AnyTime,
		Summary:  "Leaves a multicast group.",
		Surprise: "Leaving a group that was never joined is EADDRNOTAVAIL; close leaves all of them.",
		Try:      "setsockopt s IPV6_DROP_MEMBERSHIP ff02::1234,1 => EADDRNOTAVAIL",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_RECVPKTINFO", Number: unix.IPV6_RECVPKTINFO, CType: "int", Codec: onOff{},
		Direction: GetSet, Applies: ipv6NotMPTCP, Default: "off", Phase: AnyTime, Inherited: Yes, Since: "2.6.14",
		Summary:  "Adds to each received datagram the address it was sent to and the interface it came in on.",
		Surprise: "The control message is called IPV6_PKTINFO; only recvmsg can see it.",
		Try:      "setsockopt s IPV6_RECVPKTINFO on",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_IPV6", Name: "IPV6_MTU_DISCOVER", Number: unix.IPV6_MTU_DISCOVER, CType: "int", Codec: enumeration{ipv6PathMTU},
		Direction: GetSet, Applies: ipv6NotMPTCP, Default: "IPV6_PMTUDISC_WANT", Range: "0 to 5", Phase: AnyTime, Inherited: Yes,
		Summary:  "Chooses what happens to packets larger than the path's MTU.",
		Surprise: "With IPV6_PMTUDISC_DO a datagram that does not fit is EMSGSIZE and is not sent in parts.",
		Try:      "setsockopt s IPV6_MTU_DISCOVER IPV6_PMTUDISC_DO",
		Manual:   "ipv6(7)",
	},
}
