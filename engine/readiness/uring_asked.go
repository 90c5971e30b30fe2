package readiness

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// asked is what a descriptor is watched for, and the requests that the kernel has for it: one for input, that is
// connections or bytes, and one for poll(2)'s bits.
type asked struct {
	kind     kind
	in, out  bool
	due      bool // it is in the list due or denied
	ended    bool // there is no more input
	stopping bool // flow is cancelled but has not ended yet
	once     bool // it had to be stopped before; since then each buffer is requested separately
	bulky    bool // it filled at least half a buffer last time, and may have more
	fired    bool // poll has reported, and the condition persists
	half     bool // poll reports a peer's FIN forever: only changes count
	flow     ticket
	poll     ticket
	bits     Bits // reported by poll
}

// kind determines which requests are made for a descriptor.
type kind uint8

const (
	unknown  kind = iota
	listener      // accept
	stream        // receive
	polled        // poll
)

// kindOf asks the kernel for the kind of a descriptor. A connection that is not established yet is polled.
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

// ticket identifies a completion by the purpose, descriptor and serial number of its request, so that a reused
// descriptor can't be mistaken for the old one.
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
