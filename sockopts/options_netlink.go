package sockopts

import "golang.org/x/sys/unix"

var netlinkOptions = []*Option{
	{
		Level: "SOL_NETLINK", Name: "NETLINK_ADD_MEMBERSHIP", Number: unix.NETLINK_ADD_MEMBERSHIP,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // joining is announced on the interface's network
		Purpose: Protocol, Direction: Set, Applies: onlyNetlink, Range: "1 to the number of groups of the protocol",
		Phase: AnyTime, Since: "2.6.14",
		Summary:  "Joins a multicast group of kernel messages, such as changes of addresses.",
		Surprise: "The value is the group's number; the mask in the address reaches only the first 32 groups.",
		Try:      "setsockopt s NETLINK_ADD_MEMBERSHIP 1",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_DROP_MEMBERSHIP", Number: unix.NETLINK_DROP_MEMBERSHIP,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // joining is announced on the interface's network
		Purpose: Protocol, Direction: Set, Applies: onlyNetlink, Range: "1 to the number of groups of the protocol",
		Phase: AnyTime, Since: "2.6.14",
		Summary:  "Leaves a multicast group of kernel messages.",
		Surprise: "Leaving a group that was never joined succeeds.",
		Try:      "setsockopt s NETLINK_DROP_MEMBERSHIP 1",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_PKTINFO", Number: unix.NETLINK_PKTINFO,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "2.6.14",
		Summary:  "Adds to each message the group it was sent to.",
		Surprise: "Only recvmsg returns it.",
		Try:      "setsockopt s NETLINK_PKTINFO on",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_BROADCAST_ERROR", Number: unix.NETLINK_BROADCAST_ERROR,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "2.6.30",
		Summary:  "Reports to the sender of a broadcast that a receiver could not be reached.",
		Surprise: "It is set on the listening socket, but whoever sends notices it.",
		Try:      "setsockopt s NETLINK_BROADCAST_ERROR on",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_NO_ENOBUFS", Number: unix.NETLINK_NO_ENOBUFS,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "2.6.30",
		Summary:  "Does not report messages that were lost because the receive buffer was full.",
		Surprise: "A program that turns it on never learns that something is missing.",
		Try:      "setsockopt s NETLINK_NO_ENOBUFS on",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_RX_RING", Number: unix.NETLINK_RX_RING,
		CType: "int", Type: "-", Codec: record{[]string{"block_size", "block_nr", "frame_size", "frame_nr"}},
		Purpose: Protocol, Direction: None, Applies: noSocket,
		Phase: AnyTime, Since: "3.10",
		Summary:  "Once mapped a ring of received messages; Linux 4.6 removed it.",
		Surprise: "Both calls answer ENOPROTOOPT.",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_TX_RING", Number: unix.NETLINK_TX_RING,
		CType: "int", Type: "-", Codec: record{[]string{"block_size", "block_nr", "frame_size", "frame_nr"}},
		Purpose: Protocol, Direction: None, Applies: noSocket,
		Phase: AnyTime, Since: "3.10",
		Summary:  "Once mapped a ring of messages to send; Linux 4.6 removed it.",
		Surprise: "Both calls answer ENOPROTOOPT.",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_LISTEN_ALL_NSID", Number: unix.NETLINK_LISTEN_ALL_NSID,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "4.2",
		Capability: "CAP_NET_BROADCAST",
		Summary:    "Receives broadcasts from every network namespace that has a number in this one.",
		Surprise:   "The number comes as a control message.",
		Try:        "setsockopt s NETLINK_LISTEN_ALL_NSID on",
		Manual:     "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_LIST_MEMBERSHIPS", Number: unix.NETLINK_LIST_MEMBERSHIPS,
		CType: "u32[]", Codec: wordList{64, "words of a set of bits, e.g. 1,0"},
		Purpose: Protocol, Direction: Get, Applies: onlyNetlink,
		Phase: AnyTime, Since: "4.2",
		Summary:  "Reports the groups that were joined, as a set of bits in words.",
		Surprise: "Group n is bit n-1; the answer is empty until the first group is joined.",
		Try:      "getsockopt s NETLINK_LIST_MEMBERSHIPS",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_CAP_ACK", Number: unix.NETLINK_CAP_ACK,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "4.3",
		Summary:  "Leaves the request out of its acknowledgement.",
		Surprise: "Errors too then come without the request they are about.",
		Try:      "setsockopt s NETLINK_CAP_ACK on",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_EXT_ACK", Number: unix.NETLINK_EXT_ACK,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "4.12",
		Summary:  "Adds to errors a sentence that says what is wrong and where in the request.",
		Surprise: "Without it there is only an errno, usually EINVAL.",
		Try:      "setsockopt s NETLINK_EXT_ACK on",
		Manual:   "netlink(7)",
	},
	{
		Level: "SOL_NETLINK", Name: "NETLINK_GET_STRICT_CHK", Number: unix.NETLINK_GET_STRICT_CHK,
		CType: "int", Codec: onOff{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyNetlink, Default: "off",
		Phase: AnyTime, Since: "4.20",
		Summary:  "Checks requests strictly, and lets the kernel filter dumps.",
		Surprise: "Without it the kernel may silently ignore a filter and return everything.",
		Try:      "setsockopt s NETLINK_GET_STRICT_CHK on",
		Manual:   "netlink(7)",
	},
}
