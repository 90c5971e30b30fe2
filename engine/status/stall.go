package status

// Stall is the sign for what holds up the bytes of a socket, of one or two characters; empty is nothing.
type Stall string

// What can hold them up.
const (
	StallHandshake  Stall = ">?" // the handshake is not answered
	StallUnacked    Stall = ">#" // what was sent is not acknowledged
	StallQueueFull  Stall = "Q<" // an accept queue is full
	StallPeer       Stall = ">|" // the peer's window is shut: it does not read
	StallOurs       Stall = "|<" // ours is: what came has not been read
	StallStopped    Stall = "⏸"  // we stopped reading, because the peer does not
	StallCloseWait  Stall = "CW" // the peer has ended its direction long ago, and this end has not
	StallRetransmit Stall = ">>" // what was lost is sent again
	StallHalfOpen   Stall = "½"  // one side has ended its direction
	StallNagle      Stall = ">N" // a small piece waits for an acknowledgement
	StallCorked     Stall = ">C" // a small piece waits for more
	StallBuffer     Stall = ">=" // the send buffer is smaller than what could be on its way
	StallPaced      Stall = ">~" // segments are spaced out
)

// stalls are all signs, the worst first.
var stalls = [...]struct {
	stall         Stall
	name, meaning string
}{
	{StallHandshake, "handshake-not-answered", "handshake not answered"},
	{StallUnacked, "nothing-is-acknowledged", "not acknowledged"},
	{StallQueueFull, "accept-queue-full", "accept queue full"},
	{StallPeer, "window-is-full", "peer does not read"},
	{StallOurs, "not-read", "not read yet"},
	{StallStopped, "reading-paused", "reading paused"},
	{StallCloseWait, "close-wait", "close is missing here"},
	{StallRetransmit, "retransmitting", "retransmitting"},
	{StallHalfOpen, "half-closed", "half-closed"},
	{StallNagle, "nagle-waits-for-an-ack", "held by Nagle"},
	{StallCorked, "corked", "held for more bytes"},
	{StallBuffer, "send-buffer-limits", "send buffer too small"},
	{StallPaced, "paced", "paced"},
}

// Stalls lists every sign, the worst first.
func Stalls() []Stall {
	list := make([]Stall, len(stalls))
	for i, s := range stalls {
		list[i] = s.stall
	}
	return list
}

// LoopStalls lists the signs that a connection of the loop can have.
func LoopStalls() []Stall {
	return []Stall{StallPeer, StallOurs, StallUnacked, StallStopped, StallHalfOpen}
}

// Rank is the place among [Stalls], below 0 for none.
func (s Stall) Rank() int {
	for i, one := range stalls {
		if one.stall == s {
			return i
		}
	}
	return -1
}

// Name is what it is in JSON; of those that a finding explains too, the name of its phenomenon.
func (s Stall) Name() string {
	if i := s.Rank(); i >= 0 {
		return stalls[i].name
	}
	return ""
}

// Meaning says in a few words what a sign stands for.
func (s Stall) Meaning() string {
	if i := s.Rank(); i >= 0 {
		return stalls[i].meaning
	}
	return ""
}
