package protocol

import "time"

// BadAccept is echo with slow accepts, or none. The kernel completes the handshake anyway, so the peer is connected and
// can send; both it and its bytes wait in the accept queue.
type BadAccept struct {
	Echo
	pace time.Duration
}

// Pace returns the time between two accepts; if negative, nothing is ever accepted.
func (b BadAccept) Pace() time.Duration { return b.pace }
