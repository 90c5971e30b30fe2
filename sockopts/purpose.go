package sockopts

// Purpose says what an option is for; lists are grouped by it.
type Purpose string

// The purposes, in the order of display.
const (
	Descriptors Purpose = "descriptors and signals"      // whether calls block, who gets a signal, what another program gets
	Lifetime    Purpose = "lifetime"                     // how an address is shared, and how connections begin and end
	Timeouts    Purpose = "time limits"                  // how long calls and connections wait
	Latency     Purpose = "latency"                      // when bytes leave, are acknowledged and are noticed
	Buffers     Purpose = "buffers"                      // what waits in the kernel, and when it is reported
	Congestion  Purpose = "congestion"                   // segment sizes, windows, pacing, retransmission
	Addressing  Purpose = "addressing"                   // which addresses, interfaces and address families
	Routing     Purpose = "routing and headers"          // hop limits, marks, priorities and sizes of packets, headers that steer them
	Multicast   Purpose = "multicast"                    // groups, and what goes to them
	Ancillary   Purpose = "ancillary"                    // what recvmsg returns besides the bytes
	Errors      Purpose = "error reports"                // what went wrong, and where it is reported
	TimeStamps  Purpose = "time stamps"                  // when packets were sent and received
	Security    Purpose = "security and filters"         // credentials, signatures, encryption, filters
	Offload     Purpose = "offload"                      // work that is avoided, or left to the hardware
	State       Purpose = "state"                        // what a socket is, its state, and how that is saved and restored
	Rings       Purpose = "rings"                        // memory shared with the kernel
	Tables      Purpose = "netfilter and routing tables" // those of iptables and its relatives, and of multicast routing
	Protocol    Purpose = "protocol"                     // what only one kind of socket has
)

// Purposes returns all purposes, in the order of display.
func Purposes() []Purpose {
	return []Purpose{Descriptors, Lifetime, Timeouts, Latency, Buffers, Congestion, Addressing, Routing, Multicast, Ancillary,
		Errors, TimeStamps, Security, Offload, State, Rings, Tables, Protocol}
}
