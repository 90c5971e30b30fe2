package sockopts

var udpLiteOptions = []*Option{
	{
		Level: "SOL_UDPLITE", Name: "UDPLITE_SEND_CSCOV", Number: udpliteSendCscov,
		Kept:  keptCoverage,
		CType: "int", Codec: integer{"B"},
		Reach: ReachStays, Purpose: Protocol, Direction: GetSet, Applies: onlyUDPLite, Default: "0", Range: "0, or 8 to 65535 B", Unit: "B",
		Phase: AnyTime, Since: "2.6.20",
		Rescale:  "1 to 7 are kept as 8",
		Summary:  "Sets how many bytes of each sent datagram the checksum covers, including the header's 8; 0 means all.",
		Surprise: "1 to 7 are kept as 8.",
		Try:      "setsockopt s UDPLITE_SEND_CSCOV 8",
		Manual:   "udplite(7)",
	},
	{
		Level: "SOL_UDPLITE", Name: "UDPLITE_RECV_CSCOV", Number: udpliteRecvCscov,
		Kept:  keptCoverage,
		CType: "int", Codec: integer{"B"},
		Reach: ReachStays, Purpose: Protocol, Direction: GetSet, Applies: onlyUDPLite, Default: "0", Range: "0, or 8 to 65535 B", Unit: "B",
		Phase: AnyTime, Since: "2.6.20",
		Rescale:  "1 to 7 are kept as 8",
		Summary:  "Drops datagrams whose checksum covers fewer bytes than this.",
		Surprise: "Linux 7.1 removed UDP-Lite altogether.",
		Try:      "setsockopt s UDPLITE_RECV_CSCOV 8",
		Manual:   "udplite(7)",
	},
}
