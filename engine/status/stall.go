package status

// Stall is the sign for what is in the way of a connection's bytes; empty is nothing.
type Stall string

// What can be in their way.
const (
	StallPeer     Stall = ">|" // the peer's window is shut: it does not read
	StallOurs     Stall = "|<" // ours is: what came has not been read
	StallUnacked  Stall = ">#" // bytes have gone unacknowledged for over a second
	StallStopped  Stall = "⏸"  // we stopped reading, because the peer does not
	StallHalfOpen Stall = "½"  // one side has ended its direction
)

// Stalls lists every sign.
func Stalls() []Stall {
	return []Stall{StallPeer, StallOurs, StallUnacked, StallStopped, StallHalfOpen}
}

// Meaning says in a few words what a sign stands for.
func (s Stall) Meaning() string {
	switch s {
	case StallPeer:
		return "peer does not read"
	case StallOurs:
		return "not read yet"
	case StallUnacked:
		return "unacked for 1 s"
	case StallStopped:
		return "reading paused"
	case StallHalfOpen:
		return "half-closed"
	}
	return ""
}
