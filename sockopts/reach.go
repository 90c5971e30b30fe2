package sockopts

// Reach says where setting an option can take packets: a socket's addresses may be loopback while an option makes it
// send or receive another way.
type Reach uint8

// The reaches. The zero value means that the option has not been examined.
const (
	ReachUnknown Reach = iota
	ReachStays         // packets stay within the socket's addresses, and nothing of others changes
	ReachByPlace       // it depends on the interface, or the interface's address, in the value
	ReachByValue       // the values in Inside stay, and so does the one that turns it off; all others leave
	ReachLeaves        // it can take packets elsewhere, or change what belongs to others
)
