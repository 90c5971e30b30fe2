package readiness

import (
	"time"

	"golang.org/x/sys/unix"
)

// Readiness watches descriptors. It is used by one goroutine.
type Readiness interface {
	// Name is what a script calls it.
	Name() string
	// Watch begins to watch a descriptor for input, for room to send, or both, or changes
	// that. With neither, only its end is reported.
	Watch(fd int, in, out bool) unix.Errno
	// Forget ends watching. The caller closes the descriptor next; with stays it does not,
	// or the socket is open under another descriptor too.
	Forget(fd int, stays bool)
	// Wait waits until something is ready, for at most timeout ([sockets.Forever] is no
	// limit). The events are valid until the next Wait. No events and no errno mean that the
	// time is up.
	Wait(timeout time.Duration) ([]Event, unix.Errno)
	// Close gives up what the readiness itself has open.
	Close()
}

// Edged is a [Readiness] that reports a change only once. A caller that stops reading before
// the kernel has no more must remember to continue without an event.
type Edged interface{ Edged() }

// Receiver is a [Readiness] through which the kernel receives. Bytes arrive in the order in
// which it does so, and nothing else may receive from the same descriptor.
type Receiver interface {
	// Receives reports whether the kernel receives from a descriptor.
	Receives(fd int) bool
	// Underway reports whether something that the kernel has received may still come.
	Underway() bool
	// Bound sets how many bytes of one connection may come, at most, before Watch can stop
	// them.
	Bound(bytes int)
}

// Sender is a [Readiness] that makes many sends by one call.
type Sender interface {
	// Send queues a send of p, of which it keeps a copy, and reports whether it could. The
	// descriptor must stay open until the sends are made.
	Send(fd int, p []byte) bool
	// Flush makes the queued sends. It returns those that did not send everything; they are valid
	// until the next Send.
	Flush() []Event
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

// Event is one entry of a ready list. It says that a descriptor is ready, in Bits, or, if the
// kernel makes the calls itself, what a call returned.
type Event struct {
	FD   int
	Bits Bits
	Done Done
	N    int    // for Accepted the new descriptor, for Received the bytes (0 is the end), for Sent those that were sent; below 0 an errno, negated
	Data []byte // for Received, valid until the next Wait; for Sent all that was to be sent
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

// batch is how many events one wait can report.
const batch = 1024
