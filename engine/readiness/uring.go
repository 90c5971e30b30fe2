package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// uring is io_uring(7). One request accepts all connections of a listener, and one receives all input of a connection;
// both are reported as done. Everything else is polled, with poll(2)'s bits. The requests of a whole round are
// submitted by the call that waits for their completions.
//
// All its calls must be made by the thread that created it.
type uring struct {
	calls   sockets.Calls
	ring    *sockets.Ring
	watched byFD[asked]
	due     []int           // descriptors whose requests do not match what they are watched for
	denied  []int           // those of them that found no buffer, which come first
	asking  []int           // the descriptors that [uring.ask] is processing
	leaving map[ticket]bool // cancelled requests that have not ended yet
	flying  int             // number of requests that have not ended yet
	serial  uint32
	lent    []uint16 // buffers that the events refer to
	scarce  int      // number of waits for which each buffer is requested separately, because buffers ran out
	single  bool     // each buffer is always requested separately: together they hold more than one connection may have
	size    sockets.RingSize
	events  []Event
	out     outgoing
}

var _ Receiver = (*uring)(nil)

// SharedBuffers is how many buffers an io_uring receives into if messages share them. All connections use the same
// ones; a connection that finds none comes first when they are returned.
const SharedBuffers = 8

// newUring opens a ring. The number of buffers is a compromise. The kernel uses them in turn, so the more there are,
// the fewer stay in the processor's cache: if messages share them, a few are enough. Otherwise a connection keeps a
// buffer from its completion to the end of the round, so there should be as many as connections that are busy at the
// same time.
func newUring(calls sockets.Calls) (Readiness, error) {
	return openUring(calls, sockets.RingSize{Requests: 512, Completions: 4096, Buffers: 32, Shared: SharedBuffers, BufferBytes: 64 << 10})
}

func openUring(calls sockets.Calls, size sockets.RingSize) (*uring, error) {
	ring, err := sockets.OpenRing(size)
	if err != nil {
		return nil, err
	}
	u := &uring{calls: calls, ring: ring, size: size, leaving: map[ticket]bool{}, events: make([]Event, 0, batch)}
	if ring.Shares() {
		u.size.Buffers = size.Shared
		// Only with shared buffers are sends queued: an older kernel may forget how much of a failed send was sent.
		u.out.bytes = make([]byte, 0, sendRoom)
	}
	return u, nil
}

func (u *uring) Name() string { return IOUring }

// Watch records what to watch for; the next wait submits it. When input is no longer watched for, what the kernel had
// already received is still reported.
func (u *uring) Watch(fd int, in, out bool) unix.Errno {
	w := u.watched.at(fd)
	if w.kind == unknown {
		kind, errno := kindOf(fd)
		if errno != 0 {
			return errno
		}
		w.kind = kind
	}
	w.in, w.out = in, out
	w.ended = w.ended && in
	u.mark(fd, w)
	return 0
}

// Forget cancels the requests immediately: the kernel keeps a socket open as long as it has a request for it, and
// close(2) would not send a FIN. What it had received is dropped.
func (u *uring) Forget(fd int, _ bool) {
	w := u.watched.at(fd)
	flow, poll := w.flow, w.poll
	*w = asked{due: w.due}
	u.cancel(flow)
	u.cancel(poll)
	if flow != 0 || poll != 0 {
		u.submit()
	}
}

// Receives reports whether a descriptor is a stream that is received from.
func (u *uring) Receives(fd int) bool { return u.watched.at(fd).kind == stream }

// Bound makes each buffer be requested separately if all of them together hold more than that: the kernel could fill
// them all from one connection before it is told to stop.
func (u *uring) Bound(bytes int) { u.single = u.size.Buffers*u.size.BufferBytes > bytes }

// Underway reports whether connections or bytes may still arrive.
func (u *uring) Underway() bool {
	for _, w := range u.watched {
		if w.flow != 0 {
			return true
		}
	}
	return false
}

// Close cancels all requests, waits until they have ended, and closes the ring. The kernel would do that too, but
// later, and would keep the sockets open until then.
func (u *uring) Close() {
	u.events = u.events[:0] // take stops at a full list
	if u.room(1) == 0 {
		u.ring.CancelAll(uint64(newTicket(cancelling, 0, 0)))
	}
	for u.flying > 0 {
		_, errno := u.calls.UringEnter(u.ring, u.ring.Queued(), 1, sockets.EnterGetevents|sockets.EnterExtArg, 100*time.Millisecond)
		if u.ring.Completed() == 0 && errno != unix.EINTR {
			break
		}
		clear(u.watched)
		u.take()
	}
	u.ring.Close()
}
