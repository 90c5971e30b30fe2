package sockets

import (
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// enterArg is struct io_uring_getevents_arg, followed by the time it points to. The kernel follows that pointer, which
// Go does not see, so both are part of the [Ring], which is on the heap and does not move. On a stack they could be
// moved.
type enterArg struct {
	_           uint64 // no signal mask
	_           uint64 // and its size
	limit       uint64 // a pointer to the next two, or 0
	seconds     int64  // struct __kernel_timespec
	nanoseconds int64
}

const enterArgSize = 24 // of the struct without the time

// enter prepares io_uring_enter(2), and returns its last two arguments.
func (r *Ring) enter(flags int, timeout time.Duration) (arg unsafe.Pointer, size uintptr) {
	r.publish()
	if flags&EnterExtArg == 0 {
		return nil, 0
	}
	r.wait = enterArg{}
	if timeout >= 0 {
		r.wait.seconds, r.wait.nanoseconds = int64(timeout/time.Second), int64(timeout%time.Second)
		r.wait.limit = uint64(uintptr(unsafe.Pointer(&r.wait.seconds)))
	}
	return unsafe.Pointer(&r.wait), enterArgSize
}

// UringEnter wraps io_uring_enter(2).
func (b Bare) UringEnter(ring *Ring, submit, wait, flags int, timeout time.Duration) (int, unix.Errno) {
	first, rest := b.split(timeout)
	arg, size := ring.enter(flags, first)
	n, _, errno := syscall.RawSyscall6(unix.SYS_IO_URING_ENTER, uintptr(ring.FD), uintptr(submit), uintptr(wait), uintptr(flags), uintptr(arg), size)
	timedOut := errno == unix.ETIME || errno == 0 && int(n) == submit && ring.Completed() < wait
	if arg == nil || rest == 0 || !timedOut {
		return int(n), errno
	}
	arg, size = ring.enter(flags, rest)
	woken, _, again := unix.Syscall6(unix.SYS_IO_URING_ENTER, uintptr(ring.FD), 0, uintptr(wait), uintptr(flags), uintptr(arg), size)
	if errno == 0 && submit > 0 { // as in the kernel: the number of submitted requests takes precedence over how the wait ended
		return int(n), 0
	}
	return int(woken), again
}

// UringEnter wraps io_uring_enter(2).
func (Linux) UringEnter(ring *Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	arg, size := ring.enter(flags, timeout)
	n, _, errno := unix.Syscall6(unix.SYS_IO_URING_ENTER, uintptr(ring.FD), uintptr(submit), uintptr(wait), uintptr(flags), uintptr(arg), size)
	return int(n), failed("io_uring_enter", errno)
}
