package sockets

import (
	"encoding/binary"
	"fmt"
	"os"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// bufferGroup is the number of a ring's only group of buffers.
const bufferGroup = 0

// buffers are the buffers the kernel receives into, and the third ring, which tells the kernel which are free. If they
// are shared, the kernel fills each one piece by piece, so that small messages lie side by side; otherwise each message
// takes a whole buffer.
type buffers struct {
	memory, ring []byte // as mapped
	free         []freeBuffer
	tail         uint16
	size         int
	shared       bool
	filled       []int // bytes of each buffer used by messages, if shared
}

// freeBuffer is struct io_uring_buf. The first one contains the tail of the ring.
type freeBuffer struct {
	addr   uint64
	length uint32
	number uint16
	_      uint16 // the tail
}

// bufferRegistration is struct io_uring_buf_reg.
type bufferRegistration struct {
	addr    uint64
	entries uint32
	group   uint16
	flags   uint16
	_       [3]uint64
}

// register maps the buffers, which take memory only once they are filled, and registers them with the kernel.
func (b *buffers) register(fd int, size RingSize) (err error) {
	const prot, flags = unix.PROT_READ | unix.PROT_WRITE, unix.MAP_PRIVATE | unix.MAP_ANONYMOUS
	most := max(size.Buffers, size.Shared)
	if b.memory, err = unix.Mmap(-1, 0, most*size.BufferBytes, prot, flags); err != nil {
		return fmt.Errorf("no memory for the buffers of an io_uring: %w", os.NewSyscallError("mmap", err))
	}
	if b.ring, err = unix.Mmap(-1, 0, most*int(unsafe.Sizeof(freeBuffer{})), prot, flags); err != nil {
		return fmt.Errorf("no memory for the list of buffers of an io_uring: %w", os.NewSyscallError("mmap", err))
	}
	b.size = size.BufferBytes
	if b.shared = size.Shared > 0 && inOrder(fd) && b.hand(fd, size.Shared, registerPbufInc) == nil; !b.shared {
		if err := b.hand(fd, size.Buffers, 0); err != nil {
			return fmt.Errorf("io_uring is not available: its buffers were refused: %w", err)
		}
	}
	b.filled = make([]int, len(b.free))
	for number := range b.free {
		b.add(uint16(number))
	}
	b.tell()
	return nil
}

// hand registers the list of free buffers, n of them, with the kernel.
func (b *buffers) hand(fd, n int, flags uint16) error {
	b.free = view[freeBuffer](b.ring, 0, uint32(n))
	r := bufferRegistration{addr: uint64(uintptr(unsafe.Pointer(&b.ring[0]))), entries: uint32(n), group: bufferGroup, flags: flags}
	_, _, errno := unix.Syscall6(unix.SYS_IO_URING_REGISTER, uintptr(fd), registerPbufRing, uintptr(unsafe.Pointer(&r)), 1, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("io_uring_register", errno)
	}
	return nil
}

// inOrder reports whether completions come in the order in which buffers were filled. Without that, it is unknown where
// in a shared buffer a message is. It is so since Linux 6.15 (commit 687b2bae0eff, "ensure deferred completions are
// flushed for multishot"); this probes for a request that came with 6.16.
func inOrder(fd int) bool {
	var probe struct { // struct io_uring_probe
		last uint8
		_    [15]uint8
	}
	_, _, errno := unix.Syscall6(unix.SYS_IO_URING_REGISTER, uintptr(fd), registerProbe, uintptr(unsafe.Pointer(&probe)), 0, 0, 0)
	return errno == 0 && probe.last >= opPipe
}

// take returns the n bytes of a message in a buffer, which follow those taken before.
func (b *buffers) take(number uint16, n int) []byte {
	start := int(number)*b.size + b.filled[number]
	if b.shared {
		b.filled[number] += n
	}
	return b.memory[start : start+n : start+n]
}

func (b *buffers) add(number uint16) {
	free := &b.free[int(b.tail)&(len(b.free)-1)]
	free.addr, free.length, free.number = uint64(uintptr(unsafe.Pointer(&b.memory[int(number)*b.size]))), uint32(b.size), number
	b.filled[number] = 0
	b.tail++
}

// tell publishes the tail to the kernel, after everything written before. There is no atomic 16-bit store, so the
// neighbouring number is stored again with it.
func (b *buffers) tell() {
	var both [4]byte
	binary.NativeEndian.PutUint16(both[:2], b.free[0].number)
	binary.NativeEndian.PutUint16(both[2:], b.tail)
	atomic.StoreUint32((*uint32)(unsafe.Pointer(&b.free[0].number)), binary.NativeEndian.Uint32(both[:]))
}

// Received returns the bytes that a completion filled in, if any. full reports whether the kernel is done with the
// buffer, which must then be returned.
func (r *Ring) Received(c Completion) (p []byte, buffer uint16, full bool) {
	if c.flags&cqeBuffer == 0 {
		return nil, 0, false
	}
	buffer = uint16(c.flags >> cqeBufferShift)
	if r.buffers.shared && c.Res <= 0 { // the kernel continues to fill it, whatever the flags say
		return nil, buffer, false
	}
	return r.buffers.take(buffer, max(0, int(c.Res))), buffer, !r.buffers.shared || c.flags&cqeBufferMore == 0
}

// Return gives buffers back to the kernel.
func (r *Ring) Return(numbers []uint16) {
	if len(numbers) == 0 {
		return
	}
	for _, number := range numbers {
		r.buffers.add(number)
	}
	r.buffers.tell()
}
