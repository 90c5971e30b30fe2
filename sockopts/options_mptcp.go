package sockopts

var mptcpOptions = []*Option{
	{
		Level: "SOL_MPTCP", Name: "MPTCP_INFO", Number: mptcpInfo,
		CType: "struct mptcp_info", Type: "mptcp_info", Codec: layout{parts: mptcpTotals},
		Purpose: Protocol, Direction: Get, Applies: onlyMPTCP,
		Phase: AnyTime, Since: "5.16",
		Own:      true, // it contains the times since the socket was made
		Summary:  "Reports the state of the connection as a whole: its subflows, addresses, bytes and losses.",
		Surprise: "After a fallback to plain TCP it may answer EOPNOTSUPP.",
		Try:      "getsockopt c MPTCP_INFO",
		Manual:   "linux/mptcp.h",
	},
	{
		Level: "SOL_MPTCP", Name: "MPTCP_TCPINFO", Number: mptcpTcpinfo,
		CType: "struct mptcp_subflow_data + tcp_info[]", Type: "struct[]", Codec: octets{512},
		Purpose: Protocol, Direction: Get, Applies: onlyMPTCP,
		Phase: AnyTime, Since: "5.16",
		ReadEffect: "reading needs a header with the sizes of structs in the buffer",
		Summary:    "Returns the struct tcp_info of every subflow.",
		Surprise:   "The buffer must hold the sizes of the structs that the program knows.",
		Manual:     "linux/mptcp.h",
	},
	{
		Level: "SOL_MPTCP", Name: "MPTCP_SUBFLOW_ADDRS", Number: mptcpSubflowAddrs,
		CType: "struct mptcp_subflow_data + addrs[]", Type: "struct[]", Codec: octets{512},
		Purpose: Protocol, Direction: Get, Applies: onlyMPTCP,
		Phase: AnyTime, Since: "5.16",
		ReadEffect: "reading needs a header with the sizes of structs in the buffer",
		Summary:    "Returns the addresses of every subflow.",
		Surprise:   "The buffer must hold the sizes of the structs that the program knows.",
		Manual:     "linux/mptcp.h",
	},
	{
		Level: "SOL_MPTCP", Name: "MPTCP_FULL_INFO", Number: mptcpFullInfo,
		CType: "struct mptcp_full_info", Type: "struct", Codec: octets{512},
		Purpose: Protocol, Direction: Get, Applies: onlyMPTCP,
		Phase: AnyTime, Since: "6.5",
		ReadEffect: "reading needs a header with the sizes of structs in the buffer",
		Summary:    "Returns MPTCP_INFO, the addresses and struct tcp_info of every subflow at once.",
		Surprise:   "The buffer must hold the sizes of the structs that the program knows.",
		Manual:     "linux/mptcp.h",
	},
}
