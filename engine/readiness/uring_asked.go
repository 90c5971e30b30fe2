package readiness

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// asked is what a descriptor is watched for, and what the kernel has been asked: one request
// for what flows in, connections or bytes, and one for poll(2)'s bits.
type asked struct {
	kind     kind
	in, out  bool
	due      bool // it is in a list of those that are due
	ended    bool // there is nothing more to receive
	stopping bool // flow is cancelled and not over yet
	once     bool // it had to be stopped before; each buffer has been asked for since then
	bulky    bool // it filled at least half a buffer last time, and may have more
	fired    bool // poll has reported and is still there
	half     bool // poll reports a peer's FIN forever: only changes count
	flow     ticket
	poll     ticket
	bits     Bits // of poll
}

// kind decides how a descriptor is asked.
type kind uint8

const (
	unknown  kind = iota
	listener      // accept
	stream        // receive
	polled        // poll
)

// kindOf asks the kernel what a descriptor is. A connection that is not established yet is polled.
func kindOf(fd int) (kind, unix.Errno) {
	listens, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	switch errno := sockets.Errno(err); {
	case errno == unix.ENOTSOCK:
		return polled, 0
	case errno != 0:
		return unknown, errno
	case listens != 0:
		return listener, 0
	}
	typ, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil || typ != unix.SOCK_STREAM {
		return polled, 0
	}
	if _, err := unix.Getpeername(fd); err != nil {
		return polled, 0
	}
	return stream, 0
}

// ticket identifies a completion: the purpose, the descriptor and the serial number of its
// request. So a descriptor that was closed and given out again can't be taken for the old one.
type ticket uint64

// purpose is what a request is for.
type purpose uint8

const (
	accepting purpose = iota + 1
	receiving
	polling
	sending
	cancelling
)

const fdBits, serialBits = 28, 32

func newTicket(p purpose, serial uint32, fd int) ticket {
	return ticket(p)<<(fdBits+serialBits) | ticket(serial)<<fdBits | ticket(fd)
}

func (t ticket) serial() uint32   { return uint32(t >> fdBits) }
func (t ticket) fd() int          { return int(t & (1<<fdBits - 1)) }
func (t ticket) purpose() purpose { return purpose(t >> (fdBits + serialBits)) }
