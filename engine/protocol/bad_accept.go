package protocol

import "time"

// BadAccept is echo that accepts seldom or never. The kernel completes the handshake
// anyway: a peer is connected and waits, and so do the bytes it sends.
type BadAccept struct {
	Echo
	pace time.Duration
}

// Pace is the time between two accepts; below 0 nothing is ever accepted.
func (b BadAccept) Pace() time.Duration { return b.pace }
