package sockopts

import "golang.org/x/sys/unix"

var udpOptions = []*Option{
	{
		Level: "SOL_UDP", Name: "UDP_CORK", Number: unix.UDP_CORK, CType: "int", Codec: onOff{},
		Reach: ReachStays, Purpose: Latency, Direction: GetSet, Applies: udpAndUDPLite, Default: "off", Phase: AnyTime, Since: "2.5.44",
		Summary:  "Collects everything that is sent into one datagram until it is turned off.",
		Surprise: "Turning it off sends the datagram; close discards what was collected.",
		Try:      "setsockopt c UDP_CORK on\nsend c \"hel\"",
		Manual:   "udp(7)",
	},
	{
		Level: "SOL_UDP", Name: "UDP_SEGMENT", Number: unix.UDP_SEGMENT, CType: "int", Codec: integer{"B"},
		Reach: ReachStays, Purpose: Offload, Direction: GetSet, Applies: udpAndUDPLite,
		Default: "0", Range: "0 to 65535 B, 0 is off", Unit: "B", Phase: AnyTime, Since: "4.18",
		Summary:  "Splits each send into datagrams of this many bytes, in the kernel or the network card (GSO).",
		Surprise: "The last datagram is shorter; a receiver sees several datagrams for one call of the sender.",
		Try:      "setsockopt c UDP_SEGMENT 4\nsend c \"0123456789\"",
		Manual:   "udp(7)",
		Windows:  "UDP_SEND_MSG_SIZE",
	},
	{
		Level: "SOL_UDP", Name: "UDP_GRO", Number: unix.UDP_GRO, CType: "int", Codec: onOff{},
		Reach: ReachStays, Purpose: Offload, Direction: GetSet, Applies: udpAndUDPLite, Default: "off", Phase: AnyTime, Since: "5.0",
		Summary:  "Lets one receive return several datagrams of the same flow, joined together.",
		Surprise: "Only the control message UDP_GRO says where one datagram ends; a plain recv can't tell.",
		Try:      "setsockopt s UDP_GRO on\nrecv s 64KiB",
		Manual:   "udp(7)",
		Windows:  "UDP_RECV_MAX_COALESCED_SIZE",
	},
	{
		Level: "SOL_UDP", Name: "UDP_ENCAP", Number: unix.UDP_ENCAP,
		CType: "int", Type: "enum int", Codec: enumeration{encapsulations},
		Reach:   ReachByValue, // received datagrams go to this machine's IPsec or L2TP
		Purpose: Protocol, Direction: GetSet, Applies: udpAndUDPLite, Default: "0", Range: "0, 2 or 3",
		Phase: AnyTime, Since: "2.5.67",
		Summary:  "Hands datagrams to the kernel to unpack: IPsec or L2TP inside UDP.",
		Surprise: "The kernel's own tunnels use further values, which a program can't set.",
		Try:      "setsockopt s UDP_ENCAP 2",
		Manual:   "udp(7)", FreeBSD: "UDP_ENCAP",
	},
	{
		Level: "SOL_UDP", Name: "UDP_NO_CHECK6_TX", Number: unix.UDP_NO_CHECK6_TX,
		CType: "int", Codec: onOff{},
		Reach: ReachStays, Purpose: Offload, Direction: GetSet, Applies: udpAndUDPLite, Default: "off",
		Phase: AnyTime, Since: "3.16",
		Summary:  "Sends IPv6 datagrams with a checksum of 0.",
		Surprise: "Receivers drop such datagrams unless they have UDP_NO_CHECK6_RX; IPv4 has SO_NO_CHECK.",
		Try:      "setsockopt s UDP_NO_CHECK6_TX on",
		Manual:   "net/ipv4/udp.c",
	},
	{
		Level: "SOL_UDP", Name: "UDP_NO_CHECK6_RX", Number: unix.UDP_NO_CHECK6_RX,
		CType: "int", Codec: onOff{},
		Reach: ReachStays, Purpose: Offload, Direction: GetSet, Applies: udpAndUDPLite, Default: "off",
		Phase: AnyTime, Since: "3.16",
		Summary:  "Accepts IPv6 datagrams with a checksum of 0.",
		Surprise: "IPv4 always accepts such datagrams.",
		Try:      "setsockopt s UDP_NO_CHECK6_RX on",
		Manual:   "net/ipv4/udp.c",
	},
}
