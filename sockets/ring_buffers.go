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

// buffers are what the kernel receives into, and the third ring, which tells it
// which are free.
type buffers struct {
	memory, ring []byte // as mapped
	free         []freeBuffer
	tail         uint16
	size         int
}

// freeBuffer is struct io_uring_buf. The first one holds the tail of the ring.
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
	_       uint16
	_       [3]uint64
}

// register maps the buffers, which cost memory only once they are filled, and registers
// them with the kernel.
func (b *buffers) register(fd int, size RingSize) (err error) {
	const prot, flags = unix.PROT_READ | unix.PROT_WRITE, unix.MAP_PRIVATE | unix.MAP_ANONYMOUS
	if b.memory, err = unix.Mmap(-1, 0, size.Buffers*size.BufferBytes, prot, flags); err != nil {
		return fmt.Errorf("no memory for the buffers of an io_uring: %w", os.NewSyscallError("mmap", err))
	}
	if b.ring, err = unix.Mmap(-1, 0, size.Buffers*int(unsafe.Sizeof(freeBuffer{})), prot, flags); err != nil {
		return fmt.Errorf("no memory for the list of buffers of an io_uring: %w", os.NewSyscallError("mmap", err))
	}
	b.free, b.size = view[freeBuffer](b.ring, 0, uint32(size.Buffers)), size.BufferBytes
	r := bufferRegistration{addr: uint64(uintptr(unsafe.Pointer(&b.ring[0]))), entries: uint32(size.Buffers), group: bufferGroup}
	_, _, errno := unix.Syscall6(unix.SYS_IO_URING_REGISTER, uintptr(fd), registerPbufRing, uintptr(unsafe.Pointer(&r)), 1, 0, 0)
	if errno != 0 {
		return fmt.Errorf("io_uring is not available: its buffers were refused: %w", os.NewSyscallError("io_uring_register", errno))
	}
	for number := range size.Buffers {
		b.add(uint16(number))
	}
	b.tell()
	return nil
}

// bytes are the first n of a buffer.
func (b *buffers) bytes(number uint16, n int) []byte {
	start := int(number) * b.size
	return b.memory[start : start+n : start+n]
}

func (b *buffers) add(number uint16) {
	free := &b.free[int(b.tail)&(len(b.free)-1)]
	free.addr, free.length, free.number = uint64(uintptr(unsafe.Pointer(&b.memory[int(number)*b.size]))), uint32(b.size), number
	b.tail++
}

// tell stores the tail for the kernel to see, after everything written before. There
// is no atomic store of 16 bits, so the number beside it is stored again with it.
func (b *buffers) tell() {
	var both [4]byte
	binary.NativeEndian.PutUint16(both[:2], b.free[0].number)
	binary.NativeEndian.PutUint16(both[2:], b.tail)
	atomic.StoreUint32((*uint32)(unsafe.Pointer(&b.free[0].number)), binary.NativeEndian.Uint32(both[:]))
}

// Bytes are the bytes that a completion filled in.
func (r *Ring) Bytes(buffer uint16, n int) []byte { return r.buffers.bytes(buffer, n) }

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
