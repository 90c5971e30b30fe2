package sockets

import (
	"fmt"
	"iter"
	"os"
	"strings"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Ring is an io_uring(7): a queue of requests that the program writes and the kernel reads, and a queue of completions
// in the other direction, both in shared memory. All its calls must be made by the thread that opened it.
type Ring struct {
	FD int

	rings, entries []byte // as mapped

	requests    []request
	requestHead *uint32 // the kernel's: how many it has taken
	requestTail *uint32 // ours
	next        uint32  // ours, published with the next call

	completions    []Completion
	completionHead *uint32 // ours
	taken          uint32  // ours, published with the next call
	completionTail *uint32 // the kernel's

	buffers buffers
	wait    enterArg
}

// Shares reports whether messages share buffers.
func (r *Ring) Shares() bool { return r.buffers.shared }

// RingSize is the capacity of a [Ring]. All fields but BufferBytes are powers of 2.
type RingSize struct {
	Requests, Completions int
	Buffers, BufferBytes  int
	Shared                int // the number of buffers if messages share them (Linux 6.16); 0 means they never do
}

// Completion is the result of a request: struct io_uring_cqe.
type Completion struct {
	Data  uint64 // as in the request
	Res   int32  // what the call would have returned; a negated errno if negative
	flags uint32
}

// More reports whether the request stays active and will complete again.
func (c Completion) More() bool { return c.flags&cqeMore != 0 }

// ringParams is struct io_uring_params, with its offsets into the rings.
type ringParams struct {
	requests, completions, flags uint32
	_                            [7]uint32
	sq                           struct {
		head, tail uint32
		_          [4]uint32
		array      uint32
		_          [3]uint32
	}
	cq struct {
		head, tail uint32
		_          [3]uint32
		cqes       uint32
		_          [4]uint32
	}
}

// OpenRing opens a ring with buffers to receive into. It needs Linux 6.0. Since 6.1 the kernel defers its work until
// the ring's thread asks for it.
func OpenRing(size RingSize) (*Ring, error) {
	const flags = setupCQSize | setupSubmitAll | setupCoopTaskrun | setupSingleIssuer
	params := ringParams{completions: uint32(size.Completions), flags: flags | setupDeferTaskrun}
	fd, errno := ringSetup(size.Requests, &params)
	if errno == unix.EINVAL {
		params = ringParams{completions: uint32(size.Completions), flags: flags}
		fd, errno = ringSetup(size.Requests, &params)
	}
	if errno != 0 {
		disabled, _ := os.ReadFile("/proc/sys/kernel/io_uring_disabled") // does not exist before Linux 6.6
		return nil, noRing(errno, strings.TrimSpace(string(disabled)))
	}
	r := &Ring{FD: fd}
	if err := r.open(&params, size); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func ringSetup(requests int, params *ringParams) (int, unix.Errno) {
	fd, _, errno := unix.Syscall(unix.SYS_IO_URING_SETUP, uintptr(requests), uintptr(unsafe.Pointer(params)), 0)
	return int(fd), errno
}

// noRing returns an error that says why there is no ring. The requested flags came with Linux 6.0, and so did multishot
// receive.
func noRing(errno unix.Errno, disabled string) error {
	why := "the system says so"
	switch {
	case errno == unix.ENOSYS:
		why = "this kernel is built without it, or a sandbox hides it"
	case errno == unix.EINVAL:
		why = "this kernel is too old: it needs Linux 6.0"
	case errno == unix.EPERM && (disabled == "1" || disabled == "2"):
		why = "it is forbidden by the sysctl kernel.io_uring_disabled, which is " + disabled
	case errno == unix.EPERM || errno == unix.EACCES:
		why = "it is forbidden here, as containers do with a seccomp filter"
	}
	return fmt.Errorf("io_uring is not available: %s: %w", why, os.NewSyscallError("io_uring_setup", errno))
}

func (r *Ring) open(params *ringParams, size RingSize) (err error) {
	bytes := max(params.sq.array+4*params.requests, params.cq.cqes+uint32(unsafe.Sizeof(Completion{}))*params.completions)
	const prot, flags = unix.PROT_READ | unix.PROT_WRITE, unix.MAP_SHARED | unix.MAP_POPULATE
	if r.rings, err = unix.Mmap(r.FD, offsetRings, int(bytes), prot, flags); err != nil {
		return fmt.Errorf("the rings of an io_uring can't be mapped: %w", os.NewSyscallError("mmap", err))
	}
	r.entries, err = unix.Mmap(r.FD, offsetEntries, int(params.requests)*int(unsafe.Sizeof(request{})), prot, flags)
	if err != nil {
		return fmt.Errorf("the requests of an io_uring can't be mapped: %w", os.NewSyscallError("mmap", err))
	}
	r.requests = view[request](r.entries, 0, params.requests)
	r.requestHead, r.requestTail = &view[uint32](r.rings, params.sq.head, 1)[0], &view[uint32](r.rings, params.sq.tail, 1)[0]
	for i := range params.requests { // each place of the queue always uses its own entry
		view[uint32](r.rings, params.sq.array, params.requests)[i] = i
	}
	r.completions = view[Completion](r.rings, params.cq.cqes, params.completions)
	r.completionHead, r.completionTail = &view[uint32](r.rings, params.cq.head, 1)[0], &view[uint32](r.rings, params.cq.tail, 1)[0]
	return r.buffers.register(r.FD, size)
}

// view returns part of mapped memory as a slice of the type that the kernel put there.
func view[T any](memory []byte, offset, n uint32) []T {
	return unsafe.Slice((*T)(unsafe.Pointer(&memory[offset])), n)
}

// Close releases everything. The kernel cancels pending requests, in its own time.
func (r *Ring) Close() {
	_ = unix.Close(r.FD)
	for _, memory := range [][]byte{r.rings, r.entries, r.buffers.ring, r.buffers.memory} {
		if memory != nil {
			_ = unix.Munmap(memory)
		}
	}
}

// Completed returns how many completions are waiting.
func (r *Ring) Completed() int { return int(atomic.LoadUint32(r.completionTail) - r.taken) }

// Take removes and returns the first completion.
func (r *Ring) Take() (Completion, bool) {
	if r.taken == atomic.LoadUint32(r.completionTail) {
		return Completion{}, false
	}
	c := r.completions[r.taken&uint32(len(r.completions)-1)]
	r.taken++
	return c, true
}

// publish tells the kernel which requests there are, and which completions were taken. An ordered store costs as much
// as everything else that is done for a request.
func (r *Ring) publish() {
	atomic.StoreUint32(r.requestTail, r.next)
	atomic.StoreUint32(r.completionHead, r.taken)
}

// Posted returns a mark for the completions posted so far.
func (r *Ring) Posted() uint32 { return atomic.LoadUint32(r.completionTail) }

// Since iterates over the completions posted after a mark, without taking them.
func (r *Ring) Since(mark uint32) iter.Seq[Completion] {
	return func(yield func(Completion) bool) {
		for end := r.Posted(); mark != end && yield(r.completions[mark&uint32(len(r.completions)-1)]); mark++ {
		}
	}
}
