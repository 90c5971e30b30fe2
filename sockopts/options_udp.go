package sockopts

import "golang.org/x/sys/unix"

var udpOptions = []*Option{
	{
		Level: "SOL_UDP", Name: "UDP_CORK", Number: unix.UDP_CORK, CType: "int", Codec: onOff{},
		Direction: GetSet, Applies: onlyUDP, Default: "off", Phase: AnyTime, Since: "2.5.44",
		Summary:  "Collects everything that is sent into one datagram, until it is turned off.",
		Surprise: "Turning it off is what sends the datagram; close throws away what was collected.",
		Try:      "setsockopt c UDP_CORK on\nsend c \"hel\"",
		Manual:   "udp(7)",
	},
	{
		Level: "SOL_UDP", Name: "UDP_SEGMENT", Number: unix.UDP_SEGMENT, CType: "int", Codec: integer{"B"},
		Direction: GetSet, Applies: onlyUDP, Default: "0", Range: "0 to 65535 B, 0 is off", Unit: "B", Phase: AnyTime, Since: "4.18",
		Summary:  "Cuts each send into datagrams of this many bytes, in the kernel or the network card (GSO).",
		Surprise: "The last datagram is shorter; a receiver sees several datagrams where the sender made one call.",
		Try:      "setsockopt c UDP_SEGMENT 4\nsend c \"0123456789\"",
		Manual:   "udp(7)",
	},
	{
		Level: "SOL_UDP", Name: "UDP_GRO", Number: unix.UDP_GRO, CType: "int", Codec: onOff{},
		Direction: GetSet, Applies: onlyUDP, Default: "off", Phase: AnyTime, Since: "5.0",
		Summary:  "Lets one receive return several datagrams of the same flow, joined together.",
		Surprise: "Where one datagram ends stands only in the control message UDP_GRO; a plain recv can't tell.",
		Try:      "setsockopt s UDP_GRO on\nrecv s 64KiB",
		Manual:   "udp(7)",
	},
}
