package sockopts

import "golang.org/x/sys/unix"

var xdpOptions = []*Option{
	{
		Level: "SOL_XDP", Name: "XDP_MMAP_OFFSETS", Number: unix.XDP_MMAP_OFFSETS,
		CType: "struct xdp_mmap_offsets", Type: "struct", Codec: octets{128},
		Purpose: Rings, Direction: Get, Applies: onlyXDP,
		Phase: AnyTime, Since: "4.18",
		Summary:  "Reports where the mapped rings keep their counters and entries.",
		Surprise: "Kernels before 5.4 return fewer bytes, without the flags.",
		Try:      "getsockopt s XDP_MMAP_OFFSETS",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_RX_RING", Number: unix.XDP_RX_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Creates the ring of received frames.",
		Surprise: "The number of entries must be a power of two, else EINVAL; it can be set only once.",
		Try:      "setsockopt s XDP_RX_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_TX_RING", Number: unix.XDP_TX_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Creates the ring of frames to send.",
		Surprise: "The number of entries must be a power of two, else EINVAL; it can be set only once.",
		Try:      "setsockopt s XDP_TX_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_UMEM_REG", Number: unix.XDP_UMEM_REG,
		CType: "struct xdp_umem_reg", Type: "struct", Codec: octets{32},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP,
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Registers the memory that frames are received into and sent from.",
		Surprise: "The memory stays locked and counts against RLIMIT_MEMLOCK.",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_UMEM_FILL_RING", Number: unix.XDP_UMEM_FILL_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Creates the ring of frames that are free to receive into.",
		Surprise: "Nothing is received until the program puts frames there.",
		Try:      "setsockopt s XDP_UMEM_FILL_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_UMEM_COMPLETION_RING", Number: unix.XDP_UMEM_COMPLETION_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Creates the ring of frames that have been sent and can be reused.",
		Surprise: "Sending stops when it is full.",
		Try:      "setsockopt s XDP_UMEM_COMPLETION_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_STATISTICS", Number: unix.XDP_STATISTICS,
		CType: "struct xdp_statistics", Type: "struct", Codec: layout{parts: []part{{"rx_dropped", 8}, {"rx_invalid_descs", 8}, {"tx_invalid_descs", 8}, {"rx_ring_full", 8}, {"rx_fill_ring_empty_descs", 8}, {"tx_ring_empty_descs", 8}}},
		Purpose: State, Direction: Get, Applies: onlyXDP,
		Phase: AnyTime, Since: "4.18",
		Summary:  "Counts dropped frames and invalid entries.",
		Surprise: "Unlike PACKET_STATISTICS, reading leaves the counters alone.",
		Try:      "getsockopt s XDP_STATISTICS",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_OPTIONS", Number: unix.XDP_OPTIONS,
		CType: "struct xdp_options", Type: "struct", Codec: flags{xdpFlags},
		Purpose: State, Direction: Get, Applies: onlyXDP, Default: "0",
		Phase: AnyTime, Since: "5.3",
		Summary:  "Reports whether frames go to and from the card without copying.",
		Surprise: "Before bind it is always 0.",
		Try:      "getsockopt s XDP_OPTIONS => 0",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_MAX_TX_SKB_BUDGET", Number: unix.XDP_MAX_TX_SKB_BUDGET,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "32 to the number of entries of the ring",
		Phase: AnyTime, Since: "6.17",
		Summary:  "Sets how many frames one send call may take, if frames are copied.",
		Surprise: "EACCES without a sending ring, or for more than its number of entries.",
		Try:      "setsockopt s XDP_TX_RING 64\nsetsockopt s XDP_MAX_TX_SKB_BUDGET 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
}
