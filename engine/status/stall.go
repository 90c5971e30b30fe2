package status

// Stall is a sign of one or two characters for what holds up the bytes of a socket; empty means nothing.
type Stall string

// The signs.
const (
	StallHandshake  Stall = ">?" // the handshake is not answered
	StallUnacked    Stall = ">#" // sent data is not acknowledged
	StallQueueFull  Stall = "Q<" // an accept queue is full
	StallPeer       Stall = ">|" // the peer's window is closed: it does not read
	StallOurs       Stall = "|<" // our window is closed: received data has not been read
	StallStopped    Stall = "⏸"  // we stopped reading, because the peer does not
	StallCloseWait  Stall = "CW" // the peer ended its direction long ago, and this end has not
	StallRetransmit Stall = ">>" // lost data is retransmitted
	StallHalfOpen   Stall = "½"  // one side has ended its direction
	StallNagle      Stall = ">N" // a small piece waits for an acknowledgment
	StallCorked     Stall = ">C" // a small piece waits for more data
	StallBuffer     Stall = ">=" // the send buffer is smaller than what could be in flight
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

// Stalls returns every sign, the worst first.
func Stalls() []Stall {
	list := make([]Stall, len(stalls))
	for i, s := range stalls {
		list[i] = s.stall
	}
	return list
}

// LoopStalls returns the signs that a connection of the loop can have.
func LoopStalls() []Stall {
	return []Stall{StallPeer, StallOurs, StallUnacked, StallStopped, StallHalfOpen}
}

// Rank returns the index in [Stalls], or a negative number if there is none.
func (s Stall) Rank() int {
	for i, one := range stalls {
		if one.stall == s {
			return i
		}
	}
	return -1
}

// Name returns the sign's name in JSON; if a finding explains it too, the name of the phenomenon.
func (s Stall) Name() string {
	if i := s.Rank(); i >= 0 {
		return stalls[i].name
	}
	return ""
}

// Meaning describes a sign in a few words.
func (s Stall) Meaning() string {
	if i := s.Rank(); i >= 0 {
		return stalls[i].meaning
	}
	return ""
}
