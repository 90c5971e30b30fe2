package sockopts

import "golang.org/x/sys/unix"

var vsockOptions = []*Option{
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_BUFFER_SIZE", Number: unix.SO_VM_SOCKETS_BUFFER_SIZE,
		CType: "uint64_t", Type: "u64", Codec: wide{"B", ""},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyVSock, Default: "256KiB", Range: "any", Unit: "B",
		Phase: AnyTime, Since: "3.9",
		Rescale:  "raised to the MIN and cut to the MAX option",
		Summary:  "Limits how much the peer may send before it is read.",
		Surprise: "It stays between the MIN and MAX options.",
		Try:      "setsockopt s SO_VM_SOCKETS_BUFFER_SIZE 128KiB",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_BUFFER_MIN_SIZE", Number: unix.SO_VM_SOCKETS_BUFFER_MIN_SIZE,
		CType: "uint64_t", Type: "u64", Codec: wide{"B", ""},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyVSock, Default: "128", Unit: "B",
		Phase: AnyTime, Since: "3.9",
		Summary:  "Is the lower limit of SO_VM_SOCKETS_BUFFER_SIZE.",
		Surprise: "Raising it above the size raises the size too.",
		Try:      "setsockopt s SO_VM_SOCKETS_BUFFER_MIN_SIZE 4KiB",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_BUFFER_MAX_SIZE", Number: unix.SO_VM_SOCKETS_BUFFER_MAX_SIZE,
		CType: "uint64_t", Type: "u64", Codec: wide{"B", ""},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyVSock, Default: "256KiB", Unit: "B",
		Phase: AnyTime, Since: "3.9",
		Summary:  "Is the upper limit of SO_VM_SOCKETS_BUFFER_SIZE.",
		Surprise: "It must be raised before the size can be.",
		Try:      "setsockopt s SO_VM_SOCKETS_BUFFER_MAX_SIZE 1MiB",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_PEER_HOST_VM_ID", Number: unix.SO_VM_SOCKETS_PEER_HOST_VM_ID,
		CType: "int", Codec: integer{},
		Purpose: Protocol, Direction: None, Applies: noSocket,
		Phase: AnyTime, Since: "3.9",
		Summary:  "Would report which virtual machine the peer is; only VMware's transport ever had it.",
		Surprise: "Both calls answer ENOPROTOOPT.",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_TRUSTED", Number: unix.SO_VM_SOCKETS_TRUSTED,
		CType: "int", Codec: integer{},
		Purpose: Protocol, Direction: None, Applies: noSocket,
		Phase: AnyTime, Since: "3.9",
		Summary:  "Would report whether the peer is trusted; only VMware's transport ever had it.",
		Surprise: "Both calls answer ENOPROTOOPT.",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_CONNECT_TIMEOUT", Number: unix.SO_VM_SOCKETS_CONNECT_TIMEOUT,
		CType: "struct timeval", Codec: timeval{},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyVSock, Default: "2s",
		Phase: BeforeConnect, Since: "3.9",
		Rescale:  "rounded up to the kernel's timer tick, 1 to 10 ms",
		Summary:  "Limits how long connect waits.",
		Surprise: "Its default is 2 seconds, but TCP waits for minutes.",
		Try:      "setsockopt c SO_VM_SOCKETS_CONNECT_TIMEOUT 500ms",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_NONBLOCK_TXRX", Number: unix.SO_VM_SOCKETS_NONBLOCK_TXRX,
		CType: "int", Codec: integer{},
		Purpose: Protocol, Direction: None, Applies: noSocket,
		Phase: AnyTime, Since: "3.9",
		Summary:  "Is for callers inside the kernel; programs can't use it.",
		Surprise: "Both calls answer ENOPROTOOPT.",
		Manual:   "vsock(7)",
	},
	{
		Level: "AF_VSOCK", Name: "SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW", Number: unix.SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW,
		CType: "struct __kernel_sock_timeval", Codec: timeval{always64: true},
		Reach:   ReachLeaves, // sockets of this family reach beyond this session
		Purpose: Protocol, Direction: GetSet, Applies: onlyVSock, Default: "2s",
		Phase: BeforeConnect, Since: "5.12",
		Rescale:  "rounded up to the kernel's timer tick, 1 to 10 ms",
		Summary:  "Does what SO_VM_SOCKETS_CONNECT_TIMEOUT does, with 64-bit time on every machine.",
		Surprise: "Both names show one limit.",
		Try:      "setsockopt c SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW 500ms",
		Manual:   "vsock(7)",
	},
}
