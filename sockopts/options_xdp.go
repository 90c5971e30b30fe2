package sockopts

import "golang.org/x/sys/unix"

var xdpOptions = []*Option{
	{
		Level: "SOL_XDP", Name: "XDP_MMAP_OFFSETS", Number: unix.XDP_MMAP_OFFSETS,
		CType: "struct xdp_mmap_offsets", Type: "struct", Codec: octets{128},
		Purpose: Rings, Direction: Get, Applies: onlyXDP,
		Phase: AnyTime, Since: "4.18",
		Summary:  "Tells where in the mapped rings their counters and entries are.",
		Surprise: "Kernels before 5.4 answer fewer bytes, without the flags.",
		Try:      "getsockopt s XDP_MMAP_OFFSETS",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_RX_RING", Number: unix.XDP_RX_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // its sockets reach past this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Makes the ring of frames that are received.",
		Surprise: "The number of entries has to be a power of two, else EINVAL; it can be set once.",
		Try:      "setsockopt s XDP_RX_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_TX_RING", Number: unix.XDP_TX_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // its sockets reach past this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Makes the ring of frames that are sent.",
		Surprise: "The number of entries has to be a power of two, else EINVAL; it can be set once.",
		Try:      "setsockopt s XDP_TX_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_UMEM_REG", Number: unix.XDP_UMEM_REG,
		CType: "struct xdp_umem_reg", Type: "struct", Codec: octets{32},
		Reach:   ReachLeaves, // its sockets reach past this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP,
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Hands the kernel the memory that frames are received into and sent from.",
		Surprise: "The memory stays locked and counts against RLIMIT_MEMLOCK.",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_UMEM_FILL_RING", Number: unix.XDP_UMEM_FILL_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // its sockets reach past this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Makes the ring of frames that are free to receive into.",
		Surprise: "Nothing is received until the program puts frames there.",
		Try:      "setsockopt s XDP_UMEM_FILL_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_UMEM_COMPLETION_RING", Number: unix.XDP_UMEM_COMPLETION_RING,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // its sockets reach past this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "powers of two",
		Phase: BeforeBind, Since: "4.18",
		Summary:  "Makes the ring of frames that have been sent and may be used again.",
		Surprise: "Sending stops when it is full.",
		Try:      "setsockopt s XDP_UMEM_COMPLETION_RING 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_STATISTICS", Number: unix.XDP_STATISTICS,
		CType: "struct xdp_statistics", Type: "struct", Codec: words(8, "rx_dropped", "rx_invalid_descs", "tx_invalid_descs", "rx_ring_full", "rx_fill_ring_empty_descs", "tx_ring_empty_descs"),
		Purpose: State, Direction: Get, Applies: onlyXDP,
		Phase: AnyTime, Since: "4.18",
		Summary:  "Counts frames that were dropped and entries that made no sense.",
		Surprise: "Reading leaves the counters alone, unlike PACKET_STATISTICS.",
		Try:      "getsockopt s XDP_STATISTICS",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_OPTIONS", Number: unix.XDP_OPTIONS,
		CType: "struct xdp_options", Type: "struct", Codec: flags{xdpFlags},
		Purpose: State, Direction: Get, Applies: onlyXDP, Default: "0",
		Phase: AnyTime, Since: "5.3",
		Summary:  "Tells whether frames go to and from the card without copying.",
		Surprise: "Before bind it is always 0.",
		Try:      "getsockopt s XDP_OPTIONS => 0",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
	{
		Level: "SOL_XDP", Name: "XDP_MAX_TX_SKB_BUDGET", Number: unix.XDP_MAX_TX_SKB_BUDGET,
		CType: "int", Codec: integer{},
		Reach:   ReachLeaves, // its sockets reach past this session
		Purpose: Rings, Direction: Set, Applies: onlyXDP, Range: "32 to the entries of the ring",
		Phase: AnyTime, Since: "4.18",
		Summary:  "Sets how many frames one send call may take, where frames are copied.",
		Surprise: "EACCES without a ring to send by, and for more than it has entries.",
		Try:      "setsockopt s XDP_TX_RING 64\nsetsockopt s XDP_MAX_TX_SKB_BUDGET 64",
		Manual:   "Documentation/networking/af_xdp.rst",
	},
}
