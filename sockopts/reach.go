package sockopts

// Reach says where setting an option can take packets: a socket's addresses
// may be loopback while an option sends or listens another way.
type Reach uint8

// The reaches. The zero value means that the option has not been examined.
const (
	ReachUnknown Reach = iota
	ReachStays         // nothing leaves that the socket's addresses keep in, and nothing of others changes
	ReachByPlace       // the interface, or the interface's address, that the value names decides
	ReachByValue       // the values in Inside stay, and so does the one that turns it off; no others do
	ReachLeaves        // it can take packets elsewhere, or change what belongs to others
)
