package readiness

import (
	"time"

	"golang.org/x/sys/unix"
)

// Readiness watches descriptors. It is used by one goroutine.
type Readiness interface {
	// Name is what a script calls it.
	Name() string
	// Watch begins to watch a descriptor, or changes what for. With neither in nor out
	// only its end is told.
	Watch(fd int, in, out bool) unix.Errno
	// Forget ends watching. The caller closes the descriptor next; with stays it will
	// not, or somebody else has the same socket open.
	Forget(fd int, stays bool)
	// Wait waits until something is ready, for at most timeout ([sockets.Forever] has no
	// end). The events are valid until the next Wait. No events and no errno is the timeout.
	Wait(timeout time.Duration) ([]Event, unix.Errno)
	// Close gives up what the readiness itself has open.
	Close()
}

// Edged is a [Readiness] that tells of a change once. Whoever stops reading before the
// kernel has no more must remember it, and after Watch go on without being told.
type Edged interface{ Edged() }

// Receiver is a [Readiness] by which the kernel receives: bytes come in the order in
// which it does, so nobody else may receive from the same descriptor.
type Receiver interface {
	// Receives tells whether the kernel receives from a descriptor.
	Receives(fd int) bool
	// Underway tells whether it may still bring something that it has received.
	Underway() bool
	// Bound says how many bytes of one connection may come, at most, between two waits in
	// which it is not asked whether it still wants them.
	Bound(bytes int)
}

// Bits say what a descriptor is ready for, as poll(2) has them.
type Bits uint16

// The bits.
const (
	In    Bits = unix.POLLIN
	Out   Bits = unix.POLLOUT
	RDHup Bits = unix.POLLRDHUP
	Hup   Bits = unix.POLLHUP
	Err   Bits = unix.POLLERR
)

// Event is one entry of a ready list. A readiness tells either that a descriptor is
// ready, in Bits, or, where the kernel makes the calls itself, what has come of one.
type Event struct {
	FD   int
	Bits Bits
	Done Done
	N    int    // of Accepted the new descriptor, of Received the bytes (0 is the end); below 0 an errno
	Data []byte // of Received; valid until the next Wait
}

// Done is a call that the kernel has made on behalf of the loop.
type Done uint8

// The calls.
const (
	Nothing Done = iota
	Accepted
	Received
)

// batch is how many events one wait can tell.
const batch = 1024
