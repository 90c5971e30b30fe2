package sockopts

// Purpose says what an option is for: what stands together in a list of them.
type Purpose string

// The purposes, in the order they are shown.
const (
	Lifetime   Purpose = "lifetime"    // how a socket takes its address, and how its connection begins and ends
	Timeouts   Purpose = "time limits" // how long calls and connections wait
	Latency    Purpose = "latency"     // when bytes leave, and are acknowledged
	Buffers    Purpose = "buffers"     // how much waits in the kernel, and when that is told
	Congestion Purpose = "congestion"  // segment sizes, windows, pacing, retransmission
	Addressing Purpose = "addressing"  // which addresses, interfaces and address families
	Routing    Purpose = "routing"     // hop limits, marks and priorities of packets, headers that steer them
	Multicast  Purpose = "multicast"   // groups, and what goes to them
	Ancillary  Purpose = "ancillary"   // what recvmsg tells beside the bytes
	TimeStamps Purpose = "time stamps" // when packets came and went
	Security   Purpose = "security"    // filters, credentials, signatures, encryption
	Offload    Purpose = "offload"     // work that is saved, or left to the hardware
	State      Purpose = "state"       // what a socket is and how it fares: read, hardly ever set
	Rings      Purpose = "rings"       // memory shared with the kernel
	Netfilter  Purpose = "netfilter"   // the tables of iptables and its kin, and multicast routing tables
	Protocol   Purpose = "protocol"    // what only one kind of socket has
)

// Purposes are all purposes, in the order they are shown.
func Purposes() []Purpose {
	return []Purpose{Lifetime, Timeouts, Latency, Buffers, Congestion, Addressing, Routing, Multicast, Ancillary,
		TimeStamps, Security, Offload, State, Rings, Netfilter, Protocol}
}
