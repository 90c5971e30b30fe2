package sockopts

import "golang.org/x/sys/unix"

var rawOptions = []*Option{
	{
		Level: "SOL_RAW", Name: "ICMP_FILTER", Number: unix.ICMP_FILTER,
		CType: "struct icmp_filter {u32 data}", Type: "u32 bitmask", Codec: flags{icmpTypes},
		Reach: ReachStays, Purpose: Security, Direction: GetSet, Applies: rawICMP, Default: "0",
		Phase:    AnyTime,
		Summary:  "Drops the types of ICMP whose bits are set.",
		Surprise: "It lists what to drop, not what to let through.",
		Try:      "setsockopt s ICMP_FILTER ICMP_ECHO|ICMP_ECHOREPLY",
		Manual:   "raw(7)",
	},
	{
		Level: "SOL_RAW", Name: "IPV6_CHECKSUM", Number: unix.IPV6_CHECKSUM,
		CType: "int", Codec: integer{},
		Reach: ReachStays, Purpose: Offload, Direction: GetSet, Applies: rawIPv6, Range: "even, or negative for off",
		Phase:    AnyTime,
		Summary:  "Sets the offset in each packet where the kernel fills in the checksum; -1 turns this off.",
		Surprise: "An ICMPv6 socket takes it at this level, but refuses it at SOL_IPV6.",
		Try:      "setsockopt s SOL_RAW IPV6_CHECKSUM 2",
		Manual:   "ipv6(7)",
	},
	{
		Level: "SOL_RAW", Name: "IPV6_HDRINCL", Number: unix.IPV6_HDRINCL,
		CType: "int", Codec: onOff{},
		Reach:   ReachByValue, // whoever writes the header chooses both addresses
		Purpose: Routing, Direction: GetSet, Applies: rawIPv6, Default: "off",
		Fresh: []Fresh{{writesHeader, "on"}},
		Phase: AnyTime, Since: "4.5",
		Summary:  "Lets the program write the IPv6 header of what it sends.",
		Surprise: "It is the option of SOL_IPV6 at another level.",
		Try:      "setsockopt s SOL_RAW IPV6_HDRINCL on",
		Manual:   "net/ipv6/raw.c",
	},
	{
		Level: "SOL_ICMPV6", Name: "ICMPV6_FILTER", Number: unix.ICMPV6_FILTER,
		CType: "struct icmp6_filter {u32[8]}", Type: "u32[8] bitmask", Codec: typeSet{},
		Reach: ReachStays, Purpose: Security, Direction: GetSet, Applies: rawICMPv6, Default: "none",
		Phase:    AnyTime,
		Summary:  "Drops the types of ICMPv6 whose bits are set.",
		Surprise: "A set bit lets packets pass in RFC 3542 and blocks them in Linux; the macros of the C library hide this.",
		Try:      "setsockopt s ICMPV6_FILTER 128,130-137",
		Manual:   "ipv6(7)", MacOS: "ICMP6_FILTER (18)", FreeBSD: "ICMP6_FILTER",
	},
}
