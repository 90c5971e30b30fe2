package sockets

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// request is struct io_uring_sqe, with only the fields used here.
type request struct {
	op      uint8
	flags   uint8
	how     uint16 // ioprio: flags of accept and recv
	fd      int32
	_       uint64
	target  uint64 // addr: the data to send; the user data of the request to cancel
	length  uint32 // len: length of the data to send; flags of poll
	opFlags uint32 // accept_flags, msg_flags, poll32_events, cancel_flags
	data    uint64
	group   uint16
	_       [22]byte
}

// Queued returns how many requests the kernel has not taken yet.
func (r *Ring) Queued() int { return int(r.next - atomic.LoadUint32(r.requestHead)) }

// Room returns how many more requests can be queued before the kernel has to take some.
func (r *Ring) Room() int { return len(r.requests) - r.Queued() }

func (r *Ring) queue(q request) { *r.place() = q }

// place returns the place for the next request.
func (r *Ring) place() *request {
	q := &r.requests[r.next&uint32(len(r.requests)-1)]
	r.next++
	return q
}

// Accept requests every connection of a listener, as a non-blocking and close-on-exec descriptor.
func (r *Ring) Accept(fd int, data uint64) {
	r.queue(request{op: opAccept, fd: int32(fd), how: acceptMultishot, opFlags: unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC, data: data})
}

// Recv requests everything that a connection receives, in the ring's buffers.
func (r *Ring) Recv(fd int, data uint64) {
	r.queue(request{op: opRecv, fd: int32(fd), flags: sqeBufferSelect, how: recvMultishot, group: bufferGroup, data: data})
}

// RecvOnce requests what a connection receives next, in one of the ring's buffers.
func (r *Ring) RecvOnce(fd int, data uint64) {
	r.queue(request{op: opRecv, fd: int32(fd), flags: sqeBufferSelect, group: bufferGroup, data: data})
}

// Send sends as much of p as there is room for. The call that takes the request makes the send; until then p must not
// change. A completion is posted only if not all of p was sent.
func (r *Ring) Send(fd int, p []byte, data uint64) {
	q := r.place() // sends are frequent, so the request is built in place
	*q = request{}
	q.op, q.flags, q.fd = opSend, sqeCQESkipSuccess, int32(fd)
	q.target, q.length = uint64(uintptr(unsafe.Pointer(unsafe.SliceData(p)))), uint32(len(p))
	q.opFlags, q.data = unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT|unix.MSG_WAITALL, data
}

// Withdraw replaces queued requests for which drop returns true with no-ops. It does not call drop for no-ops.
func (r *Ring) Withdraw(drop func(data uint64) bool) {
	for at := atomic.LoadUint32(r.requestHead); at != r.next; at++ {
		if q := &r.requests[at&uint32(len(r.requests)-1)]; q.op != opNop && drop(q.data) {
			*q = request{op: opNop, flags: sqeCQESkipSuccess, data: q.data}
		}
	}
}

// Poll requests poll(2)'s bits: once one of them is set, or at every change.
func (r *Ring) Poll(fd int, events uint16, changes bool, data uint64) {
	q := request{op: opPollAdd, fd: int32(fd), opFlags: uint32(events), data: data}
	if binary.NativeEndian.Uint16([]byte{0, 1}) == 1 { // the kernel wants the halves swapped on big-endian machines
		q.opFlags = bits.RotateLeft32(q.opFlags, 16)
	}
	if changes {
		q.length = pollAddMulti
	}
	r.queue(q)
}

// Cancel cancels the request whose user data is target. A completion with the given data is posted only if there is no
// such request.
func (r *Ring) Cancel(target, data uint64) {
	r.queue(request{op: opAsyncCancel, fd: -1, flags: sqeCQESkipSuccess, target: target, data: data})
}

// CancelAll cancels all requests.
func (r *Ring) CancelAll(data uint64) {
	r.queue(request{op: opAsyncCancel, fd: -1, opFlags: cancelAll | cancelAny, data: data})
}
