package readiness

import (
	"time"

	"golang.org/x/sys/unix"
)

// Readiness watches descriptors. It must be used by a single goroutine.
type Readiness interface {
	// Name returns its name in scripts.
	Name() string
	// Watch begins to watch a descriptor for input, for room to send, or both, or changes that. With neither, only its
	// end is reported.
	Watch(fd int, in, out bool) unix.Errno
	// Forget stops watching a descriptor. stays means that the caller will not close it next, or that another
	// descriptor keeps the socket open.
	Forget(fd int, stays bool)
	// Wait waits until something is ready, for at most timeout ([sockets.Forever] means no limit). The events are valid
	// until the next Wait. No events and no errno mean that the time is up.
	Wait(timeout time.Duration) ([]Event, unix.Errno)
	// Close closes the descriptors of the readiness itself.
	Close()
}

// Edged is a [Readiness] that reports each change only once. A caller that stops reading before the kernel has no more
// must remember to continue without an event.
type Edged interface{ Edged() }

// Receiver is a [Readiness] through which the kernel receives. Bytes are reported in the order in which they are
// received, and nothing else may receive from the same descriptor.
type Receiver interface {
	// Receives reports whether the kernel receives from a descriptor.
	Receives(fd int) bool
	// Underway reports whether something that the kernel has received may still be reported.
	Underway() bool
	// Bound sets the maximum number of bytes of one connection that may arrive before Watch can stop them.
	Bound(bytes int)
}

// Sender is a [Readiness] that makes many sends with one call.
type Sender interface {
	// Send queues a send of a copy of p, and reports whether it could. The descriptor must stay open until the sends
	// are made.
	Send(fd int, p []byte) bool
	// Flush makes the queued sends. It returns those that did not send everything; they are valid until the next Send.
	Flush() []Event
}

// Bits are the events that a descriptor is ready for, as in poll(2).
type Bits uint16

// The bits.
const (
	In    Bits = unix.POLLIN
	Out   Bits = unix.POLLOUT
	RDHup Bits = unix.POLLRDHUP
	Hup   Bits = unix.POLLHUP
	Err   Bits = unix.POLLERR
)

// Event is one entry of a ready list. It says that a descriptor is ready, in Bits, or, if the kernel makes the calls
// itself, what a call returned.
type Event struct {
	FD   int
	Bits Bits
	Done Done
	N    int    // for Accepted the new descriptor, for Received the bytes (0 is the end), for Sent the bytes sent; a negated errno if negative
	Data []byte // for Received, valid until the next Wait; for Sent, all that was to be sent
}

// Done is a call that the kernel has made on behalf of the loop.
type Done uint8

// The calls.
const (
	Nothing Done = iota
	Accepted
	Received
	Sent
)

// batch is the maximum number of events of one wait.
const batch = 1024
