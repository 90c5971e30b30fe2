package sockopts

// Reach says where setting an option can take packets: the addresses of a socket
// may be loopback's while an option sends by another way, or listens on one.
type Reach uint8

// The reaches. The zero value is no judgement: nobody has looked at the option.
const (
	ReachUnknown Reach = iota
	ReachStays         // nothing leaves that the socket's addresses keep in, nothing of others is touched
	ReachByPlace       // the interface, or the interface's address, that the value names decides
	ReachByValue       // the values of Inside stay, and what turns the option off; all others do not
	ReachLeaves        // it can take packets elsewhere, or change what belongs to others
)
