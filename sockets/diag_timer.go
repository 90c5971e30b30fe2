package sockets

import (
	"encoding/binary"
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// RunningTimer is a timer of a TCP connection: when it expires, and how often it has for the same
// bytes, or how many probes have gone unanswered (idiag_retrans, net/ipv4/inet_diag.c).
type RunningTimer struct {
	Timer   DiagTimer
	Expires time.Duration
	Tries   int
}

// Where the fields of a timer are in struct inet_diag_msg.
const (
	foundTimer   = 2
	foundTries   = 3
	foundExpires = 52
)

// TCPTimer is the timer that runs for a connection, even if no descriptor of it is left; none runs
// for one that TCP does not have.
func (d Diag) TCPTimer(c Connection) (RunningTimer, error) {
	answer, err := d.ask(c.question())
	one := found(answer)
	switch {
	case errors.Is(err, unix.ENOENT), err == nil && !one.is(c):
		return RunningTimer{}, nil
	case err != nil:
		return RunningTimer{}, err
	}
	return RunningTimer{
		Timer: DiagTimer(one[foundTimer]), Tries: int(one[foundTries]),
		Expires: time.Duration(binary.NativeEndian.Uint32(one[foundExpires:])) * time.Millisecond,
	}, nil
}
